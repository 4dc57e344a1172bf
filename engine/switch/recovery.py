"""What a killed process left in the journal folder, put in order at the next start.

The switch may die between two bytes of a line. At start every ``.open`` file is looked at from
its end: bytes after the last line end are cut off and kept in ``rejected/`` for a person to read,
the rest is sealed for the billing writer. Lines in the middle are not judged here: the billing
writer parses each of them and rejects the bad ones one by one. A segment that the disk does not let
us put in order stays for the next start; that is no reason to answer nobody.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.billing.journal import OPEN, SEALED

REJECTED: Final = "rejected"

_STEP: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found.

    Attributes:
        sealed: Files that belong to the billing writer now.
        torn: File name to the bytes cut from its end.
        left: File name to what the disk said when it was to be put in order.
    """

    sealed: list[Path] = field(default_factory=list)
    torn: dict[str, int] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


def recover(folder: Path) -> Recovered:
    """Seal every open segment in ``folder``, keeping torn ends in ``rejected/``.

    Raises:
        OSError: the folder cannot be read.
    """
    found = Recovered()
    for path in sorted(folder.glob(f"*{OPEN}")):
        try:
            _put_in_order(path, folder / REJECTED, found)
        except OSError as error:
            found.left[path.name] = error.strerror or str(error)
    return found


def _put_in_order(path: Path, rejected: Path, found: Recovered) -> None:
    cut = cut_torn_end(path, rejected)
    if cut:
        found.torn[path.name] = cut
    if path.stat().st_size == 0:
        path.unlink()
        return
    target = path.with_suffix(SEALED)
    path.rename(target)
    found.sealed.append(target)


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
