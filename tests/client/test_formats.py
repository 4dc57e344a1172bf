"""Numbers, times and lengths of time as text."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from client.formats import DASH, Formats, countable, pasted, system_zone

NOON = datetime(2026, 11, 23, 12, 0, 5, 410_000, UTC)


def test_times_are_shown_in_the_chosen_zone() -> None:
    formats = Formats("Asia/Dhaka")
    assert formats.date_time(NOON) == "2026-11-23 18:00:05"
    assert formats.time(NOON, ms=True) == "18:00:05.410"
    assert formats.zone_name == "Asia/Dhaka"


def test_no_time_is_a_dash() -> None:
    assert Formats("UTC").date_time(None) == DASH


@pytest.mark.parametrize("name", ["Nowhere/Land", "../etc/passwd", "Etc/UTC"])
def test_a_zone_that_is_none_counts_as_utc(name: str) -> None:
    formats = Formats(name)
    assert formats.zone_name == "UTC"
    assert formats.time(NOON) == "12:00:05"


def test_the_zone_of_the_computer_has_a_name() -> None:
    assert system_zone()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59, "0:59"), (61.9, "1:01"), (3600, "1:00:00"), (-5, "0:00")],
)
def test_a_duration_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert Formats.duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(552, "09:12"), (0.2, "00:01"), (0, "00:00"), (-3, "00:00"), (3601, "1:00:01")],
)
def test_a_countdown_counts_a_started_second_whole(seconds: float, text: str) -> None:
    assert Formats.countdown(seconds) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0.00"), (1204.5, "1,204.50"), (0.0125, "0.0125"), (7.125, "7.125"),
        (0.00004, "0.00"), (100.0, "100.00"), (1_234_567.89012, "1,234,567.8901"), (-2.5, "-2.50"),
    ],
)  # fmt: skip
def test_money_has_two_to_four_decimals(amount: float, text: str) -> None:
    assert Formats.money(amount) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(5, "5 s"), (90, "1 min"), (7200, "2 h"), (5400, "1 h 30 min"), (200_000, "2 d")],
)
def test_a_span_uses_its_largest_sensible_unit(seconds: float, text: str) -> None:
    assert Formats.span(seconds) == text


@pytest.mark.parametrize(
    ("age", "text"),
    [(3, "just now"), (47 * 60, "47 min ago"), (3 * 3600, "3 h ago"), (-9, "just now")],
)
def test_what_was_recently_is_told_by_its_age(age: int, text: str) -> None:
    assert Formats("UTC").ago(NOON - timedelta(seconds=age), NOON) == text


def test_what_was_long_ago_is_told_by_its_date() -> None:
    assert Formats("UTC").ago(NOON - timedelta(days=3), NOON) == "2026-11-20 12:00"


def test_today_needs_no_date() -> None:
    formats = Formats("UTC")
    assert formats.when(NOON, NOON) == "12:00:05"
    assert formats.when(NOON - timedelta(days=1), NOON) == "2026-11-22 12:00:05"


def test_thousands_are_separated() -> None:
    assert Formats.count(48213) == "48,213"
    assert Formats.decimal(5108.24, 1) == "5,108.2"
    assert Formats.percent(0.039) == "3.9 %"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2_000_000, "2.0 MB"), (3 * 10**9, "3.0 GB")],
)
def test_sizes_use_their_largest_sensible_unit(count: int, text: str) -> None:
    assert Formats.size(count) == text


@pytest.mark.parametrize(("number", "taken"), [(1, 1), (2**31 - 1, 2**31 - 1), (2**31, 2**31 - 1)])
def test_a_number_of_any_size_is_told_from_one(number: int, taken: int) -> None:
    assert countable(number) == taken
    assert QCoreApplication.translate("RecordBody", "Copy %n row(s)", "", taken).endswith(
        "row" if number == 1 else "rows"
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x/","y")', '\'=HYPERLINK("http://x/","y")'),
        ("@SUM(1)", "'@SUM(1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("+1-1", "'+1-1"),
        ("\t=1", " =1"),
        ("a\tb\r\nc", "a b  c"),
        ("+8801712345678", "+8801712345678"),
        ("-9 Unauthorised call", "-9 Unauthorised call"),
        ("-9 未授权呼叫", "-9 未授权呼叫"),
        ("-1,204.50", "-1,204.50"),
        ("1001", "1001"),
        (DASH, DASH),
    ],
)
def test_what_a_stranger_sent_does_not_run_where_it_is_pasted(text: str, cell: str) -> None:
    assert pasted(text) == cell
