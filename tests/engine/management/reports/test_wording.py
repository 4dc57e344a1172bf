from dataclasses import fields
from zoneinfo import ZoneInfo

from engine.management.reports.wording import (
    _NAMES,
    _SILENT,
    MAX_VALUES,
    duration,
    filter_in_words,
    gate_in_words,
    moment,
    moment_ms,
    share,
)
from engine.store.cdr_filter import CdrFilter

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_filter_is_said_in_words() -> None:
    assert filter_in_words(CdrFilter(illegal=True)) == (
        "none: all unauthorised calls of the period"
    )
    said = filter_in_words(
        CdrFilter(callers=("100", "1*"), end_reasons=(-9,), connected=False, hold_max=3)
    )
    assert said == (
        "caller: 100 or 1*; end reason: Unauthorised call; hold time in seconds at most: 3; "
        "connected: no"
    )


def test_a_filter_is_said_in_chinese() -> None:
    assert filter_in_words(CdrFilter(illegal=True), "zh") == "无：本时段内的全部未授权呼叫"
    said = filter_in_words(
        CdrFilter(callers=("100", "1*"), end_reasons=(-9,), connected=False), "zh"
    )
    assert said == "主叫：100 或 1*；结束原因：未授权的呼叫；已接通：否"
    assert duration(183_600, "zh") == "2 天 3 小时"
    assert gate_in_words("journal_full", "zh") == "磁盘已满"
    assert gate_in_words("new", "en") == "new"


def test_every_condition_has_a_name() -> None:
    named = {item.name for item in fields(CdrFilter)}
    assert set(_NAMES) == named - set(_SILENT)


def test_of_a_long_list_the_first_values_are_said() -> None:
    some = tuple(map(str, range(MAX_VALUES)))
    assert "more" not in filter_in_words(CdrFilter(callees=some))
    assert filter_in_words(CdrFilter(callees=(*some, "a", "b"))).endswith("11 or 2 more")


def test_moments_are_of_the_zone_and_name_its_offset() -> None:
    assert moment(1_700_000_000.0, BERLIN) == "2023-11-14 23:13:20 +01:00"
    assert moment_ms(1_690_000_000_000, BERLIN) == "2023-07-22 06:26:40"
    assert moment_ms(None, BERLIN) == "–"


def test_durations_and_shares() -> None:
    assert [duration(each) for each in (0, 40, 11_520, 183_600)] == [
        "0 s",
        "40 s",
        "3 h 12 min",
        "2 d 3 h",
    ]
    assert (share(1, 8), share(1, 0)) == ("12.5 %", "")
