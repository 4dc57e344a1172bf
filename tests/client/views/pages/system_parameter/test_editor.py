"""The editor of one value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.api.values import Parameter, Recommendation
from client.models.parameter_edits import EditBook
from client.models.parameters import ParameterRow
from client.theme import Theme
from client.views.pages.system_parameter.editor import ParameterEditor
from tests.helpers.client_samples import parameter, switch

CHOICES = (
    Recommendation(3, "Strict."), Recommendation(5, "Recommended."),
    Recommendation(20, "Not recommended.", advised=False),
)  # fmt: skip


@pytest.fixture
def editor(theme: Theme, qtbot: QtBot) -> ParameterEditor:
    editor = ParameterEditor(theme)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def show(editor: ParameterEditor, stored: Parameter, typed: str = "", *, may: bool = True) -> None:
    edit = EditBook().type_text(stored, typed) if typed else None
    editor.show_row(ParameterRow(stored, edit), may_edit=may)


def test_typing_is_told_letter_by_letter(editor: ParameterEditor, qtbot: QtBot) -> None:
    heard: list[str] = []
    editor.typed.connect(heard.append)
    show(editor, parameter())
    editor.value.clear()
    qtbot.keyClicks(editor.value, "12")
    assert heard == ["1", "12"]


def test_a_problem_is_said_at_the_field(editor: ParameterEditor) -> None:
    show(editor, switch(), "2")  # req 24
    assert editor.problem.isVisible()
    assert editor.value.accessibleDescription() == editor.problem.text()
    show(editor, switch(), "1")
    assert not editor.problem.isVisible()


def test_recommended_values_are_chips_with_their_trade_off(editor: ParameterEditor) -> None:
    picked: list[str] = []  # req 106
    editor.picked.connect(picked.append)
    show(editor, parameter(recommended=CHOICES))
    assert [chip.words() for chip in editor.chips] == ["3", "5", "20"]
    assert "Strict." in editor.chips[0].accessibleName()
    editor.chips[1].click()
    assert picked == ["5"]


def test_what_is_not_recommended_is_marked(editor: ParameterEditor) -> None:  # req 105, 194
    show(editor, parameter(recommended=CHOICES), "20")
    assert "not recommended" in editor.chips[2].accessibleName()
    assert editor.advice.isVisible()
    show(editor, parameter(recommended=CHOICES), "10")
    assert not editor.advice.isVisible()


def test_the_value_that_holds_now_is_marked_among_the_recommended(editor: ParameterEditor) -> None:
    show(editor, parameter(recommended=CHOICES), "5")
    assert [chip.property("tone") for chip in editor.chips] == ["neutral", "accent", "warning"]


@pytest.mark.parametrize("place", range(5))
def test_a_change_can_be_kept_for_a_time(editor: ParameterEditor, place: int) -> None:
    kept: list[object] = []
    editor.kept.connect(kept.append)
    show(editor, parameter(), "5")
    assert editor.keep_field.isVisible()
    editor.keep.setCurrentIndex(place)
    editor.keep.activated.emit(place)
    assert kept == [[None, 900, 1800, 3600, 28800][place]]


def test_without_a_change_there_is_nothing_to_keep(editor: ParameterEditor) -> None:
    show(editor, parameter())
    assert not editor.keep_field.isVisible()


def test_without_the_right_nothing_can_be_changed(editor: ParameterEditor) -> None:  # req 22
    show(editor, parameter(recommended=CHOICES), may=False)
    assert editor.value.isReadOnly()
    assert not any(chip.isEnabled() for chip in editor.chips)


def test_escape_leaves_the_field(editor: ParameterEditor, qtbot: QtBot) -> None:
    show(editor, parameter())
    with qtbot.waitSignal(editor.left):
        qtbot.keyClick(editor.value, Qt.Key.Key_Escape)


def test_showing_the_same_text_keeps_the_cursor(editor: ParameterEditor) -> None:
    show(editor, parameter(), "55")
    editor.value.setCursorPosition(1)
    show(editor, parameter(), "55")
    assert editor.value.cursorPosition() == 1
