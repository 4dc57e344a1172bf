"""Days of records for the tests of retention and seals."""

from pathlib import Path

from engine.billing.records import CdrRecord
from engine.store.cdr_store import CdrStore
from engine.store.seal_check import PartReport, Report, check
from engine.store.seal_sums import DAY_MS
from tests.helpers.stores import START, cdr, fill_with

FIRST_DAY = START // DAY_MS
NOW = (FIRST_DAY + 100) * DAY_MS


def days_of_records(
    cdrs: CdrStore, journal: Path, days: int, modes: tuple[int, ...] = (0, 9)
) -> list[CdrRecord]:
    """Three records a day and mode."""
    made = [
        cdr(start=(FIRST_DAY + day) * DAY_MS + number, billing_mode=mode, caller=f"10{number}")
        for day in range(days)
        for mode in modes
        for number in range(3)
    ]
    fill_with(cdrs, journal, *made)
    return made


def seal_all(cdrs: CdrStore, now_ms: int = NOW) -> int:
    """Seal what is due; how many parts."""
    count = 0
    while cdrs.seals.seal_next(now_ms):
        count += 1
    return count


def verified(cdrs: CdrStore) -> Report:
    return check(cdrs._database, cdrs.archive, cdrs.seals)


def states(report: Report) -> dict[tuple[int, int], str]:
    """Status by day (from the first) and mode."""
    return {(part.day - FIRST_DAY, part.mode): part.status for part in report.parts}


def part_of(report: Report, day: int, mode: int) -> PartReport:
    return next(each for each in report.parts if (each.day - FIRST_DAY, each.mode) == (day, mode))
