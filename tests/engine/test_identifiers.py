"""Identifiers: their forms, their order in time, and that they do not repeat."""

import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import identifiers


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=2**48 - 1))
def test_a_uuid_is_version_seven_and_begins_with_the_time(wall_ms: int) -> None:
    text = identifiers.uuid7(wall_ms)
    parsed = uuid.UUID(text)
    assert text == str(parsed)
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == wall_ms


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=2**62 - 1), st.integers(min_value=0))
def test_a_mark_stands_in_the_last_bits_and_a_count_before_it(mark: int, count: int) -> None:
    text = identifiers.marked_uuid7(1_790_000_000_000, count, mark)
    parsed = uuid.UUID(text)
    assert text == str(parsed)
    assert parsed.int >> 64 & 0xFFF == count & 0xFFF
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == 1_790_000_000_000
    assert parsed.int & (2**62 - 1) == mark


def test_uuids_sort_by_time_and_differ_within_a_millisecond() -> None:
    moments = [0, 1, 255, 256, 1_790_000_000_000, 1_790_000_000_001, 2**48 - 1]
    texts = [identifiers.uuid7(moment) for moment in moments]
    assert texts == sorted(texts)
    assert len({identifiers.uuid7(7) for _ in range(1000)}) == 1000


def test_sip_identifiers_hold_enough_randomness_and_no_special_sign() -> None:
    # RFC 3261 §19.3: at least 32 random bits in a tag; ours hold 64.
    assert len(bytes.fromhex(identifiers.tag())) == 8
    assert len(bytes.fromhex(identifiers.call_id())) == 16
    branch = identifiers.branch()
    assert branch.startswith("z9hG4bK")  # RFC 3261 §8.1.1.7
    assert len(bytes.fromhex(branch.removeprefix("z9hG4bK"))) == 12


def test_no_identifier_is_handed_out_twice() -> None:
    for make in (identifiers.tag, identifiers.call_id, identifiers.branch, identifiers.token):
        assert len({make() for _ in range(1000)}) == 1000


def test_a_token_fits_into_a_header_and_a_url() -> None:
    token = identifiers.token()
    assert len(token) == 43
    assert token.replace("-", "").replace("_", "").isalnum()
