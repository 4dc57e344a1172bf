from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.cdr.table_strip import TableStrip
from tests.helpers.page_stage import PageStage


@pytest.fixture
def strip(qtbot: QtBot, stage: PageStage) -> TableStrip:
    made = TableStrip(stage.theme, stage.formats)
    qtbot.addWidget(made)
    return made


def test_new_records_are_counted_in_words(qtbot: QtBot, strip: TableStrip) -> None:
    assert strip.fresh.isHidden()
    strip.show_fresh(1234)
    assert not strip.fresh.isHidden()
    assert strip.fresh.words().startswith("1,234 new record")
    with qtbot.waitSignal(strip.fresh_wanted):
        strip.fresh.click()
    strip.show_fresh(0)
    assert strip.fresh.isHidden()


def test_the_chip_says_whether_the_table_is_live_and_why_not(
    qtbot: QtBot, strip: TableStrip
) -> None:
    assert strip.live.words() == "Live"
    strip.show_live(following=False)
    assert strip.live.words() == "Live at the top"
    with qtbot.waitSignal(strip.live_chosen) as chosen:
        strip.live.click()
    assert chosen.args == [False]
    strip.show_live(following=False)
    assert strip.live.words() == "Paused"
    assert "only counted" in strip.live.toolTip()


def test_the_place_in_the_result_is_told(strip: TableStrip) -> None:
    strip.show_place(0, 23, 1_000_000, known=True)
    assert strip.place.text() == "1 – 24 of 1,000,000"
    strip.show_place(200, 223, 400, known=False)
    assert strip.place.text() == "201 – 224 of more than 400"
    strip.show_place(0, -1, 0, known=True)
    assert strip.place.text() == ""


def test_a_jump_is_asked_for(qtbot: QtBot, strip: TableStrip) -> None:
    with qtbot.waitSignal(strip.jump_wanted):
        strip.jump.click()
    assert "Ctrl+G" in strip.jump.toolTip()
