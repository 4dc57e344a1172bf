"""The lockout is proved by one button, and earlier reports can be looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.session import Session
from client.views.dialogs.self_proof import open_self_proof
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import proving
from tests.helpers.page_stage import PageStage


def test_it_runs_shows_its_messages_and_keeps_its_reports(
    qapp: Any, tmp_path: Any, signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    stage = PageStage(qapp, tmp_path, signed_in)
    dialog = open_self_proof(stage.context(), owner)
    qtbot.waitUntil(lambda: len(dialog.reports) == 1, timeout=10_000)
    dialog.run_button.click()
    assert not dialog.run_button.isEnabled()
    qtbot.waitUntil(lambda: len(dialog.reports) == 2, timeout=10_000)
    assert len(dialog.model.stringList()) == 2
    assert dialog.notice.property("tone") == "ok"
    assert dialog.earlier.count() == 2
    fake.answers["POST /self-proof"] = 200, proving.proof(ok=False, problem="no answer")
    dialog.run_button.click()
    qtbot.waitUntil(lambda: "no answer" in dialog.notice.text(), timeout=10_000)
    dialog.earlier.chosen.emit("2")
    assert dialog.notice.property("tone") == "ok"
    fake.answers["POST /self-proof"] = problem(503, "not running")
    dialog.run_button.click()
    qtbot.waitUntil(lambda: "not running" in dialog.notice.text(), timeout=10_000)
    dialog.reject()
