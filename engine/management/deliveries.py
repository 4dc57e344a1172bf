"""Puts finished files into a folder below one root, and nowhere else.

The root is set by whoever starts the engine; over the network only a name below it can be chosen.
A file appears whole, with its description beside it. A link that leads out of the root is refused.
"""

import errno
import os
import shutil
from pathlib import Path

from engine.errors import StoreError
from engine.identifiers import token
from engine.store.cdr_export import leave_room


class Deliveries:
    """The folder of deliveries.

    Args:
        root: Where all of them lie.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, folder: str, name: str, file: Path, description: Path) -> Path:
        """Copy a file and its description to ``folder``; where it lies now.

        Raises:
            StoreError: it cannot be put there; nothing of it is left half done.
        """
        try:
            target = self._folder(folder)
            self._copy(description, target / f"{name}.meta.json")
            self._copy(file, target / name)
        except OSError as error:
            full = error.errno == errno.ENOSPC
            advice = "the disk is full" if full else error.strerror or "no access"
            raise StoreError(f"cannot write to {self.root / folder}: {advice}") from error
        return target / name

    def _folder(self, folder: str) -> Path:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        root = self.root.resolve()
        target = (root / folder).resolve()
        if not target.is_relative_to(root):
            raise StoreError(f"{folder!r} leads out of the folder of deliveries")
        target.mkdir(parents=True, exist_ok=True)
        return target

    def _copy(self, source: Path, target: Path) -> None:
        leave_room(target.parent)
        partial = target.with_name(f".{token()[:12]}.part")
        try:
            shutil.copyfile(source, partial)
            with partial.open("rb") as file:
                os.fsync(file.fileno())
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
