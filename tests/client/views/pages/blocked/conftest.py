"""The page of what is blocked on a live session against the stand-in of an engine."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from client.models.block_rows import BlockRow, key_of_block, key_of_lock
from client.views.pages.blocked import BlockedPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, Request
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("blocked", ("Security",), "Blocked", "ban", BlockedPage)


class BlockDriver:
    """The page with what a test does to it and reads from it."""

    def __init__(self, page: BlockedPage, stage: PageStage, fake: FakeApi) -> None:
        self.page = page
        self.stage = stage
        self.fake = fake

    def shown(self) -> list[str]:
        return [row.what for row in self.page.exporter.rows()]

    def row(self, what: str) -> BlockRow:
        return next(row for row in self.page.table.loaded() if row.what == what)

    def select(self, *names: str) -> None:
        view, order = self.page.view, self.page.body.order
        view.clearSelection()
        flags = view.selectionModel().SelectionFlag
        for name in names:
            index = order.index(order.place(self.row(name).key), 0)
            view.selectionModel().select(index, flags.Select | flags.Rows)

    def menu(self) -> dict[str, QAction]:
        menu = self.page.menu()
        assert menu is not None
        return {action.text(): action for action in menu.actions() if action.text()}

    def asked(self, method: str, path: str) -> list[Request]:
        return [item for item in self.fake.requests if (item.method, item.path) == (method, path)]


def open_page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> BlockDriver:
    page = BlockedPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.feed._soon.setInterval(5)
    page.trusted.feed._soon.setInterval(5)
    page.resize(1178, 820)
    page.show()
    with qtbot.waitSignals([page.feed.loaded, page.trusted.feed.loaded, page.feed.followed]):
        page.refresh()
    return BlockDriver(page, stage, fake)


@pytest.fixture
def driver(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> BlockDriver:
    """Four blocked addresses and five lockouts, as an administrator sees them."""
    return open_page(stage, fake, qtbot)


__all__ = ["BlockDriver", "key_of_block", "key_of_lock", "open_page"]
