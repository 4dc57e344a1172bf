"""What rows offer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.endpoint_rows import EndpointRow, from_endpoint, from_suspension
from client.theme import Theme
from client.views.pages.endpoint_management.menu import Offers, row_menu
from tests.helpers.client_samples import binding, endpoint, suspension

LOCKED = EndpointRow("1001", "Front desk", suspension=suspension())
FREE = from_endpoint(endpoint("1004", status="registered", bindings=(binding(),)))
OFF = EndpointRow("1005", enabled=False)
UNKNOWN = from_suspension(suspension("9001", known=False))


class Stage:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.theme = theme
        self.owner = QWidget()
        qtbot.addWidget(self.owner)
        self.taken: list[tuple[str, Any]] = []

    def note(self, name: str) -> Any:
        return lambda *given: self.taken.append((name, given[0] if given else None))

    def menu(self, *rows: EndpointRow, may: bool = True) -> dict[str, Any]:
        offers = Offers(*(self.note(name) for name in Offers.__slots__))
        menu = row_menu(self.theme, self.owner, rows, offers, may=may)
        return {action.text(): action for action in menu.actions() if action.text()}


@pytest.fixture
def stage(theme: Theme, qtbot: QtBot) -> Any:
    return Stage(theme, qtbot)


def test_it_begins_with_clearing(stage: Stage) -> None:  # req 117
    menu = stage.menu(LOCKED)
    assert next(iter(menu)) == "Clear registration suspend"
    menu["Clear registration suspend"].trigger()
    assert stage.taken == [("clear", ["1001"])]


def test_objects_are_named_and_questions_end_in_dots(stage: Stage) -> None:
    assert list(stage.menu(LOCKED)) == [
        "Clear registration suspend", "Show history of 1001", "Show CDRs of 203.0.113.24", "Copy",
        "Disable 1001…", "Delete 1001…",
    ]  # fmt: skip


def test_several_are_counted_and_only_the_locked_are_cleared(stage: Stage) -> None:
    menu = stage.menu(LOCKED, FREE, OFF)
    menu["Clear registration suspend of 3 extensions"].trigger()
    menu["Enable 1005"].trigger()
    menu["Disable 2 endpoints…"].trigger()
    menu["Delete 3 endpoints…"].trigger()
    assert stage.taken == [
        ("clear", ["1001"]), ("enable", ["1005"]), ("disable", ["1001", "1004"]),
        ("delete", ["1001", "1004", "1005"]),
    ]  # fmt: skip


def test_what_makes_no_sense_is_disabled(stage: Stage) -> None:
    assert not stage.menu(FREE)["Clear registration suspend"].isEnabled()
    unknown = stage.menu(UNKNOWN)
    assert unknown["Clear registration suspend"].isEnabled()
    assert not unknown["Delete 0 endpoints…"].isEnabled()


def test_counted_failures_can_be_cleared_before_they_suspend(stage: Stage) -> None:
    assert stage.menu(EndpointRow("1", failures=2))["Clear registration suspend"].isEnabled()


def test_without_the_right_only_looking_is_offered(stage: Stage) -> None:
    menu = stage.menu(LOCKED, may=False)
    assert [text for text, action in menu.items() if action.isEnabled()] == [
        "Show history of 1001", "Show CDRs of 203.0.113.24", "Copy",
    ]  # fmt: skip
