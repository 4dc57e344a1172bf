from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.billing.journal import (
    KINDS,
    SEAL_AFTER,
    SEAL_RECORDS,
    Kind,
    SegmentName,
    decode,
    encode,
    kind_of,
    parse_segment_name,
    seal_due,
    segment_name,
)
from engine.billing.records import AggregateRecord, BlockRecord, Record, SuspensionRecord
from tests.engine.billing.build import ID, record

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RECORDS: list[tuple[Kind, Record]] = [
    ("cdr", record()),
    ("agg", AggregateRecord(60_000, 9, "192.0.2.1", "0044", "illegal_call", 3)),
    (
        "sus",
        SuspensionRecord(
            *(ID, 1, "suspended", "1001", False, 1, 2, "why", 5, ["192.0.2.1"], 0, "ua", ""),
        ),
    ),
    (
        "blk",
        BlockRecord(
            *(ID, 1, "added", "ip", "192.0.2.1", "scanner", "why", "", 1, None, 0, 0, "INVITE"),
        ),
    ),
]


@pytest.mark.parametrize(("kind", "value"), RECORDS)
def test_a_record_is_one_line_and_comes_back(kind: Kind, value: Record) -> None:
    line = encode(value)
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert decode(kind, line) == value
    assert kind_of(value) == kind
    assert list(json.loads(line)) == list(KINDS[kind].__struct_fields__)


@given(TEXT, TEXT)
def test_no_text_of_an_attacker_breaks_a_line(caller: str, user_agent: str) -> None:
    value = record(caller, user_agent)
    assert encode(value).count(b"\n") == 1
    assert decode("cdr", encode(value)) == value


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        encode(record())[:-20],
        encode(record()).replace(b'"flow_no":7', b'"flow_no":"7"'),
    ],
)
def test_a_damaged_line_is_a_value_error(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the decoder's
        decode("cdr", line)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_record_or_a_value_error(line: bytes) -> None:
    for kind in KINDS:
        with pytest.raises(ValueError):  # noqa: PT011
            decode(kind, line)


def test_names_tell_kind_identity_and_whether_it_is_sealed() -> None:
    assert segment_name("cdr", ID) == f"cdr-{ID}.open"
    assert parse_segment_name(f"agg-{ID}.ndjson") == SegmentName("agg", ID, True)
    assert parse_segment_name(segment_name("sus", ID)) == SegmentName("sus", ID, False)


@pytest.mark.parametrize(
    "name", ["", "cdr.open", f"xyz-{ID}.open", f"cdr-{ID}.tmp", f"../cdr-{ID}.open", f"cdr-{ID}"]
)
def test_other_names_are_no_segments(name: str) -> None:
    assert parse_segment_name(name) is None


@pytest.mark.parametrize(
    ("records", "age", "due"),
    [
        (0, 100.0, False),
        (1, SEAL_AFTER - 0.1, False),
        (1, SEAL_AFTER, True),
        (SEAL_RECORDS - 1, 0.0, False),
        (SEAL_RECORDS, 0.0, True),
    ],
)
def test_a_segment_is_sealed_when_old_or_full_but_never_empty(
    records: int, age: float, due: bool
) -> None:
    assert seal_due(records, 10.0, 10.0 + age) is due
