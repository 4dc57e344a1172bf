"""The Endpoint Management page on a live session against the stand-in of an engine."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from client.models.endpoint_rows import EndpointRow
from client.models.endpoints import GroupRow
from client.views.pages.endpoint_management import EndpointManagementPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import Answer, FakeApi, Request
from tests.helpers.page_stage import PageStage

SPEC = PageSpec(
    "endpoints", ("Operation management",), "Endpoint management", "phone", EndpointManagementPage
)


def suspensions(fake: FakeApi) -> Any:
    """The list of lockouts, filtered as the interface does."""

    def answer(request: Request) -> Answer:
        known = request.query.get("known", [""])[0]
        q = request.query.get("q", [""])[0]
        items = [
            item
            for item in fake.suspensions.values()
            if known in ("", str(item["known"]).lower()) and q in item["extension"]
        ]
        return 200, {"items": items, "next_cursor": None}

    return answer


class PageDriver:
    """The page with what a test does to it and reads from it."""

    def __init__(self, page: EndpointManagementPage, stage: PageStage, fake: FakeApi) -> None:
        self.page = page
        self.stage = stage
        self.fake = fake

    def shown(self) -> list[str]:
        return [
            f"[{row.group.source}]" if isinstance(row, GroupRow) else row.extension
            for row in self.page.table.rows()
        ]

    def row(self, extension: str) -> EndpointRow:
        row = self.page.table.endpoint(extension)
        assert row is not None
        return row

    def select(self, *extensions: str) -> None:
        view = self.page.view
        view.clearSelection()
        for extension in extensions:
            place = self.page.table.place(("extension", extension))
            flags = view.selectionModel().SelectionFlag
            view.selectionModel().select(self.page.table.index(place, 0), flags.Select | flags.Rows)

    def menu(self) -> dict[str, QAction]:
        menu = self.page.menu()
        assert menu is not None
        return {action.text(): action for action in menu.actions() if action.text()}

    def asked(self, method: str, path: str) -> list[Request]:
        return [item for item in self.fake.requests if (item.method, item.path) == (method, path)]


@pytest.fixture
def driver(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> PageDriver:
    fake.answers["GET /suspensions"] = suspensions(fake)
    page = EndpointManagementPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.feed._soon.setInterval(20)
    page.resize(1178, 820)
    page.show()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    qtbot.waitUntil(lambda: page.policy.lockout is not None)
    return PageDriver(page, stage, fake)
