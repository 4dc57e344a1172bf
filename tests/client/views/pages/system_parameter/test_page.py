"""The System Parameter page as an administrator uses it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from client.session import State
from client.views.pages.system_parameter import SystemParameterPage
from client.views.widgets.empty_state import EmptyState
from tests.client.views.pages.system_parameter.conftest import RETRY, SPEC, TIME, PageDriver
from tests.helpers.fake_api import FakeApi, problem, stamp
from tests.helpers.page_stage import PageStage


def test_every_parameter_is_listed_alphabetically(driver: PageDriver) -> None:  # req 71, 72
    assert driver.names() == sorted(driver.names())
    assert len(driver.names()) == 12


def test_search_finds_names_and_descriptions(driver: PageDriver) -> None:  # req 23
    with driver.qtbot.waitSignal(driver.page.chips.changed):
        driver.qtbot.keyClicks(driver.page.filters.search, "never connected")
    assert driver.names() == ["SERVER_BILLING_RECORD_ZERO_HOLD_TIME"]


def test_edits_go_together_with_a_reason_and_are_confirmed(driver: PageDriver) -> None:
    driver.type(RETRY, "5")  # req 25, 26
    driver.type(TIME, "600")
    assert driver.page.apply_button.text() == "Apply 2 changes"
    assert driver.page.unsaved() == 2
    driver.qtbot.keyClicks(driver.page.pane.reason, "scanner wave")
    driver.apply()
    assert [request.body for request in driver.sent()] == [
        {"value": 5, "reason": "scanner wave"},
        {"value": 600, "reason": "scanner wave"},
    ]
    assert "is in effect since" in driver.page.result.text()
    assert driver.page.result.isVisible()
    assert driver.page.unsaved() == 0
    assert not driver.page.apply_button.isEnabled()
    assert driver.row(RETRY).parameter.value == 5


def test_a_value_out_of_range_is_refused_before_it_is_sent(driver: PageDriver) -> None:  # req 68
    driver.type(RETRY, "500")
    editor = driver.page.pane.editor
    assert editor.problem.isVisible()
    assert "1 – 100" in editor.problem.text()
    assert not driver.page.apply_button.isEnabled()
    driver.page.apply()
    assert driver.sent() == []


def test_a_conflict_shows_both_values_and_asks_which_one_stays(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    driver.fake.parameters[RETRY] |= {"value": 9, "version": 7}
    driver.apply()
    assert driver.page.pane.conflict.isVisible()
    assert "9" in driver.page.pane.conflict.text()
    assert "5" in driver.page.pane.conflict.text()
    driver.page.pane.mine_button.click()
    driver.apply()
    assert driver.fake.parameters[RETRY]["value"] == 5


def test_theirs_gives_the_edit_up(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    driver.fake.parameters[RETRY] |= {"value": 9, "version": 7}
    driver.apply()
    driver.page.pane.theirs_button.click()
    assert driver.page.unsaved() == 0
    assert driver.page.pane.editor.value.text() == "9"


def test_when_the_softswitch_is_away_nothing_is_claimed(driver: PageDriver) -> None:
    warned = driver.fake.parameters[RETRY] | {
        "value": 5, "version": 1, "effective_at": None, "warning": "the switch is away",
    }  # fmt: skip
    driver.fake.answers[f"PUT /parameters/{RETRY}"] = (200, warned)
    driver.type(RETRY, "5")
    driver.apply()
    assert "not in effect yet: the switch is away" in driver.page.result.text()
    assert driver.page.result.property("tone") == "warning"


def test_a_refusal_by_the_server_stands_at_the_field(driver: PageDriver) -> None:
    errors = [{"field": "value", "detail": "not now"}]
    answer = problem(422, "not now", errors=errors)
    driver.fake.answers[f"PUT /parameters/{RETRY}"] = answer
    driver.type(RETRY, "5")
    driver.apply()
    assert driver.page.pane.editor.problem.text() == "not now"
    assert driver.page.unsaved() == 1


def test_ctrl_z_takes_an_edit_back_even_from_the_field(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    driver.qtbot.keyClick(
        driver.page.pane.editor.value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert driver.page.unsaved() == 0
    assert driver.page.pane.editor.value.text() == "6"


def test_undo_shows_the_parameter_it_was_about(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    driver.select(TIME)
    driver.page.undo()
    assert driver.page.view.rows()[0].parameter.name == RETRY


def test_discard_forgets_all_edits(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    driver.type(TIME, "600")
    driver.page.discard_button.click()
    assert driver.page.unsaved() == 0
    assert not driver.page.discard_button.isEnabled()


def test_return_in_the_field_applies(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    with driver.qtbot.waitSignal(driver.page.editing.settled):
        driver.qtbot.keyClick(driver.page.pane.editor.value, Qt.Key.Key_Return)
    assert driver.fake.parameters[RETRY]["value"] == 5


def test_return_on_a_row_goes_to_its_field_and_escape_back(driver: PageDriver) -> None:
    driver.select(RETRY)
    driver.page.view.setFocus()
    driver.qtbot.keyClick(driver.page.view, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(driver.page.pane.editor.value.hasFocus)
    driver.qtbot.keyClick(driver.page.pane.editor.value, Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(driver.page.view.hasFocus)


def test_a_timed_change_is_sent_with_its_time_and_counts_down(driver: PageDriver) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=30)

    driver.fake.answers[f"PUT /parameters/{RETRY}"] = (200, driver.fake.parameters[RETRY] | {
        "value": 5, "version": 1, "revert_at": stamp(soon), "revert_to": 6,
        "effective_at": stamp(datetime.now(UTC)), "warning": None,
    })  # fmt: skip
    driver.type(RETRY, "5")
    driver.page.pane.editor.keep.chosen.emit(1800)
    driver.fake.parameters[RETRY] |= {"value": 5, "version": 1, "revert_at": stamp(soon)}
    driver.apply()
    assert driver.sent()[0].body == {"value": 5, "revert_after_s": 1800}
    driver.qtbot.waitUntil(driver.page.pane.timed.isVisible)
    assert "29:5" in driver.page.pane.timed.text() or "30:00" in driver.page.pane.timed.text()


def test_a_timed_change_can_return_at_once(driver: PageDriver) -> None:
    soon = stamp(datetime.now(UTC) + timedelta(minutes=30))
    driver.fake.parameters[RETRY] |= {"value": 5, "version": 1, "revert_at": soon, "revert_to": 6}
    with driver.qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.refresh()
    driver.select(RETRY)
    with driver.qtbot.waitSignal(driver.page.editing.settled):
        driver.page.pane.return_button.click()
    assert driver.sent()[0].body == {"value": 6, "reason": "returned before its time"}


def test_a_change_by_somebody_else_arrives_live(driver: PageDriver) -> None:
    driver.qtbot.waitUntil(lambda: bool(driver.fake.listeners))
    driver.fake.parameters[RETRY] |= {"value": 3, "version": 4}
    driver.fake.push("parameter", driver.fake.parameters[RETRY])
    driver.qtbot.waitUntil(lambda: driver.row(RETRY).parameter.value == 3)


def test_the_pane_comes_after_the_table_by_itself(driver: PageDriver) -> None:
    driver.qtbot.waitUntil(lambda: driver.page.body.has_pane)
    first = driver.page.view.rows()[0].parameter.name
    driver.qtbot.waitUntil(driver.page.pane.isVisible)
    assert driver.page.pane.accessibleName() == first


def test_the_history_of_the_selected_and_of_all(driver: PageDriver) -> None:
    audit = [{"id": 3, "at": "2026-11-23T12:00:00.000Z", "actor": "mona", "address": "",
              "action": "parameter.set", "object": f"parameter:{TIME}", "before": 180,
              "after": 600, "reason": "wave"}]  # fmt: skip
    driver.fake.answers["GET /audit"] = (200, {"items": audit, "next_cursor": None})
    driver.select(RETRY)
    changes = driver.page.pane.changes
    driver.qtbot.waitUntil(lambda: "6 → 5" in changes.texts())
    driver.page.history_button.click()
    overall = driver.page.body.history.changes
    driver.qtbot.waitUntil(lambda: f"{TIME}  180 → 600" in overall.texts())
    driver.page.history_button.click()
    assert driver.page.pane.isVisible()


def test_without_the_right_values_are_read_and_a_sentence_says_why(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:  # req 22
    stage.session.role = "operator"
    page = SystemParameterPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.resize(1130, 820)
    page.show()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    assert page.pane.locked.isVisible()
    assert "operator" in page.pane.locked.text()
    assert page.pane.editor.value.isReadOnly()
    page.editing.type_text(RETRY, "5")
    assert not page.apply_button.isEnabled()


def test_nothing_found_says_how_to_search_and_shows_all_again(driver: PageDriver) -> None:
    driver.page.show_with({"text": "no such thing"})
    state = driver.page.content.state_widget()
    assert isinstance(state, EmptyState)
    state.findChildren(QAbstractButton)[0].click()
    assert len(driver.names()) == 12


def test_another_page_can_ask_for_one_parameter(driver: PageDriver) -> None:
    driver.page.show_with({"name": TIME})
    assert driver.page.view.rows()[0].parameter.name == TIME
    assert driver.page.pane.editor.value.text() == "180"


def test_billing_parameters_is_the_same_page_filtered(  # req 3
    stage: PageStage, qtbot: QtBot
) -> None:
    page = SystemParameterPage(SPEC, stage.context(), group="billing")
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    assert {row.parameter.group for row in page.table.rows()} == {"billing"}
    assert page.chips.groups["billing"].isChecked()


def test_a_list_that_cannot_be_read_offers_to_try_again(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /parameters"] = problem(500, "broken")
    page = SystemParameterPage(SPEC, stage.context())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.feed.failed):
        page.refresh()
    state = page.content.state_widget()
    assert isinstance(state, EmptyState)
    del fake.answers["GET /parameters"]
    with qtbot.waitSignal(page.feed.loaded):
        state.findChildren(QAbstractButton)[0].click()
    assert page.table.rowCount() == 12


def test_while_the_engine_is_silent_the_list_is_marked_as_old(driver: PageDriver) -> None:
    driver.page.context.session.state_changed.emit(State.RECONNECTING)
    assert driver.page.content.is_stale()


def test_the_menu_edits_and_goes_back_to_the_default(driver: PageDriver) -> None:
    driver.type(RETRY, "5")
    driver.apply()
    driver.select(RETRY)
    actions = {action.text(): action for action in driver.page.menu().actions()}
    assert next(iter(actions)) == f"Edit {RETRY}"
    actions["Back to the default, 6"].trigger()
    assert driver.page.unsaved() == 1
    assert driver.page.pane.editor.value.text() == "6"


@pytest.mark.parametrize("key", ["undo", "send", "discard", "history", "csv", "text", "copy"])
def test_everything_is_in_the_palette(driver: PageDriver, key: str) -> None:
    assert f"parameters.{key}" in {action.objectName() for action in driver.page.offered()}


@pytest.mark.parametrize("width", [970 + 48, 1130 + 48])
def test_no_column_needs_a_scroll_bar_and_names_are_whole(driver: PageDriver, width: int) -> None:
    driver.page.resize(width, 720)
    driver.type(RETRY, "5")
    view = driver.page.view
    driver.qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible())
    metrics = view.fontMetrics()
    longest = max(metrics.horizontalAdvance(name) for name in driver.names())
    assert view.columnWidth(driver.page.table.column("name")) >= longest + 15
    assert view.columnWidth(driver.page.table.column("description")) >= 170


def test_every_control_has_an_accessible_name(driver: PageDriver) -> None:
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in driver.page.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert controls
    named = [
        widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        for widget in controls
    ]
    assert all(named)


def test_help_says_what_the_page_is_for(driver: PageDriver) -> None:
    assert "Ctrl+Z" in driver.page.help_text()


def test_an_answer_after_the_page_was_closed_is_dropped(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    page = SystemParameterPage(SPEC, stage.context())
    page.show()
    fake.delay_s = 0.1
    page.refresh()
    shiboken6.delete(page)
    fake.delay_s = 0.0
    session = stage.session
    keys = ("parameters.load", "endpoints.load", "endpoints.policy")
    qtbot.waitUntil(lambda: not any(session.busy(key) for key in keys))
    assert not shiboken6.isValid(page)
