from datetime import UTC, datetime

import pytest

from client.formats import Formats
from client.models.cdr_chips import chip_text, chip_tip, range_names, range_text
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from tests.helpers.cdr_stubs import Engine


@pytest.fixture
def words() -> CdrWords:
    return CdrWords(Engine(1).cdr_vocabulary(), "en")


FULL = CdrFilter(
    callers=("1", "2", "3"),
    numbers=tuple(str(number) for number in range(500)),
    caller_ips=("!10.0.0.0/8",),
    accounts=(r"\*1",),
    caller_gateways=('""', "east"),
    user_agents=('!""',),
    reason_classes=("server",),
    not_end_reasons=(-9,),
    end_directions=(1,),
    zero_duration=False,
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
        ("callers", "Caller 1, 2 and 1 more"),
        ("callees", "Callee 0044*"),
        ("ips", "Address 192.0.2.1"),
        ("numbers", "500 numbers"),
        ("caller_ips", "Source not 10.0.0.0/8"),
        ("accounts", "Account *1"),
        ("caller_gateways", "Mapping gateway (empty), east"),
        ("user_agents", "Device not (empty)"),
        ("reason_classes", "End reason: server failed (5xx)"),
        ("not_end_reasons", "End reason not -9 Unauthorised call"),
        ("end_directions", "Ended by 1"),
        ("zero_duration", "longer than 0 seconds"),
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


def test_a_list_that_is_only_counted_can_be_read_in_its_tip(words: CdrWords) -> None:
    lines = chip_tip(FULL, "numbers", words).splitlines()
    assert lines[0] == "0"
    assert lines[-1] == "and 480 more"
    assert chip_tip(FULL, "zero_duration", words) == ""
