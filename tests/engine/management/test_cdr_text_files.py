import os
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.errors import StoreError
from engine.management import cdr_text_files
from engine.management.cdr_text_files import (
    KEEP_DAYS,
    NONCONNECT,
    SWITCH,
    CdrTextFiles,
    last_hours,
)
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, Wall, cdr, cdr_store, connected, fill_with

HOUR_MS = 3_600_000
FIRST = START - START % HOUR_MS


class Desk:
    """The files beside a store, with parameters and a clock of the test's."""

    def __init__(self, folder: Path) -> None:
        self.store: CdrStore = cdr_store(folder)
        self.journal = folder / "journal"
        self.folder = folder / "cdr"
        self.values = {SWITCH: 1, KEEP_DAYS: 31, NONCONNECT: 1}
        self.wall = Wall((FIRST + HOUR_MS + 60_000) / 1000)
        self.files = CdrTextFiles(
            self.folder, self.store.text_files, self.values.__getitem__, self.wall
        )

    def call(self, stop: int, callee: str = "8801") -> None:
        fill_with(self.store, self.journal, cdr(start=stop - 3, stop=stop, callee=callee))

    def shown(self) -> dict[str, int]:
        return {
            path.name: len(path.read_text().splitlines()) for path in sorted(self.folder.iterdir())
        }


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("TZ", "UTC")
    return Desk(tmp_path)


def name(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y%m%d%H}.txt"


def test_nothing_is_written_until_it_is_switched_on(desk: Desk) -> None:
    desk.values[SWITCH] = 0
    desk.call(FIRST + 5)
    assert desk.files.sweep() == []
    assert not desk.folder.exists()
    desk.values[SWITCH] = 1
    assert desk.files.sweep() == [name(FIRST)]
    assert desk.shown() == {name(FIRST): 1}


def test_calls_that_were_not_connected_come_in_and_out_as_is_wanted(desk: Desk) -> None:
    desk.call(FIRST + 5)
    talk = connected(1_000, start=FIRST + 10, callee="talk")
    fill_with(desk.store, desk.journal, talk)
    for wanted, count in ((1, 2), (0, 1), (1, 2)):
        desk.values[NONCONNECT] = wanted
        assert desk.files.sweep() == [name(FIRST)]
        assert desk.shown() == {name(FIRST): count}


def test_a_late_record_comes_in_and_what_is_whole_is_left_alone(desk: Desk) -> None:
    desk.call(FIRST + 5)
    desk.call(FIRST + HOUR_MS + 5)
    assert desk.files.sweep() == [name(FIRST), name(FIRST + HOUR_MS)]
    assert desk.files.sweep() == []
    desk.call(FIRST + 6)
    assert desk.files.sweep() == [name(FIRST)]
    assert desk.shown() == {name(FIRST): 2, name(FIRST + HOUR_MS): 1}
    again = CdrTextFiles(desk.folder, desk.store.text_files, desk.values.__getitem__, desk.wall)
    assert again.sweep() == []  # lines are counted after a restart


def test_a_file_that_was_taken_away_or_torn_is_made_again(desk: Desk) -> None:
    desk.call(FIRST + 5)
    desk.call(FIRST + 6)
    desk.files.sweep()
    (desk.folder / name(FIRST)).unlink()
    assert desk.files.sweep() == [name(FIRST)]
    (desk.folder / name(FIRST)).write_bytes(b"half a li")
    again = CdrTextFiles(desk.folder, desk.store.text_files, desk.values.__getitem__, desk.wall)
    assert again.sweep() == [name(FIRST)]
    assert desk.shown() == {name(FIRST): 2}


def test_a_long_running_hour_is_written_when_it_is_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_text_files, "MOST_RUNNING", 1)
    desk.call(FIRST + HOUR_MS + 5)
    assert desk.files.sweep() == [name(FIRST + HOUR_MS)]
    desk.call(FIRST + HOUR_MS + 6)
    assert desk.files.sweep() == []
    desk.wall.now += 3600
    assert desk.files.sweep() == [name(FIRST + HOUR_MS)]


def test_old_files_go_and_others_stay(desk: Desk) -> None:
    desk.folder.mkdir()
    for stranger in ("2020010100.txt", "notes.txt"):
        path = desk.folder / stranger
        path.write_text("x")
        os.utime(path, (desk.wall.now - 32 * 86_400,) * 2)
    desk.values[KEEP_DAYS] = 0
    desk.files.sweep()
    assert len(desk.shown()) == 2
    desk.values[KEEP_DAYS] = 31
    desk.files.sweep()
    assert list(desk.shown()) == ["notes.txt"]


def test_a_folder_that_cannot_be_made_is_an_error_and_tried_again(desk: Desk) -> None:
    desk.call(FIRST + 5)
    desk.folder.write_text("in the way")
    with pytest.raises(StoreError, match="tried again"):
        desk.files.sweep()
    desk.folder.unlink()
    assert desk.files.sweep() == [name(FIRST)]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"])
def test_hours_follow_without_gap_in_every_zone(zone: str) -> None:
    hours = list(last_hours(START, 48, ZoneInfo(zone)))
    assert len(hours) == 48
    assert hours[-1].first_ms <= START < hours[-1].end_ms
    for one, other in pairwise(hours):
        assert one.end_ms == other.first_ms
        assert one.end_ms - one.first_ms == HOUR_MS


def test_where_clocks_are_put_back_one_file_has_two_hours() -> None:
    night = int(datetime(2026, 10, 25, 6, tzinfo=UTC).timestamp() * 1000)
    hours = {hour.name: hour for hour in last_hours(night, 10, ZoneInfo("Europe/Berlin"))}
    twice = hours["2026102502.txt"]
    assert twice.end_ms - twice.first_ms == 2 * HOUR_MS
