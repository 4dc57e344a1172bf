from datetime import UTC, datetime

import pytest

from client.formats import Formats
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.views.pages.cdr.chip_words import chip_text, range_names, range_text

FULL = CdrFilter(
    callers=("1", "2", "3", "4"),
    callees=("0044*",),
    ips=("192.0.2.1",),
    end_reasons=(-9, 486),
    call_ids=("x",),
    hold_min=5,
    hold_max=9,
    connected=False,
    text="scanner",
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("callers", "Caller 1, 2 and 2 more"),
        ("callees", "Callee 0044*"),
        ("ips", "Source 192.0.2.1"),
        ("end_reasons", "End reason -9 Unauthorised call, 486"),
        ("call_ids", "Call-ID x"),
        ("hold_min", "Hold time from 5 s"),
        ("hold_max", "Hold time up to 9 s"),
        ("connected", "not connected"),
        ("text", "contains “scanner”"),
    ],
)
def test_every_part_has_its_words(words: CdrWords, name: str, text: str) -> None:
    assert chip_text(FULL, name, words) == text


def test_a_range_of_ones_own_shows_both_moments_in_the_zone() -> None:
    first, last = datetime(2026, 11, 23, 4, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)
    wanted = CdrFilter().between(first, last)
    text = range_text(wanted, Formats("Asia/Dhaka"))
    assert text == "2026-11-23 10:00 – 2026-11-23 11:00 · Asia/Dhaka"


def test_every_range_has_a_name() -> None:
    assert set(range_names()) == set(Range)
