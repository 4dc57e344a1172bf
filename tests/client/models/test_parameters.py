"""The System Parameter table: order, filter, markers, columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytestqt.modeltest import ModelTester

from client.formats import Formats
from client.models.columns import Pill
from client.models.parameter_edits import EditBook
from client.models.parameters import (
    ParameterFilter,
    ParameterRow,
    ParameterTable,
    group_counts,
    group_title,
    marker,
    parameter_columns,
    section_text,
    value_text,
)
from client.models.server_time import ServerTime
from client.models.table import PillRole
from tests.helpers.client_samples import NOON, catalogue, parameter, switch


@pytest.fixture
def book() -> EditBook:
    return EditBook()


@pytest.fixture
def table(book: EditBook) -> ParameterTable:
    table = ParameterTable(book, Formats("UTC"))
    table.set_parameters(catalogue())
    return table


def names(table: ParameterTable) -> list[str]:
    return [row.parameter.name for row in table.rows()]


def test_the_model_keeps_qt_s_rules(
    table: ParameterTable, book: EditBook, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(table)
    book.type_text(parameter(), "5")
    table.show_edits()
    table.set_filter(ParameterFilter(group="billing"))
    assert table.rowCount() == 1


def test_parameters_are_alphabetical(table: ParameterTable) -> None:  # req 72
    assert names(table) == sorted(names(table))
    assert len(names(table)) == 5


def test_search_looks_at_names_and_descriptions(table: ParameterTable) -> None:  # req 23, 72
    table.set_filter(ParameterFilter(text="registerretry"))
    assert names(table) == ["SS_ENDPOINTREGISTERRETRY"]
    table.set_filter(ParameterFilter(text="ZERO seconds"))
    assert names(table) == ["SERVER_BILLING_RECORD_ZERO_HOLD_TIME"]
    table.set_filter(ParameterFilter(text="4.3.5.1"))
    assert len(names(table)) == 1
    table.set_filter(ParameterFilter(text="no such thing"))
    assert names(table) == []


def test_a_group_can_be_shown_alone(table: ParameterTable) -> None:  # req 3
    table.set_filter(ParameterFilter(group="billing"))
    assert names(table) == ["SERVER_BILLING_RECORD_ZERO_HOLD_TIME"]


def test_changed_ones_can_be_shown_alone_with_pending_edits(
    table: ParameterTable, book: EditBook
) -> None:
    table.set_filter(ParameterFilter(changed=True))
    assert names(table) == ["SS_ENDPOINTREGISTERSUSPEND"]
    book.type_text(parameter(), "5")
    table.show_edits()
    assert names(table) == ["SS_ENDPOINTREGISTERRETRY", "SS_ENDPOINTREGISTERSUSPEND"]


def test_counts_for_the_chips() -> None:
    counts = group_counts(catalogue())
    assert counts["softswitch"] == 3
    assert counts["billing"] == 1
    assert counts["changed"] == 1


def test_the_value_column_shows_what_would_be_sent(table: ParameterTable, book: EditBook) -> None:
    book.type_text(parameter(), "5")
    table.show_edits()
    place = table.place("SS_ENDPOINTREGISTERRETRY")
    assert table.index(place, table.column("value")).data() == "5"
    book.type_text(parameter(), "500")
    table.show_edits()
    assert table.index(place, table.column("value")).data() == "6"


def test_an_edit_changes_one_row_without_a_reset(table: ParameterTable, book: EditBook) -> None:
    resets: list[int] = []
    table.modelReset.connect(lambda: resets.append(1))
    book.type_text(parameter(), "5")
    table.show_edits()
    table.put(parameter(value=5, version=2))
    assert resets == []
    assert table.stored("SS_ENDPOINTREGISTERRETRY") == parameter(value=5, version=2)


@pytest.mark.parametrize(
    ("typed", "changes", "word"),
    [
        ("", {}, None),
        ("", {"value": 5}, "changed"),
        ("", {"value": 5, "revert_at": NOON}, "timed"),
        ("7", {"value": 5, "revert_at": NOON}, "edited"),
        ("700", {}, "invalid"),
    ],
)
def test_a_marker_is_icon_and_word(typed: str, changes: dict[str, Any], word: str | None) -> None:
    stored = parameter(**changes)
    book = EditBook()
    edit = book.type_text(stored, typed) if typed else None
    pill = marker(ParameterRow(stored, edit))
    assert (pill.word if pill else None) == word
    assert pill is None or pill.icon


def test_a_timed_change_counts_down_in_its_row(book: EditBook) -> None:
    clock = ServerTime(lambda: NOON.timestamp(), lambda: 0.0)
    table = ParameterTable(book, Formats("UTC"), clock=clock)
    table.set_parameters([parameter(value=5, revert_at=NOON + timedelta(seconds=754))])
    place = next(at for at, each in enumerate(table.columns) if each.key == "marker")
    pill = table.data(table.index(0, place), PillRole)
    assert pill.word == "12:34"
    table.tick()
    assert table.data(table.index(0, place), PillRole) == pill


def test_a_conflict_outranks_the_other_markers() -> None:
    edit = EditBook().type_text(parameter(), "7")
    assert edit is not None
    pill = marker(ParameterRow(parameter(), replace(edit, theirs=9)))
    assert pill is not None
    assert (pill.word, pill.tone) == ("conflict", "bad")


def test_without_room_for_the_marker_the_value_carries_it(
    table: ParameterTable, book: EditBook
) -> None:
    book.type_text(parameter(), "5")
    table.show_edits()
    cell = table.index(table.place("SS_ENDPOINTREGISTERRETRY"), table.column("value"))
    assert cell.data(PillRole) is None
    table.set_narrow(narrow=True)
    assert cell.data(PillRole) == Pill("pencil", "5", "warning")


def test_every_column_formats_every_row(book: EditBook) -> None:
    rows = [ParameterRow(item, book.type_text(item, "3")) for item in catalogue()]
    for column in parameter_columns():
        for row in [*rows, ParameterRow(parameter(type="text", value="x"))]:
            assert isinstance(column.text(row), str)


def test_name_value_and_description_are_among_the_columns() -> None:  # req 73
    keys = [column.key for column in parameter_columns()]
    assert {"name", "value", "default", "unit", "range", "section", "description"} <= set(keys)
    assert keys[-1] == "description"


def test_values_say_what_they_mean() -> None:
    assert value_text(switch(), 1) == "1 (on)"
    assert value_text(switch(), 0) == "0 (off)"
    assert value_text(parameter(), 86400) == "86400"
    assert value_text(parameter(), None) == ""


def test_sections_and_groups_are_named_as_in_the_manual() -> None:  # req 4, 63
    assert section_text(parameter()) == "§4.3.5.2"
    assert section_text(parameter(section="")) == ""
    assert group_title("billing") == "Billing"
    assert group_title("invented") == "invented"
