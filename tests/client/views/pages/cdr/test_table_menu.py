from dataclasses import replace

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.cdr_filter import CdrFilter
from client.views.pages.cdr.table_menu import row_menu
from tests.helpers.cdr_stubs import record
from tests.helpers.page_stage import PageStage


def test_each_line_narrows_to_the_value_it_names(qtbot: QtBot, stage: PageStage) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    shown: list[CdrFilter] = []
    current = CdrFilter(ips=("198.51.100.1",), hold_min=0)
    menu = row_menu(stage.theme, [record(1)], current, shown.append, parent)
    for action in menu.actions():
        action.trigger()
    assert [action.text() for action in menu.actions()][:2] == [
        "Only source 192.0.2.1",
        "Only caller 100",
    ]
    assert shown[0] == CdrFilter(ips=("192.0.2.1",), hold_min=0)
    assert shown[3].end_reasons == (-9,)
    assert shown[4].billing_modes == (9,)


def test_a_value_that_is_missing_is_not_offered(qtbot: QtBot, stage: PageStage) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    nameless = replace(record(1), caller="")
    shown: list[CdrFilter] = []
    menu = row_menu(stage.theme, [nameless], CdrFilter(), shown.append, parent)
    assert not any("caller" in action.text() for action in menu.actions())
