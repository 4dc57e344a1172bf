"""Running nft(8), one process for a whole batch.

A process costs some 50 ms and 20,000 elements cost 0.2 s more, so what matters is how seldom it is
started. Scripts go in on standard input and name only what :mod:`engine.defence.nft` made.
"""

import json
import shutil
import subprocess
from typing import Any, Final, Protocol

from engine.errors import SwitchwardenError
from engine.logs import safe

PATIENCE_S: Final = 30.0
"""Seconds for one run; a set of 100,000 elements takes two."""

MAX_COMPLAINT: Final = 200
"""Characters of what nft says that are passed on."""

_FOLDERS: Final = "/usr/sbin:/sbin:/usr/local/sbin:/usr/bin:/bin"


class NftError(SwitchwardenError):
    """nft refused, or could not be run."""


class Nft(Protocol):
    """Changes and reads the kernel's tables."""

    def change(self, script: str) -> None:
        """Carry a script out, all of it or nothing.

        Raises:
            NftError: it was refused.
        """
        ...

    def read(self, *what: str) -> list[dict[str, Any]]:
        """The objects that ``list`` names.

        Raises:
            NftError: there are none, or they could not be read.
        """
        ...


class NftProgram:
    """The real one.

    Args:
        path: Of the program.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    def change(self, script: str) -> None:
        """See :class:`Nft`."""
        self._run(["-f", "-"], script)

    def read(self, *what: str) -> list[dict[str, Any]]:
        """See :class:`Nft`."""
        text = self._run(["-j", "list", *what], "")
        try:
            found: list[dict[str, Any]] = json.loads(text)["nftables"]
        except (ValueError, KeyError, TypeError) as error:
            raise NftError("nft answered something that is no list of its objects") from error
        return found

    def _run(self, arguments: list[str], script: str) -> str:
        try:
            done = subprocess.run(
                [self._path, *arguments],
                input=script,
                capture_output=True,
                timeout=PATIENCE_S,
                check=False,
                encoding="utf-8",
                errors="replace",
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NftError(f"nft could not be run: {safe(str(error), MAX_COMPLAINT)}") from error
        if done.returncode != 0:
            lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
            raise NftError(f"nft refused: {safe(lines[0], MAX_COMPLAINT)}")
        return done.stdout


def find_nft() -> str | None:
    """Where nft is, None when it is not installed."""
    return shutil.which("nft", path=_FOLDERS)
