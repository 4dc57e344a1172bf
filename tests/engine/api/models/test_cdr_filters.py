import pytest
from pydantic import ValidationError

from engine.api.models.cdr_filters import (
    MAX_VALUES,
    CdrFilters,
    CdrListQuery,
    CdrTopQuery,
    ExportFilters,
)


def test_one_value_or_several_or_their_digits_are_the_same() -> None:
    expected = CdrFilters.model_validate({"billing_mode": [9], "hold_min": 5})
    for spelling in ({"billing_mode": 9, "hold_min": "5"}, {"billing_mode": ["9"], "hold_min": 5}):
        assert CdrFilters.model_validate(spelling) == expected


def test_an_export_describes_the_spellings_of_a_query() -> None:
    properties = ExportFilters.model_json_schema()["properties"]
    kinds = {entry.get("type") for entry in properties["billing_mode"]["anyOf"]}
    assert kinds == {"array", "integer", "string"}
    assert {entry.get("type") for entry in properties["connected"]["anyOf"]} == {
        *("boolean", "string", "null"),
    }
    assert set(properties) == {
        field.alias or name for name, field in CdrFilters.model_fields.items()
    }


def test_the_query_describes_plain_lists() -> None:
    properties = CdrListQuery.model_json_schema()["properties"]
    assert properties["billing_mode"]["type"] == "array"
    assert properties["from"]["anyOf"][0]["format"] == "date-time"


def test_lists_are_bounded() -> None:
    CdrFilters.model_validate({"caller": ["1"] * MAX_VALUES})
    with pytest.raises(ValidationError):
        CdrFilters.model_validate({"caller": ["1"] * (MAX_VALUES + 1)})


def test_a_list_has_room_for_the_hours_of_a_day_unless_told_otherwise() -> None:
    assert CdrTopQuery(by="hour").limit == 24
    assert CdrTopQuery(by="hour", limit=5).limit == 5
