"""What a killed process left in the journal folder, put in order at the next start.

The switch may die between two bytes of a line. At start every ``.open`` file is looked at from
its end: bytes after the last line end are cut off and kept in ``rejected/`` for a person to read,
the rest is sealed for the billing writer. Lines in the middle are not judged here: the billing
writer parses each of them and rejects the bad ones one by one.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.billing.journal import OPEN, SEALED

REJECTED: Final = "rejected"

_STEP: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found: sealed files, and torn files with the bytes cut from each."""

    sealed: list[Path]
    torn: dict[str, int]


def recover(folder: Path) -> Recovered:
    """Seal every open segment in ``folder``, keeping torn ends in ``rejected/``.

    Raises:
        OSError: the folder cannot be read or changed.
    """
    sealed: list[Path] = []
    torn: dict[str, int] = {}
    for path in sorted(folder.glob(f"*{OPEN}")):
        cut = cut_torn_end(path, folder / REJECTED)
        if cut:
            torn[path.name] = cut
        if path.stat().st_size == 0:
            path.unlink()
            continue
        target = path.with_suffix(SEALED)
        path.rename(target)
        sealed.append(target)
    return Recovered(sealed, torn)


def cut_torn_end(path: Path, rejected: Path) -> int:
    """Cut what follows the last line end of ``path`` into ``rejected``; the bytes cut."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        end = _after_last_newline(file.fileno(), size)
        if end == size:
            return 0
        rejected.mkdir(mode=0o700, exist_ok=True)
        file.seek(end)
        (rejected / f"{path.name}.torn").write_bytes(file.read())
        file.truncate(end)
    return size - end


def _after_last_newline(descriptor: int, size: int) -> int:
    """The offset just behind the last line end, 0 when there is none."""
    end = size
    while end > 0:
        start = max(0, end - _STEP)
        found = os.pread(descriptor, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
