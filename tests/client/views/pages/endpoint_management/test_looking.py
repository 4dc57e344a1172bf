"""The pane follows selection, events and changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from client.api.errors import ServerFault
from client.api.values import SuspensionEvent
from client.models.endpoint_rows import from_endpoint
from client.models.endpoints import EndpointTable, GroupRow
from client.models.server_time import ServerTime
from client.session import Session
from client.views.pages.endpoint_management.body import EndpointBody
from client.views.pages.endpoint_management.looking import Looking
from tests.helpers.client_samples import NOON, endpoint, suspension
from tests.helpers.client_stubs import StubApi, StubSession
from tests.helpers.page_stage import PageStage


class Shown:
    def __init__(self, stage: PageStage, qtbot: QtBot) -> None:
        self.api = StubApi()
        self.api.past = [SuspensionEvent(NOON, "suspended", "1001", failures=6)]
        self.table = EndpointTable(stage.formats, ServerTime())
        self.body = EndpointBody(stage.context(), self.table)
        qtbot.addWidget(self.body)
        self.body.resize(1130, 600)
        self.body.show()
        session = cast("Session", StubSession(self.api))
        self.owner = QObject()
        self.looking = Looking(self.body, self.table, session, self.owner)
        locked = endpoint("1001", suspension=suspension("1001"), status="suspended")
        self.table.show([from_endpoint(locked), from_endpoint(endpoint("1002"))])

    def histories(self) -> int:
        return sum(asked[0] == "suspension_history" for asked in self.api.asked)


@pytest.fixture
def shown(stage: PageStage, qtbot: QtBot) -> Any:
    return Shown(stage, qtbot)


def test_selecting_alone_opens_nothing(shown: Shown) -> None:
    shown.body.view.selectRow(0)
    assert not shown.body.panes.isVisible()


def test_opening_shows_the_row_and_its_history(shown: Shown) -> None:
    shown.looking.activate(shown.table.row(0))
    assert shown.body.pane_shown()
    assert "6 wrong passwords" in shown.body.pane.history.facts.texts()
    shown.looking.open("no such extension")
    row = shown.body.pane.row()
    assert row is not None
    assert row.extension == "1001"


def test_the_open_pane_follows_the_selection(shown: Shown) -> None:
    shown.looking.open("1001")
    shown.body.view.selectRow(1)
    row = shown.body.pane.row()
    assert row is not None
    assert row.extension == "1002"


def test_a_live_change_is_shown_and_the_end_of_a_lockout_reads_the_history(shown: Shown) -> None:
    shown.looking.open("1001")
    row = shown.table.endpoint("1001")
    assert row is not None
    shown.table.change([replace(row, suspension=None)])
    assert not shown.body.pane.lock.isVisible()
    assert shown.histories() == 2
    shown.table.change([replace(row, suspension=None, failures=1)])
    assert shown.histories() == 2


def test_a_history_that_cannot_be_read_says_so(shown: Shown) -> None:
    shown.api.fail["suspension_history"] = ServerFault("broken", status=500)
    shown.looking.open("1001")
    assert "broken" in shown.body.pane.history.facts.texts()[0]


def test_activating_a_source_folds_it(shown: Shown) -> None:
    shown.table.set_grouped(True)
    header = shown.table.row(0)
    assert isinstance(header, GroupRow)
    shown.looking.activate(header)
    assert shown.table.rowCount() == 3
    folded = shown.table.row(0)
    shown.looking.activate(folded)
    assert shown.table.rowCount() == 4


def test_what_was_saved_is_shown_again(shown: Shown) -> None:
    shown.looking.open("1001")
    shown.body.pane.form.name.setText("typed")
    shown.looking.show_again()
    assert shown.body.pane.form.name.text() == "Desk 1001"
