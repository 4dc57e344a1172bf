"""Table and pane side by side."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.models.columns import Pill
from client.models.parameter_edits import EditBook
from client.models.parameters import ParameterTable
from client.models.server_time import ServerTime
from client.models.table import PillRole
from client.views.pages.system_parameter.body import NARROW_PANE, ParameterBody
from client.views.widgets.details_pane import WIDTH
from client.views.widgets.pill_delegate import EDGE, pill_width
from tests.helpers.client_samples import catalogue, parameter
from tests.helpers.page_stage import PageStage

RETRY = "SS_ENDPOINTREGISTERRETRY"


class Shown:
    def __init__(self, stage: PageStage, qtbot: QtBot) -> None:
        book = EditBook()
        self.table = ParameterTable(book, stage.formats)
        self.body = ParameterBody(stage.context(), self.table, ServerTime())
        qtbot.addWidget(self.body)
        book.type_text(parameter(), "500")
        self.table.set_parameters(catalogue())
        self.body.resize(1130, 600)
        self.body.show()


@pytest.fixture
def shown(stage: PageStage, qtbot: QtBot) -> Shown:
    return Shown(stage, qtbot)


def test_the_pane_gives_width_to_the_table_when_it_is_narrow(shown: Shown, qtbot: QtBot) -> None:
    shown.body.show_pane()
    assert shown.body.pane.width() == WIDTH
    shown.body.resize(970, 600)
    qtbot.waitUntil(lambda: shown.body.panes.width() == NARROW_PANE)


def test_where_the_marker_has_no_column_the_value_carries_it(shown: Shown, qtbot: QtBot) -> None:
    cell = shown.body.view.model().index(2, shown.table.column("value"))
    assert cell.data(PillRole) is None
    shown.body.show_pane()
    shown.body.resize(970, 600)
    qtbot.waitUntil(lambda: "marker" in shown.body.view.aside())
    row = shown.table.place(RETRY)
    assert isinstance(shown.table.index(row, cell.column()).data(PillRole), Pill)


def test_no_marker_is_cut_off_by_its_column(shown: Shown, stage: PageStage) -> None:
    width = shown.body.view.columnWidth(shown.table.column("marker"))
    for word in ("edited", "changed", "timed", "invalid", "conflict"):
        assert pill_width(stage.theme, Pill("pencil", word, "warning")) <= width - EDGE - EDGE // 2


def test_pane_and_history_are_made_when_they_are_wanted(shown: Shown, qtbot: QtBot) -> None:
    assert not shown.body.has_pane
    with qtbot.waitSignal(shown.body.pane_made) as made:
        shown.body.show_pane()
    assert made.args == [shown.body.pane]
    assert shown.body.panes.count() == 1
    shown.body.toggle_history()
    assert shown.body.panes.count() == 2


def test_the_room_of_the_pane_is_kept_before_it_is_made(shown: Shown) -> None:
    shown.body.keep_room()
    assert shown.body.panes.isVisible()
    assert shown.body.panes.width() == WIDTH
    assert not shown.body.has_pane


def test_the_history_takes_the_place_of_the_pane_and_goes_again(shown: Shown) -> None:
    assert shown.body.toggle_history()
    assert shown.body.history.isVisible()
    assert not shown.body.toggle_history()
    assert shown.body.pane.isVisible()
