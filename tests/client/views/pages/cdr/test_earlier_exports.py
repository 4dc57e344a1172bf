from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Export
from client.api.errors import SwitchDown
from client.views.pages.cdr.earlier_exports import EarlierExportsDialog
from tests.helpers.cdr_stubs import NOW, Engine
from tests.helpers.page_stage import PageStage

FIRST, LAST = NOW - timedelta(days=1), NOW
DONE = Export("e1", "done", 2, 2, 10, "ab" * 32, "", "cdr_a_b_UTC.csv", "csv", "maria")
FAILED = Export("e2", "failed", 0, 9, 0, None, "the disk is full", "cdr_c_d_UTC.csv")


@pytest.fixture
def dialog(stage: PageStage, engine: Engine, window: QWidget) -> EarlierExportsDialog:
    engine.jobs = [DONE, FAILED]
    made = EarlierExportsDialog(stage.context(), FIRST, LAST, window)
    made.open()
    return made


def enabled(dialog: EarlierExportsDialog) -> list[bool]:
    buttons = (dialog.save, dialog.again, dialog.copy, dialog.remove)
    return [button.isEnabled() for button in buttons]


def test_what_can_be_done_follows_the_export(dialog: EarlierExportsDialog) -> None:
    assert enabled(dialog) == [False] * 4
    dialog.view.select_key("e1")
    assert enabled(dialog) == [True] * 4
    assert "abab" in dialog.notice.text()
    dialog.view.select_key("e2")
    assert enabled(dialog) == [False, True, False, True]
    assert dialog.notice.text() == "the disk is full"


def test_a_file_is_saved_once_more(dialog: EarlierExportsDialog, qtbot: QtBot) -> None:
    dialog.view.select_key("e1")
    with qtbot.waitSignal(dialog.save_wanted) as wanted:
        dialog.save.click()
    assert wanted.args == [DONE]
    assert not dialog.isVisible()


def test_a_failed_one_has_no_file(dialog: EarlierExportsDialog) -> None:
    heard: list[Any] = []
    dialog.save_wanted.connect(heard.append)
    dialog.view.activated_row.emit(FAILED)
    dialog.view.select_key("e2")
    dialog.view.activated_row.emit(FAILED)
    assert heard == []


def test_an_export_is_made_again_over_other_dates(
    dialog: EarlierExportsDialog, qtbot: QtBot
) -> None:
    dialog.view.select_key("e1")
    dialog.again.click()
    assert dialog.panel.apply.text() == "Export this range"
    with qtbot.waitSignal(dialog.again_wanted) as wanted:
        dialog.panel.apply.click()
    assert wanted.args == [DONE, FIRST, LAST]


def test_a_checksum_is_copied_whole(dialog: EarlierExportsDialog) -> None:
    dialog.view.select_key("e1")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "ab" * 32
    assert "clipboard" in dialog.notice.text()


def test_an_export_is_deleted(dialog: EarlierExportsDialog, engine: Engine) -> None:
    dialog.view.select_key("e2")
    dialog.remove.click()
    assert engine.withdrawn == ["e2"]


def test_an_auditor_looks_and_saves(stage: PageStage, engine: Engine, window: QWidget) -> None:
    stage.session.rights = {"read"}
    engine.jobs = [DONE]
    made = EarlierExportsDialog(stage.context(), FIRST, LAST, window)
    made.view.select_key("e1")
    assert enabled(made) == [True, False, True, False]
    assert "role" in made.again.toolTip()


def test_a_list_that_cannot_be_read_is_told(
    stage: PageStage, engine: Engine, window: QWidget
) -> None:
    stage.session.error = SwitchDown("down")
    made = EarlierExportsDialog(stage.context(), FIRST, LAST, window)
    assert "down" in made.notice.text()
