from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Cdr
from client.models.cdr_filter import CdrFilter
from client.views.pages.cdr.table_menu import add_copying, row_menu
from client.views.widgets.menu import Menu
from tests.helpers.cdr_stubs import record
from tests.helpers.page_stage import PageStage


def results(
    qtbot: QtBot, stage: PageStage, rows: list[Cdr], current: CdrFilter
) -> dict[str, CdrFilter]:
    """What each line of the menu shows."""
    parent = QWidget()
    qtbot.addWidget(parent)
    shown: list[CdrFilter] = []
    found = {}
    for action in row_menu(stage.theme, rows, current, shown.append, parent).actions():
        if not action.isSeparator():
            action.trigger()
            found[action.text()] = shown[-1]
    return found


def test_each_line_narrows_to_the_value_it_names(qtbot: QtBot, stage: PageStage) -> None:
    current = CdrFilter(caller_ips=("198.51.100.1",), hold_min=0)
    row = replace(record(1), user_agent="Zoiper 5.6", account="1001")
    found = results(qtbot, stage, [row], current)
    assert next(iter(found)) == "Only this address: 192.0.2.1"
    assert found["Only this address: 192.0.2.1"] == CdrFilter(caller_ips=("192.0.2.1",), hold_min=0)
    assert found["Only this caller: 100"].callers == ("100",)
    assert found["Only this device: Zoiper 5.6"].user_agents == ("Zoiper 5.6",)
    assert found["Not this device: Zoiper 5.6"].user_agents == ("!Zoiper 5.6",)
    assert found["Only this account: 1001"].accounts == ("1001",)
    assert found["Only end reason -9"].end_reasons == (-9,)
    assert found["Only billing mode 9"].billing_modes == (9,)


def test_what_is_not_wanted_is_excluded_beside_the_rest(qtbot: QtBot, stage: PageStage) -> None:
    current = CdrFilter(caller_ips=("192.0.2.0/24", "192.0.2.1"), not_end_reasons=(486,))
    found = results(qtbot, stage, [record(1)], current)
    assert found["Not this address: 192.0.2.1"].caller_ips == ("192.0.2.0/24", "!192.0.2.1")
    assert found["Not end reason -9"].not_end_reasons == (486, -9)


def test_several_rows_narrow_to_all_of_them(qtbot: QtBot, stage: PageStage) -> None:
    rows = [record(1), replace(record(2), caller="200"), record(3)]
    found = results(qtbot, stage, rows, CdrFilter())
    assert found["Only this caller: 100 +1"].callers == ("100", "200")


def test_signs_an_attacker_sent_are_taken_literally(qtbot: QtBot, stage: PageStage) -> None:
    row = replace(record(1), caller="!*a&b\\")
    found = results(qtbot, stage, [row], CdrFilter())
    assert found["Only this caller: !*a&&b\\"].callers == ("\\!\\*a&b\\\\",)
    assert found["Not this caller: !*a&&b\\"].callers == ("!\\!\\*a&b\\\\",)


def test_a_value_that_is_missing_can_be_asked_for(qtbot: QtBot, stage: PageStage) -> None:
    current = CdrFilter(accounts=("1001", '!""'))
    rows = [replace(record(1), caller="", account="", user_agent="")]
    found = results(qtbot, stage, rows, current)
    assert found["Only this caller: (empty)"].callers == ('""',)
    assert found["Not this device: (empty)"].user_agents == ('!""',)
    assert found["Only this account: (empty)"].accounts == ('""',)
    assert found["Not this account: (empty)"].accounts == ("1001", '!""')
    two = results(qtbot, stage, [record(2), *rows], CdrFilter())
    assert two["Only this caller: 100 +1"].callers == ("100", '""')


def test_single_values_are_copied(qtbot: QtBot, stage: PageStage) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = Menu(stage.theme, parent)
    row = replace(record(1), call_id="id-1")
    add_copying(menu, row)
    for action, text in zip(menu.actions(), ("192.0.2.1", "100", "0044", "id-1"), strict=True):
        action.trigger()
        assert QGuiApplication.clipboard().text() == text
