"""The audit as an operator sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.views.actions.registry import ActionRegistry
from client.views.pages import PAGES
from client.views.pages.audit import AuditPage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_audit import check, entry, verified
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("audit", ("Security",), "Audit", "note", AuditPage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> AuditPage:
    fake.audit += [
        entry(3, actor="bob", action="endpoint.delete", object="endpoint:1001", after=None),
        entry(2, action="session.create", object="operator:maria", before=None, after=None),
        entry(1),
    ]
    made = AuditPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.rowCount() == 3 and made.choices.actor.count() == 3)
    return made


def numbers(page: AuditPage) -> list[int]:
    return [row.id for row in page.table.rows()]


def test_entries_are_narrowed_and_shown_whole_again(page: AuditPage, qtbot: QtBot) -> None:
    first = page.table.row(0)
    menu = page.menu(first)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Show Endpoint 1001", "Only Endpoint 1001", "Only bob", "Copy", "Copy both states as JSON",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: numbers(page) == [3])
    page.show_with({"text": "maria"})
    qtbot.waitUntil(lambda: numbers(page) == [2, 1])
    page.show_with({"text": "nothing like it"})
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))
    page.choices.clear()
    qtbot.waitUntil(lambda: numbers(page) == [3, 2, 1])
    assert page.help_text()


def test_an_entry_is_looked_at_and_copied(page: AuditPage, stage: PageStage) -> None:
    page.view.selectRow(2)
    pane = page.body.pane
    assert pane.isVisible()
    assert pane.entry() == page.table.row(2)
    pane.copy_wanted.emit()
    assert '"value": 6' in QGuiApplication.clipboard().text()
    page.menu(page.table.row(0)).actions()[0].trigger()
    assert stage.opened == [("endpoints", {"text": "1001"})]
    pane.close_wanted.emit()
    assert not pane.isVisible()


def test_the_chain_is_verified_and_a_broken_one_is_red(
    page: AuditPage, fake: FakeApi, qtbot: QtBot, stage: PageStage
) -> None:
    page.strip.verify_button.click()
    qtbot.waitUntil(lambda: page.strip.text().startswith("Verified up to"))
    broken = verified(sound=False, first_bad=2, rows=1)
    fake.answers["GET /audit/verification"] = 200, check(last=broken)
    page.refresh()
    qtbot.waitUntil(lambda: page.strip.property("tone") == "bad")
    assert (page.table.first_bad, page.strip.entry_button.isVisible()) == (2, True)
    page.strip.entry_button.click()
    qtbot.waitUntil(lambda: numbers(page) == [2])
    page.view.selectRow(0)
    fake.answers["POST /audit/verification"] = problem(503, "not now")
    page.strip.verify_button.click()
    qtbot.waitUntil(lambda: len(stage.prompts.errors) == 1)


def test_the_audit_is_taken_away_as_a_file(
    page: AuditPage, stage: PageStage, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.prompts.path = tmp_path / "audit.csv"
    page.save()
    qtbot.waitUntil(lambda: bool(stage.toasts))
    assert stage.prompts.suggested == ["audit.csv"]


def test_what_cannot_be_read_is_said(page: AuditPage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /audit"] = problem(503, "not now")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)


def test_it_opens_as_the_system_log_beside_itself(
    page: AuditPage, stage: PageStage, qtbot: QtBot
) -> None:
    """VOS3000 has its log under System management; both ways may be open."""
    spec = next(each for each in PAGES if each.key == "system-log")
    assert (spec.path, spec.title) == (("System management",), "System log")
    other = spec.create(spec, stage.context(), None)
    qtbot.addWidget(other)
    assert isinstance(other, AuditPage)
    other.refresh()
    page.refresh()
    qtbot.waitUntil(lambda: numbers(other) == numbers(page) == [3, 2, 1])
    registry = ActionRegistry()
    for each in (page, other):
        registry.add(each.spec.key, each.offered())
    assert registry.find("system-log.save") is not None
