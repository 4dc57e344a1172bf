"""A query as the interface wants it, and records as it gives them."""

from datetime import UTC, datetime, timedelta, timezone

from client.api.cdr_values import (
    Cdr,
    CdrQuery,
    CdrSeries,
    CdrSummary,
    Export,
    Vocabulary,
    parts_of,
    rfc3339,
)
from client.api.decoding import decode
from tests.helpers.fake_data import cdr

START = datetime(2026, 11, 23, 0, 0, 0, 1000, UTC)
END = START + timedelta(days=1)


def test_a_query_always_has_its_range() -> None:
    assert CdrQuery(START, END).pairs() == [
        ("from", "2026-11-23T00:00:00.001Z"),
        ("to", "2026-11-24T00:00:00.001Z"),
    ]


def test_times_are_sent_in_utc() -> None:
    dhaka = timezone(timedelta(hours=6))
    assert rfc3339(START.astimezone(dhaka)) == "2026-11-23T00:00:00.001Z"


def test_several_values_of_a_filter_are_repeated() -> None:
    query = CdrQuery(START, END, billing_modes=(9, 0), callers=("1001",), hold_min=0)
    pairs = query.pairs()
    assert ("billing_mode", "9") in pairs
    assert ("billing_mode", "0") in pairs
    assert ("hold_min", "0") in pairs
    filters = query.filters()
    assert filters["billing_mode"] == ["9", "0"]
    assert filters["caller"] == ["1001"]
    assert filters["hold_min"] == "0"


def test_all_filters_are_sent() -> None:
    query = CdrQuery(
        START, END, (9,), ("a",), ("b",), ("203.0.113.1",), (-9,), ("id",), 1, 2, True, "text",
        ("n",), ("1.1.1.1",), ("2.2.2.2",), ("g",), ("in",), ("out",), ("acc",), (486,),
        ("server",), (503,), (1,), ("agent",), False, True,
    )  # fmt: skip
    names = [name for name, _ in query.pairs()]
    assert names == [
        "from", "to", "billing_mode", "caller", "callee", "number", "ip", "caller_ip", "callee_ip",
        "gateway", "caller_gateway", "callee_gateway", "account", "end_reason", "not_end_reason",
        "end_reason_class", "sip_status", "end_direction", "call_id", "user_agent",
        "hold_min", "hold_max", "connected", "zero_duration", "illegal", "q",
    ]  # fmt: skip


def test_every_sample_can_be_read() -> None:
    records = [decode(Cdr, item) for item in cdr.samples(5)]
    assert {record.billing_mode for record in records} == {0, 9}
    assert decode(CdrSummary, cdr.summary(cdr.samples(9))).records == 9
    series = decode(CdrSeries, cdr.series(cdr.samples(9), 60))
    assert sum(point.count for point in series.points) == 9
    assert series.not_recorded[0].gate == "zero_hold_time"
    assert decode(Export, cdr.export("done", cdr.samples(3))).rows == 3
    assert len(decode(Vocabulary, cdr.VOCABULARY).billing_modes) == 5


def test_the_conditions_of_a_query_become_its_parts_again() -> None:
    query = CdrQuery(
        START, END, callers=("8801*", "!1001"), billing_modes=(9,), hold_min=0, connected=False,
        illegal=True, text="x",
    )  # fmt: skip
    conditions = query.conditions()
    assert conditions["billing_mode"] == [9]
    assert not {"from", "to", "callee"} & set(conditions)
    assert CdrQuery(START, END, **parts_of(conditions)) == query
    assert parts_of({}) == {}
