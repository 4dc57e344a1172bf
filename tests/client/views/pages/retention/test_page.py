import pytest
from pytestqt.qtbot import QtBot

from client.models.cdr_filter import CdrFilter
from client.models.filter_choices import PAGE
from client.views.pages.retention import RetentionPage
from client.views.pages.retention.page import HOLDS
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("retention", ("Data query",), "Retention and archive", "database", RetentionPage)


@pytest.fixture
def page(stage: PageStage, qtbot: QtBot) -> RetentionPage:
    made = RetentionPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.refresh()
    qtbot.waitUntil(lambda: made.content.state_widget() is made.body)
    return made


def test_what_would_go_is_repeated_and_removed(
    page: RetentionPage, stage: PageStage, qtbot: QtBot
) -> None:  # req 56
    assert page.modes.rowCount() == 2
    page.remove_button.click()
    assert "1,200 records would go; held: 7." in stage.prompts.questions[0].text
    qtbot.waitUntil(lambda: page.runs.rowCount() == 1)
    assert stage.toasts == [("1,200 records were removed.", "ok")]
    assert not page.remove_button.isEnabled()
    assert page.help_text()


def test_a_refusal_is_told_and_may_be_tried_again(
    page: RetentionPage, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["POST /retention/run"] = problem(409, "another run is at work")
    page.ask_to_remove()
    qtbot.waitUntil(lambda: bool(stage.prompts.errors))
    qtbot.waitUntil(page.remove_button.isEnabled)
    assert page.runs.rowCount() == 0


def test_holds_and_seals_have_tabs_of_their_own(page: RetentionPage, qtbot: QtBot) -> None:
    page.show()
    for place, widget in enumerate((page.content, page.holds, page.seals)):
        page.tabs.setCurrentIndex(place)
        page.focus_search()
        shown = [each for each in (page.content, page.holds, page.seals) if each.isVisible()]
        assert shown == [widget]
        assert page.remove_button.isVisible() is (place == 0)


def test_the_page_of_records_has_its_filter_held(
    page: RetentionPage, stage: PageStage, qtbot: QtBot
) -> None:  # req 56
    stage.settings.save_page_state("cdr", CdrFilter(callers=("4711",)).remembered())
    page.show_with({"hold": PAGE})
    qtbot.waitUntil(lambda: page.holds.dialog is not None)
    dialog = page.holds.dialog
    assert dialog is not None
    assert dialog.filters()["caller"] == ["4711"]
    assert {"from", "to"} <= dialog.filters().keys()
    assert page.tabs.currentIndex() == HOLDS
    dialog.reject()
