"""Bodies of answers become values, or are refused."""

import pytest

from client.api.answers import cdr_page_in, given, items_in, listing_in
from client.api.call_values import Gateway
from client.api.cdr_values import MissingDays
from client.api.errors import ServerFault

ITEM = {"name": "carrier-a", "kind": "routing", "unknown": 1}


def test_a_list_may_be_bare_or_inside_an_object() -> None:
    expected = (Gateway("carrier-a", "routing"),)
    assert items_in(Gateway, [ITEM]) == items_in(Gateway, {"items": [ITEM]}) == expected


@pytest.mark.parametrize("body", [None, {}, {"items": 3}, "text"])
def test_anything_else_is_a_fault_of_the_server(body: object) -> None:
    with pytest.raises(ServerFault):
        items_in(Gateway, body)


def test_a_page_has_its_cursor_and_totals() -> None:
    body = {"items": [ITEM], "next_cursor": "x", "counts": {"total": 4}, "degraded": "away"}
    listing = listing_in(Gateway, body)
    assert (listing.next_cursor, listing.counts, listing.degraded) == ("x", {"total": 4}, "away")
    last = listing_in(Gateway, {"items": [], "next_cursor": None})
    assert (last.next_cursor, last.counts, last.degraded) == ("", {}, "")


def test_arguments_that_say_nothing_are_left_out() -> None:
    assert given(q="", limit=0, cursor=None, kind="mapping") == {"limit": 0, "kind": "mapping"}


def test_a_page_of_records_says_of_which_records_it_is() -> None:
    page = cdr_page_in({"items": [], "next_cursor": "1.2", "flow_max": 7})
    assert (page.items, page.next_cursor, page.flow_max) == ((), "1.2", 7)
    assert cdr_page_in({"items": [], "next_cursor": None}).flow_max is None
    assert cdr_page_in({"items": [], "flow_max": "7"}).flow_max is None


def test_a_page_of_records_says_what_it_lacks() -> None:
    days = {"first_day": "2026-03-03", "last_day": "2026-03-05", "records": 9, "file": "a.parquet"}
    page = cdr_page_in({"items": [], "next_cursor": None, "flow_max": 4, "missing": [days]})
    assert page.missing == (MissingDays("2026-03-03", "2026-03-05", 9, "a.parquet"),)
    assert cdr_page_in({"items": []}).missing == ()
