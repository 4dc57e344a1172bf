"""The page of alarms as an operator sees it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.alarms import AlarmPage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import alarm
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("alarms", ("Alarm management",), "Current alarm", "bell", AlarmPage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> AlarmPage:
    fake.raised = [
        alarm.make("switch.journal", "critical"),
        alarm.make("relay.gone:r1", "warning"),
    ]
    made = AlarmPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.content.state_widget() is made.view)
    return made


def test_alarms_are_listed_with_their_words(page: AlarmPage) -> None:
    assert [row.kind for row in page.table.rows()] == ["switch.journal", "relay.gone"]
    assert page.help_text()


def test_the_last_alarm_leaves_by_itself(page: AlarmPage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.raised = []
    fake.push("alarm", {"action": "cleared", "id": "relay.gone:r1"})
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))
    fake.raised = [alarm.make("clock.jumped", "warning")]
    fake.push("alarm", {"action": "raised", "id": "clock.jumped"})
    qtbot.waitUntil(lambda: page.content.state_widget() is page.view)


def test_a_list_that_cannot_be_read_is_marked_as_old(
    page: AlarmPage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /alarms"] = problem(503, "not now")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    page.focus_search()
    assert page.table.rowCount() == 2


def test_several_alarms_are_acknowledged_at_once(
    page: AlarmPage, qtbot: QtBot, stage: PageStage
) -> None:
    assert not page.take.isEnabled()
    page.view.selectAll()
    assert page.take.isEnabled()
    page.take.click()
    qtbot.waitUntil(lambda: all(row.acknowledged_by for row in page.table.rows()))
    assert stage.toasts == [("Acknowledged: 2.", "ok")]
    assert not page.take.isEnabled()
    assert not page.menu(page.view.rows()).actions()[0].isEnabled()


def test_an_alarm_that_was_over_and_a_refusal_are_told(
    page: AlarmPage, fake: FakeApi, qtbot: QtBot, stage: PageStage
) -> None:
    fake.answers["POST /alarms/acknowledge"] = problem(404, "does not stand any more")
    page.menu(page.table.rows()[:1]).actions()[0].trigger()
    qtbot.waitUntil(lambda: stage.toasts == [("The alarm was over already.", "ok")])
    fake.answers["POST /alarms/acknowledge"] = problem(503, "not now")
    page.menu(page.table.rows()).actions()[0].trigger()
    qtbot.waitUntil(lambda: len(stage.prompts.errors) == 1)
    assert page.table.rowCount() == 2


def test_an_auditor_cannot_acknowledge_but_sees_the_rules(
    page: AlarmPage, stage: PageStage
) -> None:
    stage.session.role = "auditor"
    page.view.selectAll()
    assert not page.take.isEnabled()
    assert not page.menu(page.table.rows()).actions()[0].isEnabled()
    page._open_rules()
    assert stage.opened == [("alarm-rules", {})]
