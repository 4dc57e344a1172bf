"""The main job, end to end, with real windows, a real engine and real SIP traffic.

An administrator arms the lockout, a guesser is locked out, the operator sees it and clears it, the
phone registers. Then recording of zero-duration calls goes off and on again while calls are
refused, and an export holds exactly what the page counts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.endpoint_rows import Status
from client.session import Session, State
from client.settings import Settings
from client.theme import Theme
from client.views.main_window.window import MainWindow, Surroundings
from client.views.pages import PAGES
from client.views.pages.cdr.page import CdrPage
from client.views.pages.endpoint_management import EndpointManagementPage
from client.views.pages.system_parameter import SystemParameterPage
from client.views.widgets.menu import Menu
from client.views.widgets.page import Page
from tests.helpers.api import PASSWORD, Api
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import SpokenPrompts
from tests.helpers.phone import Phone

pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.timeout(180)]
SUSPEND, RETRY, TIME = (
    "SS_ENDPOINTREGISTERSUSPEND",
    "SS_ENDPOINTREGISTERRETRY",
    "SS_ENDPOINTREGISTERSUSPENDTIME",
)
AnyPage = TypeVar("AnyPage", bound=Page)
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"


class Operator:
    """Somebody who sits in front of the window."""

    def __init__(self, window: MainWindow, prompts: SpokenPrompts, qtbot: QtBot) -> None:
        self.window = window
        self.prompts = prompts
        self.qtbot = qtbot

    def until(self, true: object, seconds: float = 15) -> None:
        self.qtbot.waitUntil(true, timeout=int(seconds * 1000))  # type: ignore[arg-type]

    def goes_to(self, key: str) -> None:
        self.window.open_page(key)

    def page(self, kind: type[AnyPage], key: str) -> AnyPage:
        return next(page for page in self.window.findChildren(kind) if page.spec.key == key)

    def parameters(self) -> SystemParameterPage:
        self.goes_to("parameters")
        page = self.page(SystemParameterPage, "parameters")
        self.until(lambda: page.table.rowCount() > 0)
        return page

    def endpoints(self) -> EndpointManagementPage:
        self.goes_to("endpoints")
        return self.page(EndpointManagementPage, "endpoints")

    def cdrs(self) -> CdrPage:
        self.goes_to("cdr")
        return self.page(CdrPage, "cdr")

    def sets(self, **values: int) -> None:
        """Types the values into the System Parameter page and applies them together."""
        page = self.parameters()
        for name, value in values.items():
            assert page.view.select_key(name)
            page.pane.editor.value.selectAll()
            self.qtbot.keyClicks(page.pane.editor.value, str(value))
        assert page.unsaved() == len(values)
        self.qtbot.mouseClick(page.apply_button, Qt.MouseButton.LeftButton)
        self.until(lambda: page.unsaved() == 0)
        assert "in effect since" in page.result.text()  # req 26

    def chooses(self, page: EndpointManagementPage, text: str) -> None:
        """Right-clicks the selected row and chooses a line of the menu."""
        place = page.view.visualRect(page.view.currentIndex()).center()
        page.view.customContextMenuRequested.emit(place)
        menu = next(menu for menu in page.findChildren(Menu) if menu.isVisible())
        action = menu.actions()[0]
        assert action.text() == text
        action.trigger()
        menu.close()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    """One for all stories: none depends on what another one changes."""
    with EngineProcess(tmp_path_factory.mktemp("story") / "data") as process:
        yield process


@pytest.fixture
def api(engine: EngineProcess) -> Iterator[Api]:
    made = Api(engine.http_url, "admin", engine.admin_password)
    yield made
    made.close()


@pytest.fixture
def operator(
    engine: EngineProcess,
    qapp: QApplication,
    qtbot: QtBot,
    session: Session,
    settings: Settings,
    theme: Theme,
) -> Iterator[Operator]:
    session.sign_in(engine.http_url, "admin", engine.admin_password, server_name="here")
    qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=15_000)
    prompts = SpokenPrompts()
    window = MainWindow(Surroundings(session, settings, theme, Formats("UTC"), prompts, PAGES))
    qtbot.addWidget(window)
    window.show()
    yield Operator(window, prompts, qtbot)
    session.close()


def test_a_guesser_is_locked_out_seen_and_cleared(
    operator: Operator, engine: EngineProcess, api: Api
) -> None:
    api.add("1001", display_name="Front desk")
    operator.sets(**{SUSPEND: 1, RETRY: 5, TIME: 600})
    page = operator.endpoints()
    page.refresh()
    operator.until(lambda: page.table.endpoint("1001") is not None)
    with Phone("1001", "Wrong-Password-1", engine.sip_port, source="127.0.0.77") as guesser:
        assert [guesser.register().status for _ in range(5)] == [401, 401, 401, 401, 403]
    operator.until(lambda: status(page) is Status.SUSPENDED)  # req 109, by itself
    operator.until(lambda: "5 wrong passwords" in cell(page, "registration"))  # req 110, 111
    assert "clears in" in cell(page, "registration")
    assert cell(page, "source") == "127.0.0.77"
    assert page.view.select_key(("extension", "1001"))
    operator.chooses(page, "Clear registration suspend")  # req 117
    operator.until(lambda: status(page) is not Status.SUSPENDED)
    assert operator.prompts.questions  # req 119
    with Phone("1001", PASSWORD, engine.sip_port) as owner:
        assert owner.register().status == 200  # req 118
    operator.until(lambda: status(page) is Status.REGISTERED)


def status(page: EndpointManagementPage) -> Status:
    row = page.table.endpoint("1001")
    assert row is not None
    return row.status


def cell(page: EndpointManagementPage, column: str) -> str:
    return str(page.table.index(0, page.table.column(column)).data())


def test_recording_goes_off_and_on_and_the_export_is_what_is_counted(
    operator: Operator, engine: EngineProcess, tmp_path: Path
) -> None:  # req 18, 20, 25, 27, 28, 51
    page = operator.cdrs()
    operator.sets(**{ZERO: 0})
    with Phone("100", "none", engine.sip_port, source="127.0.0.66") as intruder:
        assert {intruder.invite("0044").status for _ in range(3)} == {403}
        operator.cdrs()
        page.refresh()
        operator.until(lambda: -1 in page.chart.legend())
        assert page.table.rows() == []
        assert page.chart.legend()[-1].text().endswith(": 3")
        operator.sets(**{ZERO: 1})
        assert {intruder.invite(callee).status for callee in ("0055", "0066")} == {403}
    operator.cdrs()
    operator.until(lambda: len(page.table.rows()) == 2)  # live, without a click
    assert {row.billing_mode for row in page.table.rows()} == {9}
    operator.until(lambda: page.export_button.text().startswith("Export 2 record"))
    operator.prompts.path = tmp_path / "records.csv"
    operator.qtbot.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    dialog = page.exporting.dialog
    assert dialog is not None
    operator.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    operator.until(lambda: (tmp_path / "records.csv").exists() and page.strip.isHidden())
    with (tmp_path / "records.csv").open(newline="", encoding="utf-8") as file:
        exported = [row["callee"] for row in csv.DictReader(file)]
    assert exported == [row.callee for row in page.table.rows()]


def test_the_lamp_follows_the_softswitch(operator: Operator, engine: EngineProcess) -> None:
    """Requirements 165 and 167: red while it is away, green again without restarting the client."""
    lamp = operator.window.status.lamp
    operator.until(lambda: "running" in lamp.text().lower())
    engine.kill_module("management")
    operator.until(lambda: "running" not in lamp.text().lower())
    operator.until(lambda: "running" in lamp.text().lower(), seconds=30)
    assert operator.window.isVisible(), "nobody had to start or sign in again"
