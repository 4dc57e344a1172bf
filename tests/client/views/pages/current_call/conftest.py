"""The page of running calls on a live session against the stand-in of an engine."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from client.views.pages.current_call import CurrentCallPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, Request
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("current-calls", ("Operation management",), "Current call", "x", CurrentCallPage)


class CallDriver:
    """The page with what a test does to it and reads from it."""

    def __init__(self, page: CurrentCallPage, stage: PageStage, fake: FakeApi) -> None:
        self.page = page
        self.stage = stage
        self.fake = fake

    def ids(self) -> list[str]:
        return [row.id for row in self.page.table.rows()]

    def select(self, *places: int) -> None:
        view, table = self.page.view, self.page.table
        view.clearSelection()
        flags = view.selectionModel().SelectionFlag
        for place in places:
            index = table.index(place, 0)
            view.selectionModel().select(index, flags.Select | flags.Rows)

    def menu(self) -> dict[str, QAction]:
        menu = self.page.menu()
        assert menu is not None
        return {action.text(): action for action in menu.actions() if action.text()}

    def hung_up(self) -> list[Request]:
        return [item for item in self.fake.requests if item.method == "DELETE"]


@pytest.fixture
def driver(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> CallDriver:
    """Sixty running calls, as an administrator sees them."""
    page = CurrentCallPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.feed._timer.setInterval(20)
    page.feed._soon.setInterval(5)
    page.resize(1178, 820)
    page.show()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    return CallDriver(page, stage, fake)
