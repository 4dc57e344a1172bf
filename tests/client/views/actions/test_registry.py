"""The registry: no key and no shortcut twice where both would be heard."""

import pytest
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from client.views.actions.registry import ActionRegistry, DuplicateActionError


def action(key: str, shortcut: str = "") -> QAction:
    made = QAction(key)
    made.setObjectName(key)
    made.setShortcut(QKeySequence(shortcut))
    return made


@pytest.fixture
def registry(qtbot: QtBot) -> ActionRegistry:
    made = ActionRegistry()
    made.add("window", [action("window.refresh", "F5"), action("window.quit")])
    return made


def test_what_was_added_is_found(registry: ActionRegistry, qtbot: QtBot) -> None:
    with qtbot.waitSignal(registry.changed):
        registry.add("cdr", [action("cdr.export", "Ctrl+E")])
    assert [item.objectName() for item in registry.all()] == [
        "window.refresh", "window.quit", "cdr.export",
    ]  # fmt: skip
    assert registry.find("cdr.export") is registry.all()[2]
    assert registry.find("none") is None


@pytest.mark.parametrize(
    ("key", "shortcut"), [("window.quit", ""), ("", ""), ("cdr.x", "F5")], ids=["key", "none", "f5"]
)
def test_a_double_is_refused_whole(registry: ActionRegistry, key: str, shortcut: str) -> None:
    with pytest.raises(DuplicateActionError):
        registry.add("cdr", [action("cdr.good"), action(key, shortcut)])
    assert registry.find("cdr.good") is None


def test_two_pages_may_have_the_same_shortcut(registry: ActionRegistry) -> None:
    registry.add("cdr", [action("cdr.export", "Ctrl+E")])
    registry.add("endpoints", [action("endpoints.export", "Ctrl+E")])
    assert len(registry.all()) == 4


def test_the_actions_of_a_closed_page_are_gone(registry: ActionRegistry, qtbot: QtBot) -> None:
    registry.add("cdr", [action("cdr.export", "Ctrl+E")])
    with qtbot.waitSignal(registry.changed):
        registry.remove("cdr")
    registry.remove("cdr")
    assert registry.find("cdr.export") is None
    registry.add("cdr", [action("cdr.export", "Ctrl+E")])
