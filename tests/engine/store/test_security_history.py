from pathlib import Path
from typing import Any

import pytest

from engine.errors import Invalid
from engine.store.cdr_store import CdrStore
from engine.store.security_history import DAY_MS, HistoryFilter
from tests.helpers.stores import START, block, segment, suspension


def fill(cdrs: CdrStore, journal: Path) -> None:
    locks = [
        suspension(at=START + 1000, extension="1001", sources=["198.51.100.7", "2001:db8:5::1"]),
        suspension(at=START + 5000, extension="1001", action="cleared", by="maria"),
    ]
    blocks = [
        block("203.0.113.9", at=START + 2000),
        block("198.51.100.0/24", at=START + 3000, rule="", by="bob", until=None, reason="spam"),
        block("2001:db8:5::/64", at=START + 4000),
        block("0044", at=START + 6000, layer="number", rule="", by="bob"),
    ]
    cdrs.ingest(segment(journal, "sus", *locks))
    cdrs.ingest(segment(journal, "blk", *blocks))


def found(cdrs: CdrStore, **filters: Any) -> list[tuple[str, str]]:
    rows, _ = cdrs.security.page(HistoryFilter(**filters), 100)
    return [(row.layer, row.value) for row in rows]


def test_both_histories_are_one_list_newest_first(cdrs: CdrStore, journal: Path) -> None:
    fill(cdrs, journal)
    rows, cursor = cdrs.security.page(HistoryFilter(), 100)
    assert cursor is None
    assert [(row.layer, row.value, row.action) for row in rows] == [
        ("number", "0044", "added"),
        ("extension", "1001", "cleared"),
        ("network", "2001:db8:5::/64", "added"),
        ("network", "198.51.100.0/24", "added"),
        ("ip", "203.0.113.9", "added"),
        ("extension", "1001", "suspended"),
    ]
    assert (rows[3].until, rows[3].by, rows[3].known) == (None, "bob", None)
    assert (rows[0].sources, rows[4].sources) == ([], ["203.0.113.9"])
    assert (rows[5].known, rows[5].hits, rows[5].evidence) == (True, 6, "friendly-scanner")
    assert cdrs.security.count(HistoryFilter()) == 6
    assert cdrs.security.count(HistoryFilter(layer="extension")) == 2


@pytest.mark.parametrize(
    ("filters", "values"),
    [
        ({"layer": "network"}, ["2001:db8:5::/64", "198.51.100.0/24"]),
        ({"action": "cleared"}, ["1001"]),
        ({"by": "bob"}, ["0044", "198.51.100.0/24"]),
        ({"rule": "scanner", "layer": "ip"}, ["203.0.113.9"]),
        ({"value": "1001"}, ["1001", "1001"]),
        ({"q": "SPAM"}, ["198.51.100.0/24"]),
        ({"q": "friendly-SCANNER", "layer": "extension"}, ["1001", "1001"]),
        ({"q": "%"}, []),
        ({"from_ms": START + 2000, "to_ms": START + 4000}, ["198.51.100.0/24", "203.0.113.9"]),
        ({"address": "198.51.100.7"}, ["1001", "198.51.100.0/24", "1001"]),
        ({"address": "198.51.100.0/25"}, ["1001", "198.51.100.0/24", "1001"]),
        ({"address": "2001:db8:5::1"}, ["2001:db8:5::/64", "1001"]),
        ({"address": "2001:db8::/32"}, ["2001:db8:5::/64", "1001"]),
        ({"address": "203.0.113.0/24"}, ["203.0.113.9"]),
        ({"address": "192.0.2.1"}, []),
    ],
)
def test_they_are_found_by_what_is_known(
    cdrs: CdrStore, journal: Path, filters: dict[str, Any], values: list[str]
) -> None:
    fill(cdrs, journal)
    assert [value for _, value in found(cdrs, **filters)] == values


def test_pages_follow_each_other_without_gap_or_overlap(cdrs: CdrStore, journal: Path) -> None:
    cdrs.ingest(segment(journal, "blk", *(block(f"10.0.0.{n}", at=START) for n in range(7))))
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        rows, cursor = cdrs.security.page(HistoryFilter(), 3, cursor)
        seen += [row.value for row in rows]
    assert sorted(seen) == [f"10.0.0.{n}" for n in range(7)]
    assert [row.value for row in cdrs.security.all(HistoryFilter(), 5)] == seen[:5]


@pytest.mark.parametrize("cursor", ["x", "1.2", "1.0190-", "9" * 30])
def test_a_cursor_that_is_none_of_ours_is_refused(cdrs: CdrStore, cursor: str) -> None:
    with pytest.raises(Invalid):
        cdrs.security.page(HistoryFilter(), 10, cursor)
    with pytest.raises(Invalid):
        cdrs.security.page(HistoryFilter(address="nowhere"), 10)


def test_the_oldest_go_beyond_two_bounds(cdrs: CdrStore, journal: Path) -> None:
    day = [block(f"10.0.0.{n}", at=START + n * DAY_MS) for n in range(5)]
    cdrs.ingest(segment(journal, "blk", *day))
    cdrs.ingest(segment(journal, "sus", suspension(at=START)))
    now = START + 5 * DAY_MS
    assert cdrs.security.remove_old(now, 0, 5) == 0
    assert cdrs.security.remove_old(now, 4, 5) == 2, "one of each history"
    assert cdrs.security.remove_old(now, 0, 3) == 1
    assert [value for _, value in found(cdrs)] == ["10.0.0.4", "10.0.0.3", "10.0.0.2"]
