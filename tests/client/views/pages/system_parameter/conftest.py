"""The System Parameter page on a live session against the stand-in of an engine."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.models.parameters import ParameterRow
from client.views.pages.system_parameter import SystemParameterPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, Request
from tests.helpers.page_stage import PageStage

SPEC = PageSpec(
    "parameters", ("Softswitch management",), "System parameter", "adjustments", SystemParameterPage
)
RETRY, TIME = "SS_ENDPOINTREGISTERRETRY", "SS_ENDPOINTREGISTERSUSPENDTIME"


class PageDriver:
    """The page with what a test does to it and reads from it."""

    def __init__(self, page: SystemParameterPage, fake: FakeApi, qtbot: QtBot) -> None:
        self.page = page
        self.fake = fake
        self.qtbot = qtbot

    def select(self, name: str) -> None:
        assert self.page.view.select_key(name)

    def type(self, name: str, text: str) -> None:
        """Select a parameter and type a value, as the keyboard does."""
        self.select(name)
        field = self.page.pane.editor.value
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def apply(self) -> None:
        """Apply and wait for what becomes of it."""
        with self.qtbot.waitSignal(self.page.editing.settled):
            self.page.apply_button.click()

    def names(self) -> list[str]:
        return [row.parameter.name for row in self.page.table.rows()]

    def row(self, name: str) -> ParameterRow:
        row = self.page.table.find(name)
        assert row is not None
        return row

    def sent(self) -> list[Request]:
        return [request for request in self.fake.requests if request.method == "PUT"]


@pytest.fixture
def driver(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> PageDriver:
    page = SystemParameterPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.resize(1130, 820)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    return PageDriver(page, fake, qtbot)
