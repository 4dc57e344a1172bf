from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from client.api.view_values import SavedView
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_view import Shown, differs, keeping, new_view, shown_by

DHAKA = timezone(timedelta(hours=6))
FIRST, LAST = datetime(2026, 11, 23, tzinfo=DHAKA), datetime(2026, 11, 24, tzinfo=DHAKA)
NIGHT = Shown(
    CdrFilter(range=Range.YESTERDAY, callers=("8801*",), illegal=True, text="x"), ("start", "mode")
)


def as_stored(view: SavedView) -> SavedView:
    return replace(view, owner="alice", version=1)


def test_a_view_keeps_a_named_range_by_its_name() -> None:
    view = new_view("Night", NIGHT, shared=True)
    assert (view.name, view.shared, view.range, view.columns) == (
        "Night", True, "yesterday", ("start", "mode"),
    )  # fmt: skip
    assert set(view.filters) == {"caller", "illegal", "q"}
    assert shown_by(as_stored(view)) == NIGHT
    assert not differs(as_stored(view), NIGHT)


def test_every_view_has_an_identifier_of_its_own() -> None:
    one, two = new_view("a", NIGHT), new_view("b", NIGHT)
    assert one.id != two.id
    assert (len(one.id), one.id.count("-")) == (36, 4)


def test_a_range_of_ones_own_is_kept_as_two_moments() -> None:
    shown = Shown(CdrFilter(billing_modes=(9,)).between(FIRST, LAST))
    view = as_stored(new_view("Monday", shown))
    assert view.range == "custom"
    assert view.filters["from"] == "2026-11-22T18:00:00.000Z"
    assert shown_by(view).filter.start == FIRST
    assert not differs(view, shown)
    moved = Shown(CdrFilter(billing_modes=(9,)).between(FIRST, LAST + timedelta(hours=1)))
    assert differs(view, moved)


def test_moments_left_over_from_another_range_make_no_difference() -> None:
    left = CdrFilter(range=Range.TODAY, start=FIRST, end=LAST)
    assert not differs(new_view("Today", Shown(CdrFilter())), Shown(left))


def test_a_filter_or_columns_make_a_difference() -> None:
    view = as_stored(new_view("Night", NIGHT))
    assert differs(view, Shown(NIGHT.filter.without("callers"), NIGHT.columns))
    assert differs(view, Shown(NIGHT.filter, ("mode", "start")))
    without = SavedView("v", "alice", "n", True, "yesterday", view.filters, ())
    assert not differs(without, Shown(NIGHT.filter, ("anything",)))


def test_changes_are_kept_under_the_same_identifier_and_version() -> None:
    view = as_stored(new_view("Night", NIGHT))
    kept = keeping(view, Shown(CdrFilter(), ("caller",)))
    assert (kept.id, kept.version, kept.owner, kept.name) == (view.id, 1, "alice", "Night")
    assert (kept.range, kept.filters, kept.columns) == ("today", {}, ("caller",))


def test_a_range_that_is_not_known_is_today() -> None:
    view = SavedView("v", "alice", "n", True, "this_century", {}, ())
    assert shown_by(view).filter.range is Range.TODAY


def test_a_column_that_this_client_does_not_know_makes_no_difference() -> None:
    view = replace(as_stored(new_view("Night", NIGHT)), columns=("start", "of-later", "mode"))
    assert shown_by(view) == NIGHT
    assert not differs(view, NIGHT)
