"""The current values as a document."""

from __future__ import annotations

import csv
import io

from client.formats import Formats
from client.models.parameter_listing import HEADINGS, as_csv, as_text
from tests.helpers.client_samples import catalogue, parameter


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_every_parameter_with_value_and_default() -> None:  # req 143
    rows = rows_of(as_csv(catalogue(), Formats("UTC")))
    assert len(rows) == 5
    assert tuple(rows[0]) == HEADINGS
    suspend = next(row for row in rows if row["name"] == "SS_ENDPOINTREGISTERSUSPEND")
    assert (suspend["value"], suspend["default"], suspend["changed"]) == ("1", "0", "1")
    assert suspend["changed_at"] == "2026-11-23 12:00:00"


def test_a_value_that_looks_like_a_formula_is_no_formula() -> None:
    evil = parameter(type="text", value="=HYPERLINK(1)", changed_by="@admin")
    row = rows_of(as_csv([evil], Formats("UTC")))[0]
    assert row["value"] == "'=HYPERLINK(1)"
    assert row["changed_by"] == "'@admin"
    assert rows_of(as_csv([parameter(value=-5)], Formats("UTC")))[0]["value"] == "-5"


def test_the_text_is_aligned_and_says_what_left_its_default() -> None:
    text = as_text(catalogue(), Formats("UTC"), "Security of pbx.example.com")
    lines = text.splitlines()
    assert lines[0] == "Security of pbx.example.com"
    assert len({line.rindex("  ") for line in lines[2:] if "default" not in line}) == 1
    changed = next(line for line in lines if "SS_ENDPOINTREGISTERSUSPEND " in line)
    assert "default 0; admin, 2026-11-23 12:00:00" in changed


def test_nothing_to_list_is_still_a_document() -> None:
    assert as_text([], Formats("UTC"), "Nothing") == "Nothing\n\n"
