"""The pane of one parameter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.parameter_edits import EditBook
from client.models.parameters import ParameterRow
from client.models.server_time import ServerTime
from client.theme import Theme
from client.views.pages.system_parameter.pane import ParameterPane
from tests.helpers.client_samples import NOON, parameter


class Watch:
    seconds = NOON.timestamp()

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def pane(theme: Theme, qtbot: QtBot, watch: Watch) -> ParameterPane:
    pane = ParameterPane(theme, Formats("UTC"), ServerTime(watch, watch))
    qtbot.addWidget(pane)
    pane.resize(356, 700)
    pane.show()
    return pane


def test_a_timed_change_counts_down_to_its_end(pane: ParameterPane, watch: Watch) -> None:
    until = NOON + timedelta(seconds=754)
    row = ParameterRow(parameter(value=5, revert_at=until, revert_to=6))
    pane.show_row(row, may_edit=True, role="admin")
    assert pane.timed.text() == "Returns to 6 in 12:34, at 12:12:34."
    watch.seconds += 60
    pane._tick.timeout.emit()
    assert "11:34" in pane.timed.text()
    pane.show_row(ParameterRow(parameter()), may_edit=True, role="admin")
    assert not pane.timed.isVisible()
    assert not pane._tick.isActive()


def test_a_timed_change_is_prolonged_from_here(pane: ParameterPane, qtbot: QtBot) -> None:
    row = ParameterRow(parameter(value=5, revert_at=NOON + timedelta(seconds=60)))
    pane.show_row(row, may_edit=True, role="admin")
    with qtbot.waitSignal(pane.longer):
        pane.longer_button.click()
    pane.show_row(row, may_edit=False, role="auditor")
    assert pane.longer_button.isHidden()


def test_the_countdown_rests_while_it_is_not_seen(pane: ParameterPane) -> None:
    row = ParameterRow(parameter(value=5, revert_at=NOON + timedelta(seconds=60)))
    pane.show_row(row, may_edit=True, role="admin")
    assert pane._tick.isActive()
    pane.hide()
    assert not pane._tick.isActive()
    pane.show()
    assert pane._tick.isActive()


def test_a_conflict_asks_and_tells_the_choice(pane: ParameterPane, qtbot: QtBot) -> None:
    edit = EditBook().type_text(parameter(), "5")
    assert edit is not None
    row = ParameterRow(parameter(), replace(edit, theirs=9))
    pane.show_row(row, may_edit=True, role="admin")
    assert pane.conflict.isVisible()
    with qtbot.waitSignal(pane.mine):
        pane.mine_button.click()
    with qtbot.waitSignal(pane.theirs):
        pane.theirs_button.click()
    pane.show_row(ParameterRow(parameter()), may_edit=True, role="admin")
    assert not pane.choice.isVisible()


def test_who_changed_it_last_is_said(pane: ParameterPane) -> None:
    row = ParameterRow(parameter(changed_by="admin", changed_at=NOON))
    pane.show_row(row, may_edit=True, role="admin")
    assert pane._footer.text() == "Changed by admin, 2026-11-23 12:00:00"


def test_without_the_right_the_reason_is_not_asked(pane: ParameterPane) -> None:
    pane.show_row(ParameterRow(parameter()), may_edit=False, role="auditor")
    assert pane.locked.isVisible()
    assert "auditor" in pane.locked.text()
    assert not pane.reason_field.isVisible()


def test_a_test_call_is_offered_where_it_proves_something(
    pane: ParameterPane, qtbot: QtBot
) -> None:  # req 27
    pane.show_row(ParameterRow(parameter("SERVER_BILLING_FREE_TIME"), None), may_edit=True, role="")
    assert not pane.test_button.isVisible()
    tested = parameter("SERVER_BILLING_RECORD_ZERO_HOLD_TIME")
    pane.show_row(ParameterRow(tested, None), may_edit=False, role="operator")
    assert pane.test_button.isVisible()
    with qtbot.waitSignal(pane.test_wanted):
        pane.test_button.click()


def test_limits_are_tried_and_the_lockout_is_proved_from_here(
    pane: ParameterPane, qtbot: QtBot
) -> None:
    pane.show_row(ParameterRow(parameter()), may_edit=True, role="admin")
    with qtbot.waitSignal(pane.try_wanted):
        pane.try_button.click()
    with qtbot.waitSignal(pane.proof_wanted):
        pane.proof_button.click()
    other = parameter("SERVER_SESSION_TIMEOUT")
    pane.show_row(ParameterRow(other), may_edit=True, role="admin")
    assert pane.try_button.isHidden()
    assert pane.proof_button.isHidden()
