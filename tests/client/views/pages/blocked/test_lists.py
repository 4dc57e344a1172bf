"""A list from a file into the blacklist."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from client.views.dialogs.block_import import BlockImportDialog
from tests.client.views.pages.blocked.conftest import BlockDriver
from tests.helpers.fake_api import problem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "list.txt"
    made.write_text("203.0.113.90\n192.0.2.21\nnonsense\n203.0.113.24\n", encoding="utf-8")
    return made


def preview(driver: BlockDriver, path: Path, qtbot: QtBot) -> BlockImportDialog:
    driver.stage.prompts.path = path
    driver.page.import_button.click()
    qtbot.waitUntil(lambda: driver.page.lists.dialog is not None)
    dialog = driver.page.lists.dialog
    assert dialog is not None
    return dialog


def test_a_list_is_checked_then_imported_and_said(
    driver: BlockDriver, path: Path, qtbot: QtBot
) -> None:
    dialog = preview(driver, path, qtbot)
    assert [line.number for line in dialog.table.rows()] == [3, 2]
    assert driver.asked("POST", "/blacklist/import")[0].query["dry_run"] == ["true"]
    dialog.reason.setText("abuse desk")
    with qtbot.waitSignal(driver.page.feed.loaded):
        dialog.accept_button.click()
    sent = driver.asked("POST", "/blacklist/import")[-1].query
    assert (sent["on_hit"], sent["reason"], "until" in sent) == (["skip"], ["abuse desk"], True)
    assert "203.0.113.90" in driver.shown()
    assert "192.0.2.21" not in driver.shown()
    text, tone = driver.stage.toasts[-1]
    assert text.startswith("Blocked now: 1. Blocked already: 1. Left out")
    assert tone == "warning"


def test_addresses_that_were_chosen_are_checked_then_blocked_together(
    driver: BlockDriver, qtbot: QtBot
) -> None:
    chosen = ["203.0.113.90", "192.0.2.21", *(f"203.0.113.{100 + n}" for n in range(6))]
    driver.page.lists.check_values(chosen, "seen in 9 records")
    qtbot.waitUntil(lambda: driver.page.lists.dialog is not None)
    dialog = driver.page.lists.dialog
    assert dialog is not None
    assert [line.value for line in dialog.table.rows()] == ["192.0.2.21"], "somebody is there"
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("203.0.113.90, 192.0.2.21" in text and "and 2 more" in text for text in shown)
    assert dialog.accept_button.text() == "Block (7)"
    with qtbot.waitSignal(driver.page.feed.loaded):
        dialog.accept_button.click()
    sent = driver.asked("POST", "/blacklist/import")
    assert len(sent) == 2, "one dry run, one action"
    assert (sent[1].query["on_hit"], sent[1].query["reason"]) == (["skip"], ["seen in 9 records"])
    assert {"203.0.113.90", "203.0.113.105"} <= set(driver.shown())
    assert "192.0.2.21" not in driver.shown()


def test_somebody_who_came_meanwhile_is_shown_before_anything_is_blocked(
    driver: BlockDriver, path: Path, qtbot: QtBot
) -> None:
    path.write_text("203.0.113.91\n", encoding="utf-8")
    first = preview(driver, path, qtbot)
    driver.fake.answers["POST /blacklist/import"] = problem(409, "somebody is there")
    first.accept_button.click()
    qtbot.waitUntil(lambda: len(driver.stage.prompts.errors) == 1)
    assert driver.stage.toasts[-1][0].startswith("Nothing was blocked")
    assert len(driver.asked("POST", "/blacklist/import")) == 3, "checked, refused, checked again"


def test_what_cannot_be_read_or_is_refused_is_said(
    driver: BlockDriver, path: Path, qtbot: QtBot
) -> None:
    driver.page.lists.check(path.with_name("none.txt"))
    assert driver.stage.toasts[-1][1] == "bad"
    dialog = preview(driver, path, qtbot)
    driver.fake.answers["POST /blacklist/import"] = problem(503, "the softswitch is away")
    with qtbot.waitSignal(driver.page.lists.imported):
        dialog.accept_button.click()
    assert driver.stage.prompts.errors[-1].detail == "the softswitch is away"
    driver.page.lists.check(path)
    driver.page.lists.check(path)
    assert driver.stage.toasts[-1] == ("Another list is being read.", "warning")
    qtbot.waitUntil(lambda: len(driver.stage.prompts.errors) == 2)


def test_an_auditor_imports_nothing_but_sees_the_rules(
    driver: BlockDriver, path: Path, qtbot: QtBot
) -> None:
    driver.stage.session.role = "auditor"
    driver.page._role_changed()
    driver.stage.prompts.path = path
    driver.page.lists.choose()
    assert driver.page.import_button.isHidden()
    assert driver.asked("POST", "/blacklist/import") == []
    driver.page.rules_button.click()
    rules = driver.page.rules
    assert rules is not None
    qtbot.waitUntil(lambda: rules.rules is not None)
    rules.reject()
