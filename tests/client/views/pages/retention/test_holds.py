import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Vocabulary
from client.models.cdr_filter import CdrFilter
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import ALL, PAGE
from client.views.pages.retention.holds import HoldTab
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_keeping import hold
from tests.helpers.page_stage import PageStage

WORDS = CdrWords(Vocabulary(), "en")


@pytest.fixture
def tab(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> HoldTab:
    fake.holds["h1"] = hold()
    made = HoldTab(stage.context(), lambda: WORDS)
    qtbot.addWidget(made)
    made.reload()
    qtbot.waitUntil(lambda: made.table.count() == 1)
    return made


def test_records_are_held(
    tab: HoldTab, fake: FakeApi, stage: PageStage, qtbot: QtBot
) -> None:  # req 56
    tab.add_button.click()
    qtbot.waitUntil(lambda: tab.dialog is not None)
    assert tab.dialog is not None
    tab.dialog.reason.setText("Case 4712")
    with qtbot.waitSignal(tab.changed):
        tab.dialog.save.click()
    assert fake.holds["h2"]["reason"] == "Case 4712"
    qtbot.waitUntil(lambda: tab.table.count() == 2)
    assert stage.toasts == [("Records are held: Case 4712", "ok")]


def test_the_filter_of_the_page_of_records_is_offered_first_where_there_is_one(
    tab: HoldTab, stage: PageStage, qtbot: QtBot
) -> None:
    tab.open_dialog()
    qtbot.waitUntil(lambda: tab.dialog is not None)
    first = tab.dialog
    assert first is not None
    assert first.source.value() == ALL
    first.reject()
    stage.settings.save_page_state("cdr", CdrFilter(callers=("4711",)).remembered())
    tab.open_dialog()
    qtbot.waitUntil(lambda: tab.dialog is not first)
    assert tab.dialog is not None
    assert tab.dialog.source.value() == PAGE
    assert tab.dialog.filters()["caller"] == ["4711"]
    tab.dialog.reject()


def test_a_hold_is_lifted_after_a_question(tab: HoldTab, stage: PageStage, qtbot: QtBot) -> None:
    assert not tab.lift_button.isEnabled()
    assert tab.menu() is None
    tab.view.selectRow(0)
    assert tab.menu() is not None
    with qtbot.waitSignal(tab.changed):
        tab.lift_button.click()
    assert "begun since" in stage.prompts.questions[0].text
    qtbot.waitUntil(lambda: tab.table.count() == 0)
    assert tab.content.state_widget() is not tab.view


def test_who_only_reads_holds_and_lifts_nothing(tab: HoldTab, stage: PageStage) -> None:
    stage.session.role = "auditor"
    tab.view.selectRow(0)
    tab.lift.update_enabled()
    tab.open_dialog()
    assert not tab.lift_button.isEnabled()
    assert not tab.add_button.isEnabled()
    assert tab.dialog is None


def test_an_error_is_said_in_place(tab: HoldTab, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /holds"] = problem(503, "the store is away")
    tab.reload()
    qtbot.waitUntil(tab.content.is_stale)
    assert tab.table.count() == 1
