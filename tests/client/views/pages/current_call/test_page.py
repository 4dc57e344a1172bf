"""The page of running calls as an operator uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from client.models.call_rows import CallState
from client.views.widgets.empty_state import EmptyState
from tests.client.views.pages.current_call.conftest import CallDriver
from tests.helpers.fake_api import problem
from tests.helpers.fake_data.call import make


def test_running_calls_are_listed_and_summed_up(driver: CallDriver) -> None:
    assert len(driver.ids()) == 60
    assert driver.page.body.totals.text() == "60 running · 36 talking · 12 ringing · 12 connecting"
    chips = {state: chip.text() for state, chip in driver.page.chips.states.items()}
    assert chips[None] == "Running  60"
    assert chips[CallState.ANSWERED] == "Talking  36"


def test_an_event_of_the_engine_changes_a_row_at_once(driver: CallDriver, qtbot: QtBot) -> None:
    driver.page.feed._timer.stop()
    qtbot.waitUntil(lambda: bool(driver.fake.listeners))
    driver.fake.push("call", {"id": driver.ids()[3], "state": "answered"})
    qtbot.waitUntil(lambda: driver.page.table.row(3).state is CallState.ANSWERED)
    over = driver.ids()[0]
    driver.fake.push("call", {"id": over, "state": "ended"})
    qtbot.waitUntil(lambda: over not in driver.ids())
    assert driver.page.body.totals.text().startswith("59 running · 36 talking · 11 ringing")


def test_a_new_call_comes_on_top_and_the_selection_stays(driver: CallDriver, qtbot: QtBot) -> None:
    driver.select(5)
    chosen = driver.page.body.selected()
    driver.fake.calls["new"] = make(0, id="new", start="2100-01-01T00:00:00.000Z")
    driver.fake.push("call", {"id": "new", "state": "connecting"})
    qtbot.waitUntil(lambda: driver.ids()[0] == "new")
    assert [call.id for call in driver.page.body.selected()] == [call.id for call in chosen]


def test_one_call_is_hung_up_from_the_menu(driver: CallDriver, qtbot: QtBot) -> None:
    driver.stage.prompts.reason = "fraud"
    driver.select(0)
    call = driver.page.body.selected()[0]
    with qtbot.waitSignal(driver.page.action.done):
        driver.menu()[f"Hang up {call.caller} → {call.callee}…"].trigger()
    (request,) = driver.hung_up()
    assert (request.path, request.query) == (f"/calls/{call.id}", {"reason": ["fraud"]})
    assert call.id not in driver.ids()
    assert driver.stage.toasts[-1] == ("The call is hung up.", "ok")


def test_many_are_hung_up_with_the_button(driver: CallDriver, qtbot: QtBot) -> None:
    assert not driver.page.button.isEnabled()
    driver.select(0, 1, 2)
    assert driver.page.button.text() == "Hang up 3 calls…"
    with qtbot.waitSignal(driver.page.action.done):
        driver.page.button.click()
    assert driver.stage.prompts.questions[0].title == "Hang up 3 calls?"
    assert len(driver.hung_up()) == 3
    assert len(driver.ids()) == 57
    assert not driver.page.button.isEnabled()


def test_refusing_the_question_does_nothing(driver: CallDriver, qtbot: QtBot) -> None:
    driver.stage.prompts.accept = False
    driver.select(0)
    driver.page.view.setFocus()
    qtbot.keyClick(driver.page.view, Qt.Key.Key_Delete)
    assert len(driver.stage.prompts.questions) == 1
    assert driver.hung_up() == []


def test_an_auditor_sees_no_way_to_hang_up(driver: CallDriver) -> None:
    session = driver.stage.session
    session.role = "auditor"
    session.state_changed.emit(session.state)
    driver.select(0)
    assert not [words for words in driver.menu() if words.startswith("Hang up")]
    assert driver.page.button.isHidden()
    assert not driver.page.offered_hang_up.isVisible()
    driver.page.hang_up_selected()
    assert driver.stage.prompts.questions == []


def test_a_state_is_chosen_with_its_chip(driver: CallDriver) -> None:
    driver.page.chips.states[CallState.RINGING].click()
    assert len(driver.ids()) == 12
    assert driver.page.chips.states[None].text() == "Running  60"
    driver.page.chips.states[None].click()
    assert len(driver.ids()) == 60


def test_text_and_gateway_are_asked_of_the_engine(driver: CallDriver, qtbot: QtBot) -> None:
    page = driver.page
    qtbot.waitUntil(lambda: page.chips.gateways.count() == 9)
    page.chips.gateways.set_value("acme-pbx")
    page.chips.gateways.chosen.emit("acme-pbx")
    qtbot.waitUntil(lambda: len(driver.ids()) == 30)
    page.filters.search.setText("8801711000004")
    qtbot.waitUntil(lambda: len(driver.ids()) == 1)
    asked = [item for item in driver.fake.requests if item.path == "/calls"][-1]
    assert asked.query["gateway"] == ["acme-pbx"]


def test_another_page_can_ask_for_the_calls_of_a_gateway(driver: CallDriver, qtbot: QtBot) -> None:
    driver.page.show_with({"gateway": "carrier-b"})
    qtbot.waitUntil(lambda: 0 < len(driver.ids()) < 60)
    assert driver.page.chips.gateway == "carrier-b"
    driver.page.show_with({"gateway": "hotel"})
    qtbot.waitUntil(lambda: isinstance(driver.page.content.state_widget(), EmptyState))
    state = driver.page.content.state_widget()
    assert isinstance(state, EmptyState)
    assert "hotel" in state.accessibleName()
    state.findChildren(QAbstractButton)[0].click()
    qtbot.waitUntil(lambda: len(driver.ids()) == 60)


def test_calls_of_a_party_are_one_step_away(driver: CallDriver, qtbot: QtBot) -> None:
    driver.select(0)
    call = driver.page.body.selected()[0]
    driver.menu()[f"Show calls of {call.caller}"].trigger()
    qtbot.waitUntil(lambda: len(driver.ids()) == 1)
    driver.select(0)
    driver.menu()["Copy the Call-ID"].trigger()
    assert QGuiApplication.clipboard().text() == call.call_id


def test_when_nobody_calls_the_page_waits_for_the_first(driver: CallDriver, qtbot: QtBot) -> None:
    kept = dict(driver.fake.calls)
    driver.fake.calls.clear()
    qtbot.waitUntil(lambda: isinstance(driver.page.content.state_widget(), EmptyState))
    state = driver.page.content.state_widget()
    qtbot.wait(60)
    assert driver.page.content.state_widget() is state
    driver.fake.calls.update(kept)
    qtbot.waitUntil(lambda: driver.page.content.state_widget() is driver.page.body)


def test_nothing_is_asked_while_the_page_is_hidden(driver: CallDriver, qtbot: QtBot) -> None:
    driver.page.hide()
    qtbot.waitUntil(lambda: not driver.stage.session.busy("calls.look"))
    asked = driver.fake.count("GET", "/calls")
    qtbot.wait(60)
    assert driver.fake.count("GET", "/calls") == asked
    driver.page.show()
    qtbot.waitUntil(lambda: driver.fake.count("GET", "/calls") > asked)


def test_calls_are_not_shown_as_live_when_they_are_not(driver: CallDriver, qtbot: QtBot) -> None:
    driver.fake.answers["GET /calls"] = problem(503, "the softswitch is away")
    qtbot.waitUntil(lambda: driver.page.content.is_stale())
    assert len(driver.ids()) == 60
    del driver.fake.answers["GET /calls"]
    qtbot.waitUntil(lambda: not driver.page.content.is_stale())


def test_a_list_that_cannot_be_read_says_why(driver: CallDriver, qtbot: QtBot) -> None:
    driver.fake.answers["GET /calls"] = problem(503, "the softswitch is away")
    with qtbot.waitSignal(driver.page.feed.failed):
        driver.page.refresh()
    assert driver.page.content.is_stale()
    del driver.fake.answers["GET /calls"]
    qtbot.waitUntil(lambda: not driver.page.content.is_stale())


@pytest.mark.parametrize("state", [None, *CallState])
def test_an_empty_state_is_worded(driver: CallDriver, state: CallState | None) -> None:
    driver.page.table.show([])
    driver.page.chips.states[state].click()
    assert isinstance(driver.page.content.state_widget(), EmptyState)
    assert driver.page.help_text()
