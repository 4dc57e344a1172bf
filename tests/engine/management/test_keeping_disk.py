"""A full disk while records are archived and removed: an alarm, nothing lost, and on it goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.api.services import JournalState
from engine.management.record_keeper import DAY_MS, NIGHT_MS, PAUSE_S, RETRY_MS, RecordKeeper
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs
from engine.store.config_store import ConfigStore
from tests.helpers.disks import fill, small_disk
from tests.helpers.stores import BY, START, Wall, cdr, fill_with

ALL, CALM = CdrFilter(), JournalState(0, 0.0)
RECORDS = 300


@pytest.fixture
def wall() -> Wall:
    return Wall(START / 1000)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, "24m"):
        yield folder


@pytest.fixture
def kept(disk: Path, wall: Wall) -> Iterator[CdrStore]:
    opened = open_cdrs(disk / "cdr.duckdb", wall=wall)
    yield opened
    opened.close()


def sweep(keeper: RecordKeeper, wall: Wall, after_s: float = PAUSE_S) -> list[str]:
    """A turn after the pause; what the alarms say."""
    wall.now += after_s
    keeper.sweep()
    return [each.detail for each in keeper.alarms(wall.now)]


def unhurt(cdrs: CdrStore, records: int) -> None:
    """Every record is there once, every file is one that is known, and the seals fit."""
    rows, _ = cdrs.page(ALL, limit=1000)
    assert len({row.flow_no for row in rows}) == len(rows) == cdrs.count(ALL) == records
    files = {entry.file for entry in cdrs.records.entries()}
    assert {path.name for path in cdrs.archive.folder.glob("*")} == files
    assert cdrs.verify().sound


def test_archive_and_retention_wait_for_room(
    kept: CdrStore, config: ConfigStore, wall: Wall, disk: Path
) -> None:  # req 56
    half = START + 10 * DAY_MS
    old = [cdr(start=START + n, call_id=f"{n:064x}") for n in range(RECORDS // 2)]
    fill_with(kept, disk / "journal", *old, *[cdr(start=half + n) for n in range(RECORDS // 2)])
    wall.now += 92 * DAY_MS / 1000
    keeper = RecordKeeper(kept, config, lambda: CALM, wall)
    assert sweep(keeper, wall) == []  # sealed
    config.parameters.set("SERVER_CDR_ARCHIVE_MONTHS", 1, **BY)
    filler = fill(disk)
    (told,) = sweep(keeper, wall)
    assert "disk is full" in told
    assert kept.records.entries() == []
    unhurt(kept, RECORDS)
    filler.unlink()
    assert sweep(keeper, wall) == []
    assert len(kept.records.entries()) == 1
    unhurt(kept, RECORDS)

    config.parameters.set("SERVER_CDR_EVIDENCE_DAYS", 1, **BY)
    days = int(wall.now * 1000 - half) // DAY_MS + 5  # the older half goes, within the file
    config.parameters.set("SERVER_CDR_KEEP_DAYS_ILLEGAL_CALL", days, **BY)
    filler = fill(disk)
    (told,) = sweep(keeper, wall, (DAY_MS + NIGHT_MS) / 1000)
    assert "disk is full" in told
    unhurt(kept, RECORDS)
    filler.unlink()
    assert sweep(keeper, wall, RETRY_MS / 1000) == []
    unhurt(kept, RECORDS // 2)
