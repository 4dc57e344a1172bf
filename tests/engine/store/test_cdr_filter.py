from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.store.cdr_filter import CdrFilter, milliseconds, modes, time_range, where
from engine.store.cdr_store import CdrStore
from engine.store.cdr_terms import written as written_out
from tests.helpers.stores import START, cdr, connected, segment


def moment(ms: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)


def test_an_empty_filter_does_not_restrict() -> None:
    assert where(CdrFilter()) == ("true", [])
    assert time_range("start", CdrFilter()) == []
    assert modes(CdrFilter()) == []


@given(
    st.text(),
    st.lists(st.text(), max_size=3).map(tuple),
    st.lists(st.integers(-10, 700), max_size=3).map(tuple),
)
def test_no_value_is_ever_part_of_the_statement(
    q: str, texts: tuple[str, ...], codes: tuple[int, ...]
) -> None:
    written = tuple(map(written_out, texts))
    filters = CdrFilter(
        billing_modes=codes,
        callers=written,
        numbers=written,
        ips=tuple(value.replace("/", "") for value in written),
        gateways=written,
        call_ids=written,
        q=q,
    )
    statement, values = where(filters)
    assert statement.count("?") == len(values)
    assert set(statement) <= set("abcdefghijklmnopqrstuvwxyzANDORINQT_(), =?<>")


def test_moments_are_rounded_up_so_that_ranges_stay_half_open() -> None:
    base = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
    assert milliseconds(base) % 1000 == 0
    assert milliseconds(base.replace(microsecond=1)) == milliseconds(base) + 1
    assert milliseconds(base.replace(microsecond=1000)) == milliseconds(base) + 1
    assert milliseconds(base.astimezone(timezone(timedelta(hours=8)))) == milliseconds(base)
    with pytest.raises(ValueError, match="time zone"):
        milliseconds(base.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (CdrFilter(), "abcd"),
        (CdrFilter(from_=moment(START + 1000), to=moment(START + 3000)), "bc"),
        (CdrFilter(billing_modes=(9,)), "ab"),  # req 51, 52
        (CdrFilter(billing_modes=(0, 1)), "cd"),
        (CdrFilter(from_=moment(START + 1000), billing_modes=(9,)), "b"),  # req 53
        (CdrFilter(callers=("1001",)), "ac"),
        (CdrFilter(callers=("1001", "1002")), "abc"),
        (CdrFilter(callees=("8801*",)), "ac"),
        (CdrFilter(callees=("*",)), "abcd"),
        (CdrFilter(ips=("203.0.113.9",)), "bd"),  # caller of b, callee of d
        (CdrFilter(end_reasons=(-9, 486)), "abd"),
        (CdrFilter(hold_min=10), "c"),
        (CdrFilter(hold_max=9), "abd"),
        (CdrFilter(connected=True), "cd"),
        (CdrFilter(connected=False), "ab"),
        (CdrFilter(call_ids=("c-call",)), "c"),
        (CdrFilter(q="SCANNER"), "a"),
        (CdrFilter(q="203.0.113"), "bd"),
        (CdrFilter(q="'; DROP TABLE cdr; --"), ""),
        (CdrFilter(callers=("1001",), connected=True), "c"),
    ],
)
def test_filters_choose_what_they_say(
    cdrs: CdrStore, journal: Path, filters: CdrFilter, found: str
) -> None:
    records = [
        cdr(start=START, account="a"),
        cdr(
            start=START + 1000,
            account="b",
            caller="1002",
            callee="900",
            caller_ip="203.0.113.9",
            user_agent="x",
        ),
        connected(60_000, start=START + 2000, account="c", call_id="c-call"),
        connected(
            5_000,
            start=START + 3000,
            account="d",
            caller="1003",
            callee="901",
            callee_ip="203.0.113.9",
            end_reason=486,
            billing_mode=1,
        ),
    ]
    cdrs.ingest(segment(journal, "cdr", *records))
    rows, _ = cdrs.page(filters)
    assert "".join(sorted(row.account for row in rows)) == found
    assert cdrs.count(filters) == len(found)
