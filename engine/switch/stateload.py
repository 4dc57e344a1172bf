"""Reading back what :mod:`engine.switch.statelog` wrote.

The newest snapshot is applied first, then every log from its generation on, in order. A line that
cannot be read, or that the state refuses, is copied to ``rejected/`` and counted; the rest is
still applied, because each line stands alone. Nothing is skipped in silence: the report says how
many lines were rejected and where they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from engine.switch.recovery import REJECTED, cut_torn_end
from engine.switch.statelog import LOG, SNAPSHOT, UNFINISHED, name

_decode: Final = msgspec.json.Decoder(list[Any]).decode


@dataclass(slots=True)
class Loaded:
    """What a load found.

    Attributes:
        generation: The one to begin; higher than every file found.
        lines: Lines applied.
        rejected: File name to the number of its lines that could not be applied.
        torn: File name to the bytes cut from its end.
        seen_at: When the run before was last alive, epoch seconds; None when there was none.
    """

    generation: int = 1
    lines: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    torn: dict[str, int] = field(default_factory=dict)
    seen_at: float | None = None


def load(folder: Path, apply: Callable[[list[Any]], None]) -> Loaded:
    """Apply the newest snapshot and the logs after it, line by line.

    ``apply`` raises ValueError, TypeError, KeyError or IndexError for a line it cannot use.

    Raises:
        OSError: the folder cannot be read.
    """
    loaded = Loaded()
    for unfinished in folder.glob(f"*{UNFINISHED}"):
        unfinished.unlink()
    files = sorted(folder.glob("state-*"))
    if files:
        loaded.generation = _generation(files[-1]) + 1
        loaded.seen_at = max(path.stat().st_mtime for path in files)
    for path in _in_order(files):
        cut = cut_torn_end(path, folder / REJECTED)
        if cut:
            loaded.torn[path.name] = cut
        _apply_file(path, apply, loaded)
    return loaded


def _generation(path: Path) -> int:
    return int(path.stem.removeprefix("state-"))


def _in_order(files: list[Path]) -> Iterator[Path]:
    """The newest snapshot, then the logs that follow it."""
    snapshots = [path for path in files if path.suffix == SNAPSHOT]
    first = ""
    if snapshots:
        yield snapshots[-1]
        first = name(_generation(snapshots[-1]), LOG)
    yield from (path for path in files if path.suffix == LOG and path.name >= first)


def _apply_file(path: Path, apply: Callable[[list[Any]], None], loaded: Loaded) -> None:
    with path.open("rb") as file:
        for line in file:
            try:
                apply(_decode(line))
            except (msgspec.DecodeError, ValueError, TypeError, KeyError, IndexError):
                _reject(path, line, loaded)
            else:
                loaded.lines += 1


def _reject(path: Path, line: bytes, loaded: Loaded) -> None:
    loaded.rejected[path.name] = loaded.rejected.get(path.name, 0) + 1
    folder = path.parent / REJECTED
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / f"{path.name}.bad").open("ab") as file:
        file.write(line)
