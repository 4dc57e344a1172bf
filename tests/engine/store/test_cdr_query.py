import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Invalid, NotFound
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_page import read_cursor
from engine.store.cdr_query import _below_suspension
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, aggregate, cdr, connected, segment, suspension

ALL = CdrFilter()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40).filter(lambda text: not re.search(r"\d\.[0-9a-f-]", text)))
def test_a_foreign_cursor_is_refused_not_interpreted(text: str) -> None:
    with pytest.raises(Invalid, match="cursor"):
        read_cursor(text)
    with pytest.raises(Invalid, match="cursor"):
        _below_suspension(text)


def test_one_record_is_found_by_its_id(cdrs: CdrStore, journal: Path) -> None:
    record = connected(1000)
    cdrs.ingest(segment(journal, "cdr", cdr(), record))
    assert cdrs.get(record.id).flow_no == record.flow_no
    for unknown in ("01980000-0000-7000-8000-000000000000", "x", "' OR 1=1 --"):
        with pytest.raises(NotFound):
            cdrs.get(unknown)


def test_the_summary_adds_up(cdrs: CdrStore, journal: Path) -> None:
    cdrs.ingest(
        segment(journal, "cdr", cdr(), cdr(), connected(60_000, fee=1.5), connected(30_500, fee=1))
    )
    summary = cdrs.summary(ALL)
    assert summary == (4, 2, 90_500, 2, 2.5)
    assert summary.asr == 50.0
    assert cdrs.summary(CdrFilter(callers=("none",))) == (0, 0, 0, 0, 0.0)


def test_the_series_counts_by_bucket_and_mode(cdrs: CdrStore, journal: Path) -> None:
    minute = START - START % 60_000
    starts = (minute, minute + 59_999, minute + 60_000)
    records = [cdr(start=start) for start in starts] + [connected(1, start=minute)]
    cdrs.ingest(segment(journal, "cdr", *records))
    assert cdrs.series(ALL, 60) == [(minute, 0, 1), (minute, 9, 2), (minute + 60_000, 9, 1)]
    assert sum(row.records for row in cdrs.series(ALL, 3600)) == 4


def test_what_was_not_recorded_is_counted(cdrs: CdrStore, journal: Path) -> None:
    minute = START - START % 60_000
    records = [
        aggregate(minute=minute, count=5, source="198.51.100.7"),
        aggregate(minute=minute, count=7, source="198.51.100.8"),
        aggregate(minute=minute, count=2, gate="illegal_call"),
        aggregate(minute=minute + 60_000, count=1, billing_mode=0),
    ]
    cdrs.ingest(segment(journal, "agg", *records))
    assert cdrs.aggregates(ALL) == [
        (minute, 9, "illegal_call", 2),
        (minute, 9, "zero_hold_time", 12),
        (minute + 60_000, 0, "zero_hold_time", 1),
    ]
    before = CdrFilter(to=datetime.fromtimestamp((minute + 60_000) / 1000, UTC))
    assert len(cdrs.aggregates(before, 3600)) == 2
    assert cdrs.aggregates(CdrFilter(billing_modes=(0,)))[0].records == 1


def test_a_bucket_too_fine_for_the_range_is_refused(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.store.cdr_query.MAX_POINTS", 3)
    records = [cdr(start=START + number * 1000) for number in range(5)]
    cdrs.ingest(segment(journal, "cdr", *records))
    with pytest.raises(Invalid, match="wider bucket"):
        cdrs.series(ALL, 1)
    assert len(cdrs.series(ALL, 3600)) == 1
    with pytest.raises(Invalid):
        cdrs.series(ALL, 0)


def test_the_history_of_lockouts_is_paged_and_filtered(cdrs: CdrStore, journal: Path) -> None:
    records = [suspension(at=START + n // 3, extension=str(1000 + n % 2)) for n in range(20)]
    cdrs.ingest(segment(journal, "sus", *records))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        rows, cursor = cdrs.suspension_history(limit=6, cursor=cursor)
        seen += [row.id for row in rows]
        if cursor is None:
            break
    assert len(seen) == 20
    assert set(seen) == {record.id for record in records}
    of_one, _ = cdrs.suspension_history(extension="1001")  # req 114
    assert len(of_one) == 10
    some, _ = cdrs.suspension_history(from_ms=START + 1, to_ms=START + 2)
    assert [row.at for row in some] == [START + 1] * 3


def test_counts_of_one_minute_source_prefix_and_gate(cdrs: CdrStore, journal: Path) -> None:
    minute = START - START % 60_000
    ours = {"source": "127.0.0.1", "callee_prefix": "echo", "count": 2}
    cdrs.ingest(
        segment(
            journal,
            "agg",
            aggregate(**ours),
            aggregate(**ours),
            aggregate(**{**ours, "gate": "illegal_call"}),
            aggregate(**{**ours, "minute": minute + 60_000}),
            aggregate(),
        )
    )
    assert cdrs.counted(minute, "127.0.0.1", "echo", "zero_hold_time") == 4
    assert cdrs.counted(minute, "127.0.0.1", "1001", "zero_hold_time") == 0
