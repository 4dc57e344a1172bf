"""Lists as they are passed around."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.api import block_lists as module
from engine.api.block_lists import MAX_REASON, parse_list
from engine.errors import Invalid

PLAIN = b"""\xef\xbb\xbf# abuse desk, Monday
203.0.113.7
 198.51.100.9/24   ; SBL 123
2001:DB8:0::1 # a phone? no

nowhere
203.0.113.7
0.0.0.0/0 // everybody
"""
TABLE = b'ip,reason\r\n203.0.113.7,"scans, at night"\r\n10.0.0.0/33,x\r\n"\r\n192.0.2.1\r\n'


def test_a_plain_list_with_comments() -> None:
    found = parse_list(PLAIN)
    assert [tuple(each) for each in found.entries] == [
        (2, "203.0.113.7", ""),
        (3, "198.51.100.0/24", "SBL 123"),
        (4, "2001:db8::1", "a phone? no"),
    ]
    assert [each.line for each in found.faults] == [6, 7, 8]
    assert "line 2 already" in found.faults[1].detail
    assert "everybody" in found.faults[2].detail


def test_a_table() -> None:
    found = parse_list(TABLE)
    assert [tuple(each) for each in found.entries] == [
        (2, "203.0.113.7", "scans, at night"),
        (5, "192.0.2.1", ""),
    ]
    assert [each.line for each in found.faults] == [3]


def test_reasons_are_short_and_printable() -> None:
    (entry,) = parse_list(b"192.0.2.1,a\x07b" + b"c" * 400).entries
    assert entry.reason.startswith("abc")
    assert len(entry.reason) == MAX_REASON


def test_places_and_faults_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (module.MAX_LINES, module.MAX_FAULTS) == (50_000, 1_000)
    monkeypatch.setattr(module, "MAX_LINES", 2)
    monkeypatch.setattr(module, "MAX_FAULTS", 1)
    assert len(parse_list(b"192.0.2.1\n192.0.2.2\n").entries) == 2
    with pytest.raises(Invalid, match="split it"):
        parse_list(b"192.0.2.1\n192.0.2.2\n192.0.2.3\n")
    found = parse_list(b"a\nb\nc\n")
    assert (len(found.faults), found.more_faults) == (1, 2)
    with pytest.raises(Invalid, match="line 2"):
        parse_list(b"192.0.2.1\n\xff\n")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_nothing_in_a_file_breaks_it(content: bytes) -> None:
    with contextlib.suppress(Invalid):
        assert all(each.value for each in parse_list(content).entries)
