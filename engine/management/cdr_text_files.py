"""Keeps the hourly text files of call records in step with the store, when that is switched on.

Once a minute the records of each of the last hours are counted. A file that has not as many lines
is written anew beside the old one and takes its place, so a reader never sees half a file, and
records that came late, after a full disk or a crash, come in all the same. The running hour is
kept up as well while it is not too long. A change of what is to be in them reaches back as far.
Old files are removed after the days that a parameter says.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from engine.errors import StoreError
from engine.logs import get_logger
from engine.store.cdr_text import QUARTER_MS, TextFiles

SWITCH: Final = "SS_CDR_RECORD_TO_FILE"
NONCONNECT: Final = "SS_CDR_RECORD_NONCONNECT"
KEEP_DAYS: Final = "SERVER_CDR_FILE_KEEP_DAYS"

HOURS: Final = 48
"""Hours that are looked back upon."""

MOST_RUNNING: Final = 100_000
"""Records up to which the file of the running hour is written before the hour is over."""

_PART: Final = ".part"
_log = get_logger(__name__)


class Hour(NamedTuple):
    """An hour of the machine's zone.

    Attributes:
        name: Of its file.
        first_ms: Its first epoch millisecond.
        end_ms: The first one after it; two hours on where clocks are put back.
    """

    name: str
    first_ms: int
    end_ms: int


class CdrTextFiles:
    """The folder of these files.

    Args:
        folder: Where; made when it is needed.
        files: Reads and writes records.
        parameter: The present value of a parameter.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self,
        folder: Path,
        files: TextFiles,
        parameter: Callable[[str], int],
        wall: Callable[[], float],
    ) -> None:
        self._folder = folder
        self._files = files
        self._parameter = parameter
        self._wall = wall
        self._written: dict[str, int] = {}
        self._connected = False

    def sweep(self) -> list[str]:
        """Bring the files up to date; the names of those that were written. Blocks.

        Raises:
            StoreError: a file could not be written; the next sweep tries again.
        """
        if not self._parameter(SWITCH):
            self._written.clear()
            return []
        self._purge()
        now_ms = int(self._wall() * 1000)
        hours = list(last_hours(now_ms, HOURS, ZoneInfo(self._files.zone())))
        self._connected = not self._parameter(NONCONNECT)
        first, end = hours[0].first_ms, hours[-1].end_ms
        quarters = self._files.counts(first, end, connected=self._connected)
        return [hour.name for hour in hours if self._keep_up(hour, quarters, now_ms)]

    def _keep_up(self, hour: Hour, quarters: dict[int, int], now_ms: int) -> bool:
        """Write the file of an hour if it is to be; whether it was."""
        wanted = sum(quarters.get(at, 0) for at in range(hour.first_ms, hour.end_ms, QUARTER_MS))
        running = now_ms < hour.end_ms
        if wanted == self._lines(hour.name) or (running and wanted > MOST_RUNNING):
            return False
        path = self._folder / hour.name
        part = path.with_name(hour.name + _PART)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            first, end = hour.first_ms, hour.end_ms
            rows = self._files.write(first, end, part, connected=self._connected)
            part.chmod(0o600)
            _sync(part)
            part.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}; it is tried again") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        self._written[hour.name] = rows
        return True

    def _lines(self, name: str) -> int:
        """Lines of a file, 0 of one that is not there; counted once, then known."""
        path = self._folder / name
        if name not in self._written or not path.exists():
            try:
                with path.open("rb") as file:
                    self._written[name] = sum(1 for _ in file)
            except (FileNotFoundError, NotADirectoryError):
                self._written[name] = 0
        return self._written[name]

    def _purge(self) -> None:
        """Remove the files whose days are over."""
        days = self._parameter(KEEP_DAYS)
        if not days or not self._folder.is_dir():
            return
        oldest = datetime.fromtimestamp(self._wall(), UTC) - timedelta(days=days)
        for path in self._folder.glob("[0-9]*.txt"):
            modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if modified < oldest:
                path.unlink(missing_ok=True)
                self._written.pop(path.name, None)
                _log.info("removed an old file of call records", file=path.name)


def last_hours(now_ms: int, count: int, zone: ZoneInfo) -> Iterator[Hour]:
    """The running hour and those before it, ``count`` in all, oldest first.

    Found by walking over quarters, so an offset of half an hour and a clock that is put forward or
    back need no thought.
    """
    end = now_ms - now_ms % QUARTER_MS + QUARTER_MS
    found: dict[str, list[int]] = {}
    for at in range(end - (count + 2) * 4 * QUARTER_MS, end + 4 * QUARTER_MS, QUARTER_MS):
        local = datetime.fromtimestamp(at / 1000, zone)
        found.setdefault(f"{local:%Y%m%d%H}.txt", []).append(at)
    hours = [Hour(name, quarters[0], quarters[-1] + QUARTER_MS) for name, quarters in found.items()]
    begun = [hour for hour in hours if hour.first_ms <= now_ms]
    yield from begun[-count:]


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
