"""The page of call records, as tests open it."""

from __future__ import annotations

from typing import Final

from pytestqt.qtbot import QtBot

from client.views.pages.cdr.page import CdrPage
from client.views.widgets.page import PageSpec
from tests.helpers.page_stage import PageStage

SPEC: Final = PageSpec("cdr", ("Data query",), "CDR", "file-analytics", CdrPage)


def opened(qtbot: QtBot, stage: PageStage) -> CdrPage:
    """The page on the screen, with its records."""
    widget = CdrPage(SPEC, stage.context())
    qtbot.addWidget(widget)
    widget.resize(1180, 900)
    widget.show()
    widget.refresh()
    return widget


def shown(page: CdrPage) -> list[int]:
    """The flow numbers of the rows that the table has, in their order."""
    return [row.flow_no for row in page.table.rows()]
