from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from engine.api.models.views import ViewPut

FIXED = {"from": "2026-11-23T00:00:00Z", "to": "2026-11-24T00:00:00Z"}


@pytest.mark.parametrize("name", ["a", "Night shift", "夜班", "x" * 60])
def test_names_are_a_line_of_text(name: str) -> None:
    assert ViewPut(name=name).name == name


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " a"),
        ("name", "a "),
        ("name", "a\nb"),
        ("name", "x" * 61),
        ("range", "tomorrow"),
        ("columns", ["start", "start"]),
        ("columns", ["Start"]),
        ("columns", [f"c{number}" for number in range(65)]),
        ("filters", {"nonsense": 1}),
        ("filters", FIXED),
        ("range", "custom"),
    ],
)
def test_what_cannot_be_shown_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        ViewPut.model_validate({"name": "a", field: value})


def test_a_fixed_range_has_both_ends() -> None:
    view = ViewPut.model_validate({"name": "a", "range": "custom", "filters": FIXED})
    assert view.filters.to is not None
    half = {"name": "a", "range": "custom", "filters": {"from": FIXED["from"]}}
    with pytest.raises(ValidationError):
        ViewPut.model_validate(half)
