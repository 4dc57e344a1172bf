"""The search waits for a pause, Return does not wait, Escape empties."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.search_field import SearchField


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> SearchField:
    made = SearchField(theme, "Extension or name")
    qtbot.addWidget(made)
    return made


def searches(field: SearchField) -> list[str]:
    seen: list[str] = []
    field.searched.connect(seen.append)
    return seen


def test_typing_is_searched_once_after_a_pause(field: SearchField, qtbot: QtBot) -> None:
    seen = searches(field)
    qtbot.keyClicks(field, "1001 ")
    assert seen == []
    qtbot.waitUntil(lambda: seen == ["1001"])


def test_return_searches_at_once_and_only_what_is_new(field: SearchField, qtbot: QtBot) -> None:
    seen = searches(field)
    field.setText("1001")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert seen == ["1001"]


def test_escape_empties(field: SearchField, qtbot: QtBot) -> None:
    field.setText("1001")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    seen = searches(field)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), seen) == ("", [""])


def test_the_cross_is_there_only_with_a_text(field: SearchField) -> None:
    assert not field._clear.isVisible()
    field.setText("x")
    assert field._clear.isVisible()
    assert field.accessibleName() == "Extension or name"
