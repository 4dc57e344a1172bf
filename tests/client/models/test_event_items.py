"""Shapes of live events."""

from __future__ import annotations

import pytest

from client.models.event_items import items_of


@pytest.mark.parametrize(
    ("data", "count"),
    [
        ({"items": [{"a": 1}, {"a": 2}]}, 2),
        ({"extension": "1001"}, 1),
        ([{"a": 1}], 1),
        ([1, "two", None, {"a": 1}], 1),
        ({"items": []}, 0),
        ({"items": "no list"}, 0),
        (None, 0),
        ("text", 0),
    ],
)
def test_the_objects_of_an_event_are_found_and_nothing_else(data: object, count: int) -> None:
    assert len(list(items_of(data))) == count
