from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from client.api.block_import_values import ListReport
from client.api.cdr_values import Cdr
from client.models.cdr_columns import cdr_columns
from client.models.cdr_filter import CdrFilter
from client.models.table import TableModel
from client.views.dialogs.block import BlockDialog
from client.views.dialogs.block_number import BlockNumberDialog
from client.views.pages.cdr.record_body import RecordBody
from client.views.widgets.buttons import LinkButton
from client.views.widgets.menu import Menu
from tests.helpers.cdr_stubs import Engine, record
from tests.helpers.page_stage import PageStage


@pytest.fixture
def body(qtbot: QtBot, stage: PageStage) -> RecordBody:
    made = RecordBody(stage.context(), "records")
    table: TableModel[Cdr] = TableModel(
        cdr_columns(stage.formats, lambda: made.words), lambda row: row.flow_no, made
    )
    table.set_rows([record(2), record(1)])
    made.show_table(table, lambda: CdrFilter(text="x"))
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    return made


def test_the_words_are_shown_once_they_are_known(
    qtbot: QtBot, body: RecordBody, engine: Engine
) -> None:
    model = body.view.model()
    with qtbot.waitSignal(model.dataChanged):
        body.learn(engine.cdr_vocabulary())
    assert model.index(0, 1).data() == "9 Illegal call"


def test_details_follow_the_selection_once_they_are_open(body: RecordBody) -> None:
    body.view.selectRow(0)
    assert "pane" not in vars(body), "the page opens without it"
    body.view.activated_row.emit(record(2))
    assert body.pane_shown
    assert body.pane.accessibleName() == "100 → 0044"
    body.open_details(None)
    assert not body.pane.isHidden()


def test_details_lead_to_the_trace_and_close_by_key_and_button(
    qtbot: QtBot, body: RecordBody, stage: PageStage
) -> None:
    body.view.selectRow(0)
    qtbot.keyClick(body.view, Qt.Key.Key_Return)
    links = {link.text(): link for link in body.pane.findChildren(LinkButton)}
    links["Show call trace"].click()
    assert stage.opened == [("call-trace", {"call": record(2).id})]
    links["Close the details"].click()
    shown = [body.pane_shown]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(body.view, key)
        shown.append(body.pane_shown)
    assert shown == [False, True, False]


def test_the_menu_narrows_from_the_filter_of_the_page(qtbot: QtBot, body: RecordBody) -> None:
    body.view.selectRow(0)
    body.view.menu_wanted.emit(QPoint(5, 5), body.view.rows())
    menu = next(menu for menu in body.findChildren(Menu) if menu.isVisible())
    with qtbot.waitSignal(body.narrowed) as narrowed:
        menu.actions()[0].trigger()
    assert (narrowed.args[0].caller_ips, narrowed.args[0].text) == (("192.0.2.1",), "x")
    menu.close()
    body.view.menu_wanted.emit(QPoint(5, 5), [])
    assert not any(menu.isVisible() for menu in body.findChildren(Menu))


def test_a_copy_that_lacks_rows_says_so(body: RecordBody, stage: PageStage) -> None:
    body.view.copied.emit(2, 2)
    assert stage.toasts == []
    body.view.copied.emit(2, 1_000_000)
    text, tone = stage.toasts[-1]
    assert "2 of 1,000,000" in text
    assert tone == "warning"


def lines(body: RecordBody) -> dict[str, QAction]:
    body.view.selectRow(0)
    body.view.menu_wanted.emit(QPoint(5, 5), body.view.rows())
    menu = next(menu for menu in body.findChildren(Menu) if menu.isVisible())
    menu.close()
    return {action.text(): action for action in menu.actions()}


def test_the_address_of_a_record_is_blocked_in_the_dialog(
    body: RecordBody, stage: PageStage
) -> None:
    lines(body)["Block 192.0.2.1…"].trigger()
    dialog = next(each for each in body.window().findChildren(BlockDialog) if each.isVisible())
    assert dialog.value.text() == "192.0.2.1"
    assert "100 → 0044" in dialog.reason.text()
    dialog.reject()
    stage.session.rights.discard("operate")
    assert "Block 192.0.2.1…" not in lines(body)


def test_all_addresses_that_were_chosen_are_blocked_together(
    body: RecordBody, stage: PageStage, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[bytes, dict[str, Any]]] = []

    def import_blocks(content: bytes, **options: Any) -> ListReport:
        asked.append((content, options))
        return ListReport(2, 0, 2)

    monkeypatch.setattr(engine, "import_blocks", import_blocks, raising=False)
    table = cast(TableModel[Cdr], body.view.model())
    table.set_rows([record(3), replace(record(2), caller_ip="192.0.2.2"), record(1)])
    body.view.selectAll()
    body.view.menu_wanted.emit(QPoint(5, 5), body.view.rows())
    menu = next(menu for menu in body.findChildren(Menu) if menu.isVisible())
    menu.close()
    offered = {action.text(): action for action in menu.actions()}
    assert not any(text.startswith("Block 192") for text in offered)
    offered["Block 2 addresses…"].trigger()
    assert asked == [(b"192.0.2.1\n192.0.2.2", {"dry_run": True})]
    dialog = body.lists.dialog
    assert dialog is not None
    assert dialog.reason.text() == "seen in the records of 3 calls"
    dialog.accept_button.click()
    assert asked[1][0] == b"192.0.2.1\n192.0.2.2"
    assert asked[1][1]["reason"] == "seen in the records of 3 calls"
    assert stage.toasts[-1] == ("Blocked now: 2.", "ok")


def test_the_numbers_of_a_record_are_blocked_in_a_dialog(
    body: RecordBody, stage: PageStage
) -> None:
    offered = [text for text in lines(body) if text.startswith("Block the number")]
    assert len(offered) == 2
    lines(body)[offered[0]].trigger()
    found = body.window().findChildren(BlockNumberDialog)
    dialog = next(each for each in found if each.isVisible())
    assert dialog.value.text() in offered[0]
    dialog.reject()
    stage.session.rights.discard("operate")
    assert not any(text.startswith("Block the number") for text in lines(body))
