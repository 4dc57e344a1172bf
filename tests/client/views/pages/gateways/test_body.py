"""Table and pane share the width; keys do what keys do."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.gateways import GatewayTable
from client.models.server_time import ServerTime
from client.views.pages.gateways.body import LESSER, LESSER_ROUTING, NARROW_PANE, GatewayBody
from client.views.widgets.details_pane import WIDTH
from tests.helpers.call_stubs import gateway
from tests.helpers.page_stage import PageStage


@pytest.fixture
def body(stage: PageStage, qtbot: QtBot) -> GatewayBody:
    table = GatewayTable("routing", Formats("UTC"), ServerTime())
    table.show([gateway("b"), gateway("a")])
    made = GatewayBody(stage.context(), table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    made.show()
    return made


def test_it_begins_in_the_order_of_names(body: GatewayBody) -> None:
    assert body.order.index(0, 1).data() == "a"


def test_lesser_columns_exist_and_leave_the_failure(stage: PageStage) -> None:
    for kind, lesser in (("mapping", LESSER), ("routing", LESSER_ROUTING)):
        table = GatewayTable(kind, Formats("UTC"), ServerTime())
        assert {"failure", "state", "name"}.isdisjoint(lesser)
        assert all(table.column(key) >= 0 for key in lesser)


def test_no_scroll_bar_beside_the_pane(body: GatewayBody, qtbot: QtBot) -> None:
    body.open_pane()
    body.resize(980, 700)
    assert body.pane.width() == NARROW_PANE
    qtbot.waitUntil(lambda: body.view.horizontalScrollBar().maximum() == 0)
    body.resize(1300, 700)
    assert body.pane.width() == WIDTH


def test_escape_closes_and_delete_deletes(body: GatewayBody, qtbot: QtBot) -> None:
    body.open_form()
    assert body.creating()
    qtbot.keyClick(body.new.form.inputs.name, Qt.Key.Key_Escape)
    assert body.panes.isHidden()
    body.view.setFocus()
    with qtbot.waitSignal(body.delete_wanted):
        qtbot.keyClick(body.view, Qt.Key.Key_Delete)


def test_what_is_typed_is_unsaved(body: GatewayBody) -> None:
    assert body.unsaved() == 0
    body.open_form()
    body.new.form.inputs.name.setText("x")
    assert body.unsaved() == 1
    body.pane.show_gateway(gateway("a"), may_edit=True)
    body.pane.form.inputs.memo.setText("x")
    assert body.unsaved() == 2
    body.close_pane()
    assert body.unsaved() == 1
