"""One line of the blacklist of numbers crosses a restart; all of them are found by part."""

import pytest

from engine.defence import number_entries
from engine.defence.number_entries import (
    NumberBlock,
    NumberListing,
    dump_number,
    load_number,
    number_of,
)


def entry(number: int, value: str, rule: str = "") -> NumberBlock:
    return NumberBlock(f"{number:04}", value, rule, "why", "" if rule else "maria", 10.0)


def test_a_number_has_one_form() -> None:
    assert number_of(" +49 (30) 1234/5 ") == "+493012345"
    for text in ("", "a b;c", "1" * 65, "sip:1@x", "1\r\n2"):
        with pytest.raises(ValueError, match="a number has"):
            number_of(text)


def test_it_crosses_a_restart_with_its_times() -> None:
    before = entry(1, "0099", "no_answer")
    before.until = 70.0
    after = load_number(dump_number(before, 1_000.0), 900.0)
    assert (after.since, after.until, after.last_hit) == (110.0, 170.0, None)
    assert (after.parts, after.kind) == (("callee",), "number")
    with pytest.raises(ValueError, match="not in its one form"):
        load_number(dump_number(entry(1, "0 9"), 0.0), 0.0)
    with pytest.raises(ValueError, match="rule"):
        load_number(dump_number(entry(1, "09", "rule"), 0.0), 0.0)


def test_entries_are_found_by_part_and_the_same_again_replaces() -> None:
    listing = NumberListing()
    listing.put(entry(1, "0099", "no_answer"))
    listing.put(entry(2, "0099"))
    assert [each.id for each in listing.of("callee", "0099")] == ["0001", "0002"]
    assert [each.id for each in listing.of("caller", "0099")] == ["0002"]
    replaced = listing.put(entry(3, "0099", "no_answer"))
    assert replaced is not None
    assert replaced.id == "0001"
    assert listing.manual == 1
    for each in ("0002", "0003"):
        assert listing.remove(each) is not None
    assert listing.remove("0002") is None
    assert (len(listing), listing.of("callee", "0099"), listing.manual) == (0, [], 0)


def test_the_oldest_of_the_rules_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number_entries, "MAX_AUTOMATIC", 2)
    listing = NumberListing()
    listing.put(entry(1, "1"))
    listing.put(entry(2, "2", "no_answer"))
    assert listing.full() == ""
    listing.put(entry(3, "3", "no_answer"))
    assert listing.full() == "0002"
    listing.adopt(entry(2, "2"))
    assert listing.full() == ""
