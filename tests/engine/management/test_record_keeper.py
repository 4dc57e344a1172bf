from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.management.record_keeper import ARCHIVE_MONTHS, PAUSE_S, RecordKeeper
from engine.parameters.catalogue import CATALOGUE
from engine.store.archive_months import Months
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, Wall, cdr, fill_with

MONTH_S = 31 * 86_400


def values(**given: int) -> Callable[[str], int]:
    return lambda name: given.get(name, int(CATALOGUE[name].default))


def test_a_turn_archives_one_piece_and_the_parameter_says_when(
    cdrs: CdrStore, tmp_path: Path
) -> None:
    fill_with(cdrs, tmp_path / "journal", cdr(), cdr(billing_mode=0))
    wall = Wall(START / 1000 + 3 * MONTH_S)
    for months, files in ((0, 0), (3, 0), (1, 1), (1, 2), (1, 2)):
        RecordKeeper(cdrs, values(SERVER_CDR_ARCHIVE_MONTHS=months), wall).sweep()
        assert len(cdrs.records.entries()) == files
    assert cdrs.count(CdrFilter()) == 2
    assert ARCHIVE_MONTHS in CATALOGUE


def test_a_failure_is_waited_out(
    cdrs: CdrStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fail(self: Months, months: int, now_ms: int) -> None:
        asked.append(now_ms)
        raise StoreError("the disk is full")

    monkeypatch.setattr(Months, "archive_next", fail)
    wall = Wall()
    keeper = RecordKeeper(cdrs, values(), wall)
    for later, turns in ((0.0, 1), (PAUSE_S - 1, 1), (1.0, 2), (-10 * PAUSE_S, 3)):
        wall.now += later
        keeper.sweep()
        assert len(asked) == turns
