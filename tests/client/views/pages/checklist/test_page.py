"""The page of the checklist."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.checklist import ChecklistPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("checklist", ("Security",), "Checklist", "shield-check", ChecklistPage)


@pytest.fixture
def page(stage: PageStage, qtbot: QtBot) -> ChecklistPage:
    made = ChecklistPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: len(made.cards) == 9)
    return made


def test_a_point_is_fixed_after_a_question(
    page: ChecklistPage, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:  # req 144
    page.cards["lockout"].button.click()
    (question,) = stage.prompts.questions
    assert question.items == ("SS_ENDPOINTREGISTERSUSPEND: 0 → 1",)
    qtbot.waitUntil(lambda: stage.toasts == [("Changed: Title of lockout", "ok")])
    (sent,) = [each for each in fake.requests if each.method == "PUT"]
    assert sent.body["reason"] == "Checklist: Title of lockout"
    assert page.help_text()


def test_nothing_changes_without_consent(
    page: ChecklistPage, stage: PageStage, fake: FakeApi
) -> None:
    stage.prompts.accept = False
    page.cards["blacklist"].button.click()
    assert len(stage.prompts.questions[0].items) == 2
    assert not [each for each in fake.requests if each.method == "PUT"]


def test_points_lead_to_the_pages_that_help(page: ChecklistPage, stage: PageStage) -> None:
    for key in ("allowlist", "passwords"):
        page.cards[key].button.click()
    assert stage.opened == [("blocked", {}), ("passwords", {"finding": "weak"})]
    page.focus_search()


def test_the_lockout_is_proved_from_its_point(page: ChecklistPage, qtbot: QtBot) -> None:
    # req 123
    page.cards["test"].button.click()
    dialog = page.proof
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.reports) == 1)
    assert dialog.run_button.isEnabled()
    dialog.reject()


def test_the_report_is_saved(
    page: ChecklistPage, stage: PageStage, qtbot: QtBot, tmp_path: Path
) -> None:  # req 143
    stage.prompts.path = tmp_path / "report.json"
    page.cards["documentation"].button.click()
    qtbot.waitUntil(lambda: bool(stage.toasts))
    assert stage.prompts.suggested[0].startswith("security-")
    assert stage.prompts.path.exists()


def test_others_than_admins_only_look(page: ChecklistPage, stage: PageStage) -> None:
    stage.session.role = "auditor"
    page._show_role()
    assert not page.report_button.isEnabled()
    assert not page.cards["lockout"].button.isEnabled()
    page.save_report()
    assert stage.prompts.suggested == []


def test_what_went_wrong_is_said(
    page: ChecklistPage, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /checklist"] = problem(500, "broken")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    assert page.content.state_widget() is page.body
