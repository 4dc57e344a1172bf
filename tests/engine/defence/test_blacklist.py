"""Entries by id and by place."""

from engine.defence.blacklist import Listing
from engine.defence.entries import Trust


def entry(number: str, value: str, until: float | None = None) -> Trust:
    kind = "network" if "/" in value else "ip"
    return Trust(number, kind, value, "", "", 0.0, until)  # type: ignore[arg-type]


def test_one_place_has_one_entry() -> None:
    listing: Listing[Trust] = Listing()
    first, second = entry("1", "203.0.113.7"), entry("2", "203.0.113.7")
    assert listing.put(first) is None
    assert listing.put(second) == first
    assert [each.id for each in listing] == ["2"]
    assert listing.remove("1") is None
    assert listing.remove("2") == second
    assert len(listing) == 0
    assert listing.covering("203.0.113.7") is None


def test_what_is_over_is_found_by_its_time() -> None:
    listing: Listing[Trust] = Listing()
    short = entry("1", "203.0.113.7", until=10.0)
    listing.put(short)
    listing.put(entry("2", "203.0.113.0/24"))
    assert listing.covering("203.0.113.7") == short
    assert listing.over(9.0) == []
    assert listing.over(10.0) == [short]
