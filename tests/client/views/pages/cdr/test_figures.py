from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import CdrSummary
from client.views.pages.cdr.figures import GAP, SLACK, Figures
from tests.helpers.page_stage import PageStage


def shown(figures: Figures) -> dict[str, str]:
    return {key: card.value() for key, card in figures.cards.items()}


def test_totals_are_shown_in_the_words_of_operators(qtbot: QtBot, stage: PageStage) -> None:
    figures = Figures(stage.theme, stage.formats)
    qtbot.addWidget(figures)
    figures.show_summary(CdrSummary(48_213, 1_904, 5_108.2, 0.039, 161.0, 1_204.5, 46_309))
    assert shown(figures) == {
        "records": "48,213",
        "connected": "1,904",
        "asr": "3.9 %",
        "acd": "02:41",
        "minutes": "5,108 min",
        "fee": "1,204.50",
        "illegal": "46,309",
    }


def test_without_a_call_there_is_no_ratio(qtbot: QtBot, stage: PageStage) -> None:
    figures = Figures(stage.theme, stage.formats)
    qtbot.addWidget(figures)
    figures.show_summary(CdrSummary(0))
    assert (shown(figures)["asr"], shown(figures)["acd"]) == ("–", "–")
    assert shown(figures)["fee"] == "0.00"
    assert figures.cards["records"].accessibleName() == "records: 0"
    figures.clear()
    assert set(shown(figures).values()) == {"–"}


BIG = CdrSummary(9_999_999, 9_999, 99_999.0, 0.5, 9.0, 1_234_567.8901, 9_999)


@pytest.fixture
def figures(qtbot: QtBot, stage: PageStage) -> Iterator[Figures]:
    """Figures in a window that leaves their width to the test."""
    window = QWidget()
    qtbot.addWidget(window)
    within = Figures(stage.theme, stage.formats, window)
    window.show()
    yield within
    window.close()  # and so lives until here


def aside(figures: Figures) -> list[str]:
    return [key for key, card in figures.cards.items() if not card.isVisible()]


def width_of(figures: Figures, *keys: str) -> int:
    """The least width with the cards that may step aside and are named."""
    widths = [figures.cards[key].minimumSizeHint().width() + GAP for key in keys]
    return figures.minimumSizeHint().width() + sum(widths)


def test_the_fee_and_then_the_minutes_step_aside_whole(figures: Figures) -> None:
    figures.show_summary(BIG)
    figures.resize(width_of(figures, "minutes", "fee"), 80)
    assert (aside(figures), figures.toolTip()) == ([], "")
    figures.resize(figures.width() - 1, 80)
    assert (aside(figures), figures.toolTip()) == (["fee"], "fee: 1,234,567.8901")
    figures.resize(width_of(figures, "minutes"), 80)
    assert aside(figures) == ["fee"]
    figures.resize(width_of(figures), 80)
    assert aside(figures) == ["minutes", "fee"]
    assert figures.toolTip() == "fee: 1,234,567.8901\nbilled time: 99,999 min"
    figures.resize(width_of(figures, "minutes"), 80)
    assert aside(figures) == ["fee"]


def test_a_longer_fee_steps_aside_at_once_and_comes_back_with_room_to_spare(
    figures: Figures,
) -> None:
    figures.show_summary(CdrSummary(1, fee=0.5))
    figures.resize(width_of(figures, "minutes", "fee"), 80)
    assert aside(figures) == []
    figures.show_summary(CdrSummary(1, fee=1_234_567.8901))
    assert aside(figures) == ["fee"]
    figures.show_summary(CdrSummary(1, fee=0.5))
    assert aside(figures) == ["fee"]
    figures.show_summary(CdrSummary(1, fee=1_234_567.8901))
    figures.resize(figures.width() + SLACK, 80)
    figures.show_summary(CdrSummary(1, fee=0.5))
    assert aside(figures) == []
