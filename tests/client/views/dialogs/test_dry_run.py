"""Values are tried on what happened, and whom they would hit is listed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.session import Session
from client.views.dialogs.dry_run import open_dry_run
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage


def test_the_last_day_is_tried_at_once_and_other_times_by_button(
    qapp: Any, tmp_path: Any, signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    stage = PageStage(qapp, tmp_path, signed_in)
    dialog = open_dry_run(stage.context(), {"SS_ENDPOINTREGISTERRETRY": 3}, owner)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2, timeout=10_000)
    assert dialog.notice.property("tone") == "warning"
    fake.answers["POST /dry-run"] = problem(409, "Other values are being tried just now")
    dialog.buttons[2].click()
    assert not dialog.buttons[0].isEnabled()
    qtbot.waitUntil(lambda: "being tried" in dialog.notice.text(), timeout=10_000)
    hours = [each.body["hours"] for each in fake.requests if each.path == "/dry-run"]
    assert hours == [24, 720]
    assert dialog.buttons[0].isEnabled()
    dialog.reject()
