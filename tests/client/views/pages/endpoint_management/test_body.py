"""The table with its countdowns, and the pane beside it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.models.endpoint_rows import from_endpoint, from_suspension
from client.models.endpoints import EndpointTable
from client.models.server_time import ServerTime
from client.views.pages.endpoint_management.body import MINUTE_TICKS, NARROW_PANE, EndpointBody
from client.views.widgets.details_pane import WIDTH
from tests.helpers.client_samples import binding, endpoint, suspension
from tests.helpers.page_stage import PageStage


class Shown:
    def __init__(self, stage: PageStage, qtbot: QtBot) -> None:
        self.table = EndpointTable(stage.formats, ServerTime())
        self.body = EndpointBody(stage.context(), self.table)
        qtbot.addWidget(self.body)
        rows = [from_suspension(suspension(str(1000 + number))) for number in range(60)]
        here = endpoint("2000", status="registered", bindings=(binding(),))
        self.table.show([*rows, from_endpoint(here)])
        self.body.resize(1130, 400)
        self.body.show()
        self.body._timer.stop()  # the test ticks
        self.cells: list[tuple[int, int]] = []
        self.table.dataChanged.connect(
            lambda first, last, _roles: self.cells.append((first.row(), last.row()))
        )


@pytest.fixture
def shown(stage: PageStage, qtbot: QtBot) -> Shown:
    return Shown(stage, qtbot)


def test_a_second_touches_only_the_rows_that_are_seen(shown: Shown) -> None:  # req 111
    shown.body.tick()
    first, last = shown.body.seen()
    assert first == 0
    assert last < 15
    assert shown.cells == [(row, row) for row in range(last + 1)]
    shown.body.view.scrollToBottom()
    shown.cells.clear()
    shown.body.tick()
    assert min(row for row, _last in shown.cells) > 40


def test_a_minute_brings_the_other_times_up_to_date(shown: Shown) -> None:
    for _ in range(MINUTE_TICKS - 1):
        shown.body.tick()
    shown.cells.clear()
    shown.body.tick()
    assert shown.cells == [(0, shown.body.seen()[1])]


def test_counting_rests_while_the_page_is_hidden(shown: Shown) -> None:
    shown.body.hide()
    shown.body.show()
    assert shown.body._timer.isActive()
    shown.body.hide()
    assert not shown.body._timer.isActive()


def test_panes_are_made_when_they_are_wanted(shown: Shown, qtbot: QtBot) -> None:
    assert shown.body.forms() == ()
    assert shown.body.looked_at() is None
    assert shown.body.unsaved() == 0
    with qtbot.waitSignal(shown.body.pane_made) as made:
        shown.body.open_pane()
    assert made.args == [shown.body.pane]
    assert shown.body.forms() == (shown.body.pane.form,)
    with qtbot.waitSignal(shown.body.new_made):
        shown.body.open_form()
    assert len(shown.body.forms()) == 2
    assert {pane.width() for pane in (shown.body.pane, shown.body.new)} == {WIDTH}
    shown.body.new.form.extension.setText("2001")
    assert shown.body.unsaved() == 1


def test_one_pane_at_a_time(shown: Shown) -> None:
    shown.body.open_pane()
    assert shown.body.pane_shown()
    shown.body.open_form()
    assert shown.body.new.isVisible()
    assert not shown.body.pane_shown()
    shown.body.close_pane()
    assert not shown.body.panes.isVisible()


def test_a_selected_source_stands_for_all_behind_it(shown: Shown) -> None:
    shown.table.set_grouped(True)
    shown.body.view.selectRow(0)
    assert len(shown.body.selected()) == 60
    assert shown.body.view.columnSpan(0, 0) == shown.table.columnCount()
    shown.table.set_grouped(False)
    assert shown.body.view.columnSpan(0, 0) == 1


def test_the_pane_gives_width_to_the_table_when_it_is_narrow(shown: Shown, qtbot: QtBot) -> None:
    shown.body.open_pane()
    assert shown.body.panes.width() == WIDTH
    shown.body.resize(970, 400)
    qtbot.waitUntil(lambda: shown.body.panes.width() == NARROW_PANE)
