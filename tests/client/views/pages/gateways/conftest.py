"""The pages of gateways on a live session against the stand-in of an engine."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from client.api.call_values import Gateway
from client.views.pages.gateways import GatewayPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, Request
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("routing-gateways", ("Gateway operation",), "Routing gateway", "x", GatewayPage)


class GatewayDriver:
    """The page with what a test does to it and reads from it."""

    def __init__(self, page: GatewayPage, stage: PageStage, fake: FakeApi) -> None:
        self.page = page
        self.stage = stage
        self.fake = fake

    def shown(self) -> list[str]:
        order = self.page.body.order
        name = self.page.table.column("name")
        return [str(order.index(row, name).data()) for row in range(order.rowCount())]

    def row(self, name: str) -> Gateway:
        row = self.page.table.gateway(name)
        assert row is not None
        return row

    def select(self, *names: str) -> None:
        view, order, table = self.page.view, self.page.body.order, self.page.table
        view.clearSelection()
        flags = view.selectionModel().SelectionFlag
        for name in names:
            index = order.mapFromSource(table.index(table.place(name), 0))
            view.selectionModel().select(index, flags.Select | flags.Rows)

    def menu(self) -> dict[str, QAction]:
        menu = self.page.menu()
        assert menu is not None
        return {action.text(): action for action in menu.actions() if action.text()}

    def asked(self, method: str, path: str) -> list[Request]:
        return [item for item in self.fake.requests if (item.method, item.path) == (method, path)]


def open_page(stage: PageStage, fake: FakeApi, qtbot: QtBot, kind: str) -> GatewayDriver:
    page = GatewayPage(SPEC, stage.context(), kind=kind)
    qtbot.addWidget(page)
    page.feed._timer.setInterval(20)
    page.resize(1178, 820)
    page.show()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    return GatewayDriver(page, stage, fake)


@pytest.fixture
def driver(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> GatewayDriver:
    """Routing gateways, as an administrator sees them."""
    return open_page(stage, fake, qtbot, "routing")
