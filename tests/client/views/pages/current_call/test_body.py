"""Durations tick, the rows that are read stay, the totals follow."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.calls import CallTable
from client.views.pages.current_call.body import LESSER, CallBody
from tests.helpers.call_stubs import call
from tests.helpers.page_stage import PageStage


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def body(stage: PageStage, clock: Clock, qtbot: QtBot) -> CallBody:
    table = CallTable(Formats("UTC"), clock)
    table.show(call(number) for number in range(100))
    made = CallBody(stage.context(), table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    return made


def test_durations_tick_only_while_they_are_seen(body: CallBody, clock: Clock) -> None:
    table = body._table
    clock.now = 1007.0
    body.tick()
    assert table.index(0, table.column("duration")).data() == "1:07"
    assert body._timer.isActive()
    body.hide()
    assert not body._timer.isActive()


def test_durations_stand_still_while_nobody_knows(body: CallBody, clock: Clock) -> None:
    table = body._table
    clock.now = 1007.0
    body.set_live(live=False)
    body.tick()
    assert table.index(0, table.column("duration")).data() == "1:00"
    body.set_live(live=True)
    body.tick()
    assert table.index(0, table.column("duration")).data() == "1:07"


def test_the_rows_that_are_read_stay_when_calls_come_in(body: CallBody) -> None:
    bar = body.view.verticalScrollBar()
    bar.setValue(320)
    top = body.view.indexAt(body.view.viewport().rect().topLeft()).row()
    before = body._table.row(top).id
    body._table.sync(call(number) for number in range(103))
    row = body.view.indexAt(body.view.viewport().rect().topLeft()).row()
    assert body._table.row(row).id == before
    bar.setValue(0)
    body._table.sync(call(number) for number in range(105))
    assert body.view.indexAt(body.view.viewport().rect().topLeft()).row() == 0


def test_the_totals_count_the_selection(body: CallBody) -> None:
    body.view.selectAll()
    assert body.totals.text().endswith("100 selected")
    assert len(body.selected()) == 100
    body.view.clearSelection()
    assert "selected" not in body.totals.text()


def test_the_delete_key_wants_to_hang_up(body: CallBody, qtbot: QtBot) -> None:
    body.view.setFocus()
    with qtbot.waitSignal(body.hang_up_wanted):
        qtbot.keyClick(body.view, Qt.Key.Key_Delete)


def test_a_narrow_table_keeps_its_width(body: CallBody, qtbot: QtBot) -> None:
    assert all(body._table.column(key) >= 0 for key in LESSER)
    for width in (1200, 780, 1200):
        body.resize(width, 500)
        qtbot.waitUntil(lambda: body.view.horizontalScrollBar().maximum() == 0)
    assert body.view.columnWidth(body._table.column("duration")) == 78
