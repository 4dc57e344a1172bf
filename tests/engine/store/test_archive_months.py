from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store import archive_months
from engine.store.archive_months import months_before, next_month
from engine.store.archive_parquet import ArchiveWriter, Source
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import cdr, fill_with

ALL = CdrFilter()


def ms(*day: int) -> int:
    year, month, date = day
    return int(datetime(year, month, date, tzinfo=UTC).timestamp()) * 1000


NOW = ms(2026, 3, 15)


def everything(cdrs: CdrStore, now: int = NOW, months: int = 1) -> list[tuple[int, bool]]:
    """Archive all that is due; rows and kind of each file."""
    made = []
    while file := cdrs.months.archive_next(months, now):
        made.append((file.rows, file.illegal))
    return made


def test_closed_months_go_and_the_newer_ones_stay(cdrs: CdrStore, journal: Path) -> None:
    starts = [ms(2025, 12, 31), ms(2026, 1, 1), ms(2026, 2, 1) - 1, ms(2026, 2, 1), NOW]
    fill_with(cdrs, journal, *[cdr(start=start, billing_mode=0) for start in starts])
    before, _ = cdrs.page(ALL)
    assert everything(cdrs, months=0) == []
    assert everything(cdrs, months=2) == [(1, False)]
    assert everything(cdrs) == [(2, False)]
    assert cdrs._database.fetch("SELECT count(*) FROM cdr") == [(2,)]
    assert cdrs.page(ALL) == (before, None)
    assert [file.rows for file in cdrs.records.entries()] == [1, 2]


def test_illegal_calls_have_files_of_their_own(cdrs: CdrStore, journal: Path) -> None:
    made = [cdr(start=ms(2026, 1, 1) + n, billing_mode=9 * (n % 2)) for n in range(5)]
    fill_with(cdrs, journal, *made)
    assert everything(cdrs) == [(3, False), (2, True)]
    assert cdrs.count(CdrFilter(illegal=True)) == 2
    assert cdrs.count(CdrFilter(billing_modes=(9,))) == 2


def test_a_month_goes_in_pieces(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_months, "PIECE_ROWS", 4)
    crowd = [cdr(start=ms(2026, 1, 2), billing_mode=0) for _ in range(6)]
    made = [cdr(start=ms(2026, 1, 3) + n // 2, billing_mode=0) for n in range(9)]
    fill_with(cdrs, journal, *crowd, *made)
    assert everything(cdrs) == [(6, False), (4, False), (4, False), (1, False)]
    rows, _ = cdrs.page(ALL)
    assert [row.flow_no for row in rows] == [record.flow_no for record in [*crowd, *made][::-1]]


def test_a_record_that_arrives_while_a_piece_is_written_is_neither_lost_nor_archived_twice(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_with(cdrs, journal, cdr(start=ms(2026, 1, 1)))
    write = ArchiveWriter.write

    def late(self: ArchiveWriter, source: Source) -> object:
        made = write(self, source)
        fill_with(cdrs, journal, cdr(start=ms(2026, 1, 2)))
        return made

    monkeypatch.setattr(ArchiveWriter, "write", late)
    with pytest.raises(StoreError, match="arrived meanwhile"):
        cdrs.months.archive_next(1, NOW)
    monkeypatch.setattr(ArchiveWriter, "write", write)
    assert (cdrs.count(ALL), cdrs.records.entries()) == (2, [])
    assert list(cdrs.archive.folder.iterdir()) == []
    assert everything(cdrs) == [(2, True)]


def test_months_are_those_of_utc() -> None:
    assert months_before(NOW, 1) == ms(2026, 2, 1)
    assert months_before(NOW, 3) == ms(2025, 12, 1)
    assert months_before(NOW, 12_000) == 0
    assert next_month(ms(2025, 12, 31)) == ms(2026, 1, 1)
    assert next_month(ms(2026, 1, 1)) == ms(2026, 2, 1)
