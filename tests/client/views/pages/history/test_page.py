"""Past lockouts and blocks as an operator sees them. # req 104, 112-115"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.history import HistoryPage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data.history import past
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("history", ("Security",), "History", "history", HistoryPage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> HistoryPage:
    rows = [past(1), past(2, layer="extension", action="suspended", value="1001", known=True)]
    fake.answers["GET /history"] = 200, {"items": rows, "next_cursor": None}
    made = HistoryPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.content.state_widget() is made.view)
    return made


def test_a_layer_and_a_text_are_asked_for(page: HistoryPage, qtbot: QtBot) -> None:
    assert page.table.rowCount() == 2
    page.chips["extension"].click()
    assert (page.feed.terms.layer, page.chips["extension"].isChecked()) == ("extension", True)
    page.show_with({"text": "203.0.113.9", "layer": "planet"})
    assert (page.feed.terms.layer, page.feed.terms.address) == ("", "203.0.113.9")
    first = page.table.row(0)
    words = [action.text() for action in page.menu(first).actions() if action.text()]
    assert words == ["Only this one", "Look among the blocked", "Copy"]
    page.menu(first).actions()[0].trigger()
    assert page.filters.search.text() == first.value


def test_the_history_is_taken_away_as_a_file(
    page: HistoryPage, stage: PageStage, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    fake.answers["GET /history/file"] = 200, {}
    stage.prompts.path = tmp_path / "history.csv"
    page.save()
    qtbot.waitUntil(lambda: bool(stage.toasts))
    assert (stage.prompts.suggested, stage.prompts.path.exists()) == (
        ["security-history.csv"],
        True,
    )
    fake.answers["GET /history/file"] = problem(503, "the store is busy")
    page.save()
    qtbot.waitUntil(lambda: bool(stage.prompts.errors))


def test_nothing_and_an_error_are_told(page: HistoryPage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /history"] = 200, {"items": [], "next_cursor": None}
    page.refresh()
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))
    assert page.help_text()
