"""What typing, choosing and applying do to the pending edits."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import Rejected
from client.formats import Formats
from client.models.parameter_edits import EditBook
from client.models.parameters import ParameterTable
from client.models.server_time import ServerTime
from client.session import Session
from client.theme import Theme
from client.views.actions.parameters import ApplyEdits
from client.views.pages.system_parameter.editing import Editing
from client.views.widgets.notice import Notice
from tests.helpers.client_samples import catalogue, parameter
from tests.helpers.client_stubs import StubApi, StubSession
from tests.helpers.page_stage import SpokenPrompts

RETRY = "SS_ENDPOINTREGISTERRETRY"


class Stage:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.api = StubApi()
        self.api.stored = {item.name: item for item in catalogue()}
        session = cast("Session", StubSession(self.api))
        self.owner = QWidget()
        qtbot.addWidget(self.owner)
        self.book = EditBook()
        self.table = ParameterTable(self.book, Formats("UTC"))
        self.table.set_parameters(catalogue())
        self.notice = Notice(theme)
        qtbot.addWidget(self.notice)
        action = ApplyEdits("p.apply", session, SpokenPrompts(), self.owner, self.book)
        self.editing = Editing(
            self.table, self.book, action, ServerTime(), Formats("UTC"), self.notice, self.owner
        )
        self.action = action
        self.editing.edited.connect(action.show_count)


@pytest.fixture
def stage(theme: Theme, qtbot: QtBot) -> Any:
    return Stage(theme, qtbot)


def test_what_is_typed_is_pending_and_shown_in_the_table(stage: Stage) -> None:
    stage.editing.type_text(RETRY, "5")
    row = stage.table.find(RETRY)
    assert row is not None
    assert row.value == 5
    stage.editing.type_text("NO_SUCH_PARAMETER", "5")
    assert len(stage.book) == 1


def test_applying_stores_tells_and_forgets(stage: Stage, qtbot: QtBot) -> None:
    stage.editing.type_text(RETRY, "5")
    stage.editing.keep_for(RETRY, 900)
    with qtbot.waitSignal(stage.editing.settled):
        stage.editing.apply("wave")
    assert ("set_parameter", RETRY, 5, "wave", 900) in stage.api.asked
    assert len(stage.book) == 0
    assert RETRY in stage.notice.text()
    assert not stage.notice.isHidden()


def test_a_conflict_is_kept_with_both_values_until_it_is_decided(stage: Stage) -> None:
    stage.editing.type_text(RETRY, "5")
    stage.api.stored[RETRY] = parameter(value=9, version=2)
    stage.editing.apply("")
    edit = stage.book.get(RETRY)
    assert edit is not None
    assert edit.theirs == 9
    stage.editing.keep_mine(RETRY)
    stage.editing.apply("")
    assert stage.api.stored[RETRY].value == 5


def test_theirs_drops_the_edit(stage: Stage) -> None:
    stage.editing.type_text(RETRY, "5")
    stage.editing.use_theirs(RETRY)
    assert len(stage.book) == 0


def test_a_refusal_stays_at_its_edit(stage: Stage) -> None:
    stage.api.fail[f"set {RETRY}"] = Rejected("not now", status=422, fields={"value": "not now"})
    stage.editing.type_text(RETRY, "5")
    stage.editing.apply("")
    assert [edit.problem for edit in stage.book.problems()] == ["not now"]
    assert stage.notice.property("tone") == "bad"


def test_a_timed_change_returns_at_once_without_touching_other_edits(stage: Stage) -> None:
    stage.api.stored[RETRY] = parameter(value=5, revert_to=6)
    stage.table.put(stage.api.stored[RETRY])
    stage.editing.type_text("SERVER_PASSWORD_LENGTH", "16")
    stage.editing.return_now(RETRY)
    assert stage.api.stored[RETRY].value == 6
    assert stage.api.stored["SERVER_PASSWORD_LENGTH"].value == 12
    assert len(stage.book) == 1


def test_undo_and_discard(stage: Stage) -> None:
    stage.editing.type_text(RETRY, "5")
    assert stage.editing.undo() == RETRY
    assert stage.editing.undo() is None
    stage.editing.type_text(RETRY, "5")
    stage.editing.discard()
    assert len(stage.book) == 0
