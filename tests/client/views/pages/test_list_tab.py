from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import Unreachable
from client.models.columns import Column
from client.models.table import TableModel
from client.views.pages.list_tab import ListTab
from client.views.widgets.menu import Menu
from tests.helpers.page_stage import PageStage


class Words(ListTab):
    def __init__(self, stage: PageStage) -> None:
        self.updates = self.reloads = 0
        self.table: TableModel[str] = TableModel([Column("word", "Word", str, 100)], str)
        super().__init__(stage.context(), self.table, "words", (), 80)

    def reload(self) -> None:
        self.reloads += 1

    def update_buttons(self) -> None:
        self.updates += 1

    def menu(self) -> Menu | None:
        return None


@pytest.fixture
def tab(stage: PageStage, qtbot: QtBot) -> Words:
    made = Words(stage)
    qtbot.addWidget(made)
    made.table.set_rows(["night", "noon"])
    made.content.show_content()
    made.show()
    return made


def test_rows_are_searched_and_selected(tab: Words, qtbot: QtBot) -> None:
    tab.line.set_placeholder("Word")
    tab.line.search.setText("noo")
    qtbot.waitUntil(lambda: tab.order.rowCount() == 1)
    tab.view.selectRow(0)
    assert tab.view.rows() == ["noon"]
    assert tab.updates
    assert tab.may()


def test_an_error_is_said_in_place_of_a_list_that_never_came(
    stage: PageStage, qtbot: QtBot
) -> None:
    tab = Words(stage)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_error(Unreachable("nobody answers"))
    assert not tab.view.isVisible()
    assert tab.reloads == 0
