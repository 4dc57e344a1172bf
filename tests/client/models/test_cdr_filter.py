from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.models.cdr_filter import EMPTY, LISTS, MAX_VALUES, CdrFilter, Range, bare, literally

DHAKA = ZoneInfo("Asia/Dhaka")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 11, 2, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        (Range.LAST_HOUR, "2026-11-23T10:02:14", "2026-11-23T11:02:15"),
        (Range.TODAY, "2026-11-22T18:00:00", "2026-11-23T18:00:00"),
        (Range.YESTERDAY, "2026-11-21T18:00:00", "2026-11-22T18:00:00"),
        (Range.THIS_WEEK, "2026-11-22T18:00:00", "2026-11-23T18:00:00"),
        (Range.WEEK, "2026-11-16T18:00:00", "2026-11-23T18:00:00"),
    ],
)
def test_a_named_range_begins_at_midnight_of_the_zone(wanted: Range, start: str, end: str) -> None:
    moments = CdrFilter(range=wanted).moments(NOW, DHAKA)
    assert [moment.isoformat() for moment in moments] == [f"{start}+00:00", f"{end}+00:00"]


def test_a_day_of_a_clock_change_has_its_own_length() -> None:
    """25 October 2026 has 25 hours in Berlin."""
    moment = datetime(2026, 10, 25, 12, tzinfo=BERLIN)
    start, end = CdrFilter(range=Range.TODAY).moments(moment, BERLIN)
    assert end - start == timedelta(hours=25)


def test_a_day_begins_at_the_first_of_two_midnights() -> None:
    """In Havana clocks go back at 01:00 on 1 November 2026: midnight comes twice."""
    havana = ZoneInfo("America/Havana")
    second = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 00:30 for the second time
    start, end = CdrFilter(range=Range.TODAY).moments(second, havana)
    assert start == datetime(2026, 11, 1, 4, tzinfo=UTC)
    assert end - start == timedelta(hours=25)


def test_the_query_always_has_a_range() -> None:
    query = CdrFilter(billing_modes=(9, 0), text="x").query(NOW, DHAKA)
    names = [name for name, _ in query.pairs()]
    assert names == ["from", "to", "billing_mode", "billing_mode", "q"]


def test_every_active_part_can_be_taken_away() -> None:
    full = CdrFilter(
        billing_modes=(9,),
        callers=("1",),
        callees=("2",),
        ips=("3",),
        end_reasons=(-9,),
        call_ids=("c",),
        hold_min=1,
        hold_max=2,
        connected=True,
        text="t",
        numbers=("!5",),
        zero_duration=False,
        illegal=True,
        not_end_reasons=(486,),
    )
    assert len(full.active()) == 14
    rest = full
    for name in full.active():
        assert name not in full.without(name).active()
        rest = rest.without(name)
    assert rest == CdrFilter() == full.only_range()


def test_values_are_added_once() -> None:
    once = CdrFilter().adding("ips", "192.0.2.1")
    assert once.adding("ips", "192.0.2.1") == once
    assert once.adding("ips", "192.0.2.2").ips == ("192.0.2.1", "192.0.2.2")


def test_a_drag_from_right_to_left_is_a_range_too() -> None:
    later = NOW + timedelta(hours=2)
    dragged = CdrFilter(text="x").between(later, NOW)
    assert dragged.moments(NOW, UTC) == (NOW, later)
    assert dragged.text == "x"


numbers = st.lists(st.integers(-99, 999), max_size=3).map(tuple)
words = st.lists(st.text(max_size=8), max_size=3).map(tuple)
moments = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
filters = st.builds(
    CdrFilter,
    range=st.sampled_from(Range),
    start=st.none() | moments,
    end=st.none() | moments,
    billing_modes=numbers,
    end_reasons=numbers,
    callers=words,
    callees=words,
    ips=words,
    call_ids=words,
    hold_min=st.none() | st.integers(0, 9999),
    hold_max=st.none() | st.integers(0, 9999),
    connected=st.none() | st.booleans(),
    text=st.text(max_size=8),
)


@settings(max_examples=60, deadline=None)
@given(filters)
def test_a_remembered_filter_comes_back_the_same(wanted: CdrFilter) -> None:
    assert CdrFilter.recalled(wanted.remembered()) == wanted


@pytest.mark.parametrize(
    "junk",
    [{"range": "sometime"}, {"start": "noon"}, {"start": "2026-01-01"}, {"ips": 5}, {"x": 1}],
)
def test_junk_gives_the_default(junk: dict[str, object]) -> None:
    assert CdrFilter.recalled(junk) == CdrFilter()
    assert all(getattr(CdrFilter(), name) == () for name in LISTS)


def test_a_list_has_its_limit() -> None:
    many = CdrFilter().only("numbers", [str(number) for number in range(MAX_VALUES + 1)])
    assert len(many.numbers) == MAX_VALUES
    assert not many.crowded()
    assert many.adding("numbers", "x").crowded()


@given(st.one_of(st.text(max_size=12), st.text('"!*\\', max_size=4)))
def test_a_value_taken_literally_is_read_as_it_was(text: str) -> None:
    assert bare(literally(text)) == text
    assert not literally(text).startswith(("!", "*"))
    assert (literally(text) == EMPTY) == (not text)


@pytest.mark.parametrize(
    ("days", "wanted"), [(0, Range.TODAY), (3, Range.WEEK), (40, Range.CUSTOM), (-2, Range.CUSTOM)]
)
def test_a_time_is_chosen_in_which_a_record_is(days: int, wanted: Range) -> None:
    record = NOW - timedelta(days=days)
    found = CdrFilter(range=Range.YESTERDAY, callers=("1",)).covering(record, NOW, DHAKA)
    start, end = found.moments(NOW, DHAKA)
    assert (found.range, found.callers) == (wanted, ("1",))
    assert start <= record < end
