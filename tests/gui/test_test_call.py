"""Test calls with a real window and a real engine: from the button to the record in the portal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.session import Session, State
from client.settings import Settings
from client.theme import Theme
from client.views.dialogs.trial import TrialDialog
from client.views.main_window.window import MainWindow, Surroundings
from client.views.pages import PAGES
from client.views.pages.cdr.page import CdrPage
from client.views.pages.system_parameter import SystemParameterPage
from tests.helpers.api import Api
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import SpokenPrompts

pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.timeout(180)]
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path / "data") as process:
        yield process


@pytest.fixture
def window(
    engine: EngineProcess,
    qapp: QApplication,
    qtbot: QtBot,
    session: Session,
    settings: Settings,
    theme: Theme,
) -> Iterator[MainWindow]:
    session.sign_in(engine.http_url, "admin", engine.admin_password, server_name="here")
    qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=15_000)
    prompts = SpokenPrompts()
    made = MainWindow(Surroundings(session, settings, theme, Formats("UTC"), prompts, PAGES))
    qtbot.addWidget(made)
    made.show()
    yield made
    session.close()


def over(dialog: TrialDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.trial is not None and dialog.trial.over, timeout=60_000)


def test_both_test_calls_leave_what_the_gate_lets_through(
    window: MainWindow, engine: EngineProcess, qtbot: QtBot
) -> None:  # req 7, 27
    window.open_page("cdr")
    (page,) = window.findChildren(CdrPage)
    qtbot.mouseClick(page.test_button, Qt.MouseButton.LeftButton)
    dialog = page.trial
    qtbot.mouseClick(dialog.at_once, Qt.MouseButton.LeftButton)
    over(dialog, qtbot)
    assert dialog.notice.property("tone") == "ok"
    assert dialog.trial is not None
    assert dialog.trial.record is not None
    flow, hold = dialog.trial.record.flow_no, dialog.trial.record.hold_time_s
    assert hold == 0
    qtbot.mouseClick(dialog.show_record, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.flow_no for row in page.view.rows()] == [flow], timeout=15_000)
    assert page.pane.isVisible()

    api = Api(engine.http_url, "admin", engine.admin_password)
    api.set(ZERO, 0)
    api.close()
    page.test_call()
    kept_out = page.trial
    kept_out.at_once.click()
    over(kept_out, qtbot)
    assert f"{ZERO} is 0" in kept_out.notice.text()
    kept_out.show_gate.click()
    (billing,) = window.findChildren(SystemParameterPage)
    qtbot.waitUntil(lambda: billing.pane.test_button.isVisible(), timeout=15_000)

    page.test_call()
    stays = page.trial
    stays.stay.click()
    over(stays, qtbot)
    assert stays.trial is not None
    assert stays.trial.record is not None
    assert stays.trial.record.hold_time_s >= 5
    stays.reject()
