from collections.abc import Iterator
from typing import Any

import pytest

from engine.api import endpoint_listing
from tests.helpers.api_app import Stage
from tests.helpers.stores import BY, endpoint


@pytest.fixture(scope="module")
def town(shared: Stage) -> Stage:
    """Forty endpoints: every fourth registered, 1001 and 1002 suspended, and one stranger."""
    names = [str(number) for number in range(1000, 1040)]
    shared.config.endpoints.create_many([endpoint(name) for name in names], **BY)
    shared.switch.register(*names[::4], "1002")
    shared.switch.suspend("1001")
    shared.switch.suspend("1002")
    shared.switch.suspend("9999", known=False)
    return shared


def walk(stage: Stage, **query: Any) -> Iterator[dict[str, Any]]:
    """Every page of a list."""
    cursor: str | None = ""
    while cursor is not None:
        page = stage.expect("GET", "/endpoints", params={**query, "cursor": cursor})
        yield page
        cursor = page["next_cursor"]


def extensions(stage: Stage, **query: Any) -> list[str]:
    return [item["extension"] for page in walk(stage, **query) for item in page["items"]]


def test_pages_follow_each_other_without_gap_or_repeat(town: Stage) -> None:
    assert extensions(town, limit=7) == [str(number) for number in range(1000, 1040)]
    assert [len(page["items"]) for page in walk(town, limit=20)] == [20, 20]


@pytest.mark.parametrize("batch", [1, 3, 1000])
@pytest.mark.parametrize("limit", [1, 4, 50])
def test_a_status_filter_finds_all_and_only_its_own(
    town: Stage, monkeypatch: pytest.MonkeyPatch, batch: int, limit: int
) -> None:  # req 109
    monkeypatch.setattr(endpoint_listing, "BATCH", batch)
    registered = [str(number) for number in range(1000, 1040, 4)]
    assert extensions(town, status="registered", limit=limit) == registered
    assert extensions(town, status="suspended", limit=limit) == ["1001", "1002"]
    others = set(extensions(town, limit=50)) - {*registered, "1001", "1002"}
    assert extensions(town, status="unregistered", limit=limit) == sorted(others)


def test_a_walk_that_finds_little_gives_a_short_page_and_goes_on(
    town: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint_listing, "BATCH", 2)
    monkeypatch.setattr(endpoint_listing, "MAX_BATCHES", 1)
    pages = list(walk(town, status="unregistered", limit=10))
    assert max(len(page["items"]) for page in pages) <= 2
    assert sum(len(page["items"]) for page in pages) == 28


def test_text_and_status_work_together(town: Stage) -> None:
    assert extensions(town, q="103", status="registered") == ["1032", "1036"]
    assert extensions(town, q="1001", status="suspended") == ["1001"]
    assert len(extensions(town, q="103", status="unregistered")) == 8
    assert extensions(town, q="103%") == []


def test_counts_are_over_everything_whatever_the_filter(town: Stage) -> None:
    page = town.expect("GET", "/endpoints", params={"limit": 1, "q": "1039"})
    assert page["counts"] == {
        "total": 40,
        "registered": 10,
        "unregistered": 28,
        "suspended": 2,
        "unknown_suspended": 1,
    }


def test_with_the_switch_away_the_list_has_no_status(
    town: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town.switch, "away", True)
    page = town.expect("GET", "/endpoints", params={"limit": 2})
    assert page["stale"] is True
    assert {item["status"] for item in page["items"]} == {None}
    assert page["counts"]["total"] == 40
    assert page["counts"]["registered"] is None
    for status in ("registered", "unregistered", "suspended"):
        town.must_fail(503, "GET", "/endpoints", params={"status": status})


@pytest.mark.parametrize(
    "query",
    [
        {"status": "offline"},
        {"limit": 0},
        {"limit": 1001},
        {"limit": "ten"},
        {"cursor": "***"},
        {"q": "x" * 101},
        {"staus": "registered"},
    ],
)
def test_a_query_of_the_wrong_kind_is_refused(shared: Stage, query: dict[str, Any]) -> None:
    shared.must_fail(422, "GET", "/endpoints", params=query)
