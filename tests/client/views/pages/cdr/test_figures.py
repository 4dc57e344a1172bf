from pytestqt.qtbot import QtBot

from client.api.cdr_values import CdrSummary
from client.views.pages.cdr.figures import Figures
from tests.helpers.page_stage import PageStage


def shown(figures: Figures) -> dict[str, str]:
    return {key: card.value() for key, card in figures.cards.items()}


def test_totals_are_shown_in_the_words_of_operators(qtbot: QtBot, stage: PageStage) -> None:
    figures = Figures(stage.theme, stage.formats)
    qtbot.addWidget(figures)
    figures.show_summary(CdrSummary(48_213, 1_904, 5_108.2, 0.039, 161.0, 0.0, 46_309))
    assert shown(figures) == {
        "records": "48,213",
        "connected": "1,904",
        "asr": "3.9 %",
        "acd": "02:41",
        "minutes": "5,108 min",
        "illegal": "46,309",
    }


def test_without_a_call_there_is_no_ratio(qtbot: QtBot, stage: PageStage) -> None:
    figures = Figures(stage.theme, stage.formats)
    qtbot.addWidget(figures)
    figures.show_summary(CdrSummary(0))
    assert (shown(figures)["asr"], shown(figures)["acd"]) == ("–", "–")
    assert figures.cards["records"].accessibleName() == "records: 0"
    figures.clear()
    assert set(shown(figures).values()) == {"–"}
