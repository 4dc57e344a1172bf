from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.views.pages.cdr.filter_bar import FilterBar
from client.views.widgets.chip import Chip
from tests.helpers.page_stage import PageStage


@pytest.fixture
def bar(qtbot: QtBot, stage: PageStage, words: CdrWords) -> FilterBar:
    widget = FilterBar(stage.theme, stage.formats, lambda: words)
    qtbot.addWidget(widget)
    return widget


def heard_by(bar: FilterBar) -> list[CdrFilter]:
    heard: list[CdrFilter] = []
    bar.changed.connect(heard.append)
    return heard


def test_the_range_is_always_named_with_its_zone(bar: FilterBar) -> None:
    assert bar.range_chip.text() == "Today · UTC"


def test_a_range_is_chosen_from_the_menu(bar: FilterBar) -> None:
    heard = heard_by(bar)
    menu = bar.range_menu()
    next(action for action in menu.actions() if action.text() == "Yesterday").trigger()
    assert [wanted.range for wanted in heard] == [Range.YESTERDAY]
    assert bar.range_chip.text().startswith("Yesterday")


def test_a_range_of_ones_own_is_asked_for(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.waitSignal(bar.custom_wanted):
        bar.range_menu().actions()[-1].trigger()


def test_billing_modes_are_chosen_by_name_any_number_of_them(bar: FilterBar) -> None:  # req 51
    heard = heard_by(bar)
    menu = bar.mode_menu()
    assert [action.text() for action in menu.actions()[:2]] == ["0 Phone", "9 Illegal call"]
    menu.actions()[1].setChecked(True)
    menu.actions()[0].setChecked(True)
    assert [wanted.billing_modes for wanted in heard] == [(9,), (0, 9)]
    assert bar.mode_chip.text() == "Billing mode: 0 Phone, 9 Illegal call"
    menu.actions()[1].setChecked(False)
    assert heard[2].billing_modes == (0,)
    bar.mode_menu().actions()[-1].trigger()
    assert not heard[-1].billing_modes


def test_what_is_typed_becomes_chips_that_a_click_takes_away(qtbot: QtBot, bar: FilterBar) -> None:
    heard = heard_by(bar)
    qtbot.keyClicks(bar.entry, "203.0.113.7 hold>30")
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert heard[-1] == CdrFilter(ips=("203.0.113.7",), hold_min=31)
    assert set(bar.chips()) == {"ips", "hold_min"}
    assert bar.entry.text() == ""
    qtbot.mouseClick(bar.chips()["ips"], Qt.MouseButton.LeftButton)
    assert heard[-1] == CdrFilter(hold_min=31)


def test_what_is_not_understood_stays_and_is_named(qtbot: QtBot, bar: FilterBar) -> None:
    heard = heard_by(bar)
    qtbot.keyClicks(bar.entry, "reason:abc")
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert heard == []
    assert "reason:abc" in bar.complaint()
    assert bar.entry.text() == "reason:abc"
    bar.entry.setText("-9")
    bar.add_typed()
    assert bar.complaint() == ""


def test_a_pasted_list_becomes_one_chip(qtbot: QtBot, bar: FilterBar) -> None:
    heard = heard_by(bar)
    QGuiApplication.clipboard().setText("\n".join(f"0044190{n:06}" for n in range(500)))
    bar.entry.paste()
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert len(heard[-1].numbers) == 500
    assert {name: chip.words() for name, chip in bar.chips().items()} == {"numbers": "500 numbers"}
    QGuiApplication.clipboard().setText("\n".join(f"0049190{n:06}" for n in range(501)))
    bar.entry.paste()
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert "1,000" in bar.complaint()
    assert len(heard[-1].numbers) == 500


def test_a_pasted_column_of_extensions_is_not_split(qtbot: QtBot, bar: FilterBar) -> None:
    heard = heard_by(bar)
    QGuiApplication.clipboard().setText("1001\r\n486\r\n1002\r\n305\r\n")
    bar.entry.paste()
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert heard == [CdrFilter(numbers=("1001", "486", "1002", "305"))]
    assert set(bar.chips()) == {"numbers"}


def test_a_filter_is_found_in_the_menu_and_finished_in_the_field(
    qtbot: QtBot, bar: FilterBar
) -> None:
    heard = heard_by(bar)
    menu = bar.more_menu()
    next(item for item in menu.actions() if item.text().startswith("Account")).trigger()
    assert bar.entry.text() == "account:"
    bar.entry.insert("1001")
    bar.add_typed()
    assert heard == [CdrFilter(accounts=("1001",))]
    next(item for item in bar.more_menu().actions() if item.text() == "of 0 seconds").trigger()
    assert heard[-1] == CdrFilter(accounts=("1001",), zero_duration=True)


@pytest.mark.parametrize("width", [420, 714, 970, 1130])
def test_nothing_of_the_line_is_cut_where_it_is_narrow(
    qtbot: QtBot, bar: FilterBar, width: int
) -> None:
    views = Chip(bar._theme, "Night shift, all carriers")
    bar.lead_with(views)
    layout = bar.layout()
    assert layout is not None
    first = datetime(2026, 11, 23, 4, tzinfo=UTC)
    wanted = replace(CdrFilter(billing_modes=(0, 9)), accounts=('""',))
    for shown in (CdrFilter(), wanted.between(first, first + timedelta(days=1))):
        bar.show_filter(shown)
        bar.resize(width, layout.heightForWidth(width))
        bar.show()
        layout.activate()
        line = [views, bar.range_chip, bar.mode_chip, bar.more_chip, bar.entry]
        assert all(widget.x() + widget.width() <= width for widget in line)
        assert all(chip.width() == chip.sizeHint().width() for chip in line[:4])
        assert bar.entry.width() >= bar.entry.minimumWidth()
        assert all(widget.y() + widget.height() <= bar.height() for widget in line)
        places = [(widget.y(), widget.x()) for widget in line]
        assert places == sorted(places)


def test_many_chips_go_into_more_lines(qtbot: QtBot, bar: FilterBar) -> None:
    bar.resize(500, 100)
    bar.entry.setText("caller:1 callee:2 gateway:3 account:4 status:5 mode:9 id:7 is:zero")
    bar.add_typed()
    bar.show()
    assert bar.minimumSizeHint().width() <= 900
    assert len({chip.y() for chip in bar.chips().values()}) > 1


def test_a_field_that_there_is_not_is_named_with_the_one_that_was_meant(bar: FilterBar) -> None:
    for line, said in (("acount:1001", "account:"), ("zzz:1", "no field “zzz”")):
        bar.entry.setText(line)
        bar.add_typed()
        assert said in bar.complaint()
        assert "In quotes" in bar.complaint()
        assert bar.entry.text() == line
    bar.entry.clear()
    assert bar.complaint() == "", "given up"
    bar.entry.setText("account:1001")
    bar.add_typed()
    assert bar.complaint() == ""


def test_several_filters_are_cleared_by_one_click_and_the_time_stays(bar: FilterBar) -> None:
    offered = []
    for modes in ((), (9,)):
        bar.show_filter(CdrFilter(range=Range.WEEK, callers=("1",), billing_modes=modes))
        offered.append(bar.clear_chip is not None)
    assert offered == [False, True], "its own chip is enough for one"
    heard = heard_by(bar)
    assert bar.clear_chip is not None
    bar.clear_chip.click()
    assert heard == [CdrFilter(range=Range.WEEK)]
