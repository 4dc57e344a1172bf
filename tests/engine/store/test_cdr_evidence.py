import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import Invalid
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_evidence import TOP_ROWS, Figures
from engine.store.cdr_export import ExportHandle
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import ExportResult
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.stores import START, Wall, aggregate, cdr, connected, segment

ILLEGAL = CdrFilter(illegal=True)
HOUR_MS = 3_600_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CdrStore]:
    folder = tmp_path_factory.mktemp("evidence")
    opened = open_cdrs(folder / "cdr.duckdb", wall=Wall())
    records = [cdr(start=START + number * HOUR_MS, caller="100") for number in range(5)]
    records += [cdr(caller_ip=f"203.0.113.{number}", start=START) for number in range(TOP_ROWS + 1)]
    opened.ingest(segment(folder / "journal", "cdr", *records, connected(5000)))
    counts = [aggregate(count=7), aggregate(count=2, gate="illegal_call", source="192.0.2.1")]
    counts.append(aggregate(count=100, billing_mode=0))
    opened.ingest(segment(folder / "journal", "agg", *counts))
    yield opened
    opened.close()


def collect(
    store: CdrStore, path: Path, filters: CdrFilter = ILLEGAL, timezone: str = "UTC"
) -> tuple[Figures, ExportResult]:
    return store.evidence.collect(
        filters, timezone=timezone, columns=("start", "caller"), path=path
    )


def test_figures_and_file_are_of_the_same_records(
    store: CdrStore, tmp_path: Path
) -> None:  # req 55
    path = tmp_path / "records.csv"
    figures, written = collect(store, path)
    assert figures.totals.records == written.rows == 5 + TOP_ROWS + 1
    assert written.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.read_bytes().count(b"\r\n") == written.rows + 1
    assert figures.totals.sources == TOP_ROWS + 2
    assert figures.totals.connected == 0
    assert (figures.totals.first, figures.totals.last) == (START, START + 4 * HOUR_MS)
    assert sum(row.records for row in figures.days) == written.rows
    assert sum(row.records for row in figures.rhythm) == written.rows


def test_days_and_hours_are_those_of_the_zone(store: CdrStore, tmp_path: Path) -> None:
    """START is 22:13:20 in UTC and 06:13:20 of the next day in Shanghai, a Wednesday."""
    utc, _ = collect(store, tmp_path / "a")
    assert [row.day for row in utc.days] == ["2023-11-14", "2023-11-15"]
    east, _ = collect(store, tmp_path / "b", timezone="Asia/Shanghai")
    assert [row.day for row in east.days] == ["2023-11-15"]
    assert {row.weekday for row in east.rhythm} == {3}
    assert [row.hour for row in east.rhythm] == [6, 7, 8, 9, 10]


def test_lists_are_short_and_begin_with_the_most(store: CdrStore, tmp_path: Path) -> None:
    figures, _ = collect(store, tmp_path / "a")
    sources = figures.tops["caller_ip"]
    assert len(sources) == TOP_ROWS
    assert (sources[0].value, sources[0].records) == ("198.51.100.7", 5)
    assert [row.value for row in figures.tops["callee_prefix"]] == ["8801"]
    assert figures.newest[0].start == START + 4 * HOUR_MS


def test_what_a_gate_kept_out_is_counted_apart(store: CdrStore, tmp_path: Path) -> None:
    kept = collect(store, tmp_path / "a")[0].kept_out
    assert kept.attempts == 9
    assert kept.gates == [("zero_hold_time", 7), ("illegal_call", 2)]
    assert kept.sources == [("198.51.100.7", 7), ("192.0.2.1", 2)]
    assert kept.days == [("2023-11-14", 9)]


def test_a_period_without_anything_has_figures_too(store: CdrStore, tmp_path: Path) -> None:
    nothing = CdrFilter(from_=datetime(2030, 1, 1, tzinfo=UTC), illegal=True)
    figures, written = collect(store, tmp_path / "a", nothing)
    assert (written.rows, figures.totals.first, figures.kept_out.attempts) == (0, None, 0)


def test_a_cancelled_report_leaves_no_file(store: CdrStore, tmp_path: Path) -> None:
    handle, path = ExportHandle(), tmp_path / "records.csv"
    with pytest.raises(QueryStoppedError):
        store.evidence.collect(
            ILLEGAL,
            timezone="UTC",
            columns=("start",),
            path=path,
            handle=handle,
            on_count=lambda _: handle.cancel(),
        )
    assert not path.exists()


def test_an_unknown_zone_is_refused(store: CdrStore, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="time zone"):
        collect(store, tmp_path / "a", timezone="Mars/Olympus")
