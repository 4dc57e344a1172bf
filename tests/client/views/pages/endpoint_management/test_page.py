"""The Endpoint Management page as an operator uses it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from client.models.endpoint_pages import Shows
from client.models.endpoint_passwords import PasswordPolicy
from client.models.endpoint_rows import Status
from client.session import State
from client.views.pages.endpoint_management import EndpointManagementPage
from client.views.widgets.empty_state import EmptyState
from tests.client.views.pages.endpoint_management.conftest import SPEC, PageDriver
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage


def choose(driver: PageDriver, shows: Shows, qtbot: QtBot) -> None:
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.chips.states[shows].click()


def buttons(state: object) -> list[QAbstractButton]:
    assert isinstance(state, EmptyState)
    return state.findChildren(QAbstractButton)


def test_endpoints_are_listed_with_totals(driver: PageDriver) -> None:  # req 108
    assert driver.shown()[:2] == ["1001", "1002"]
    assert len(driver.shown()) == 40
    texts = {shows: chip.text() for shows, chip in driver.page.chips.states.items()}
    assert texts[Shows.ALL] == "All  40"
    assert texts[Shows.SUSPENDED] == "Suspended  3"
    assert texts[Shows.UNKNOWN].endswith("2")


def test_a_suspended_one_says_why_and_for_how_long(driver: PageDriver) -> None:  # req 109-111
    table = driver.page.table
    text = table.index(0, table.column("registration")).data()
    assert text.startswith("6 wrong passwords · clears in 09:")
    assert table.index(0, table.column("source")).data() == "203.0.113.24"


def test_clearing_asks_changes_the_row_at_once_and_says_what_was_removed(
    driver: PageDriver, qtbot: QtBot
) -> None:  # req 117, 118, 119
    driver.select("1001")
    action = driver.menu()["Clear registration suspend"]
    with qtbot.waitSignal(driver.page.handling.clear.done):
        action.trigger()
    assert driver.stage.prompts.questions[0].title == "Clear registration suspend of 1001?"
    assert driver.row("1001").status is Status.UNREGISTERED
    assert driver.stage.toasts[-1] == (
        "1001 may register again. 6 wrong passwords forgotten.", "ok",
    )  # fmt: skip


def test_refusing_the_question_does_nothing(driver: PageDriver) -> None:  # req 119
    driver.stage.prompts.accept = False
    driver.select("1001")
    driver.menu()["Clear registration suspend"].trigger()
    assert driver.row("1001").locked
    assert driver.asked("POST", "/suspensions/clear") == []


def test_several_are_cleared_together_with_one_reason(driver: PageDriver, qtbot: QtBot) -> None:
    driver.stage.prompts.reason = "scanner is blocked"
    driver.select("1001", "1002", "1004")
    label = "Clear registration suspend of 3 extensions"
    with qtbot.waitSignal(driver.page.handling.clear.done):
        driver.menu()[label].trigger()
    (request,) = driver.asked("POST", "/suspensions/clear")
    assert request.body == {"extensions": ["1001", "1002"], "reason": "scanner is blocked"}
    assert driver.stage.prompts.questions[0].items == ("1001", "1002")


def test_unknown_extensions_under_attack_are_apart(driver: PageDriver, qtbot: QtBot) -> None:
    choose(driver, Shows.UNKNOWN, qtbot)  # req 93
    assert driver.shown() == ["9001", "9002"]
    assert {driver.row(name).status for name in driver.shown()} == {Status.UNKNOWN_LOCKED}
    driver.select("9001", "9002")
    menu = driver.menu()
    assert not menu["Delete 0 endpoints…"].isEnabled()
    with qtbot.waitSignal(driver.page.handling.clear.done):
        menu["Clear registration suspend of 2 extensions"].trigger()
    assert driver.fake.suspensions.keys() == {"1001", "1002", "1003"}


def test_states_and_text_are_asked_of_the_engine(driver: PageDriver, qtbot: QtBot) -> None:
    choose(driver, Shows.REGISTERED, qtbot)
    assert driver.asked("GET", "/endpoints")[-1].query["status"] == ["registered"]
    with qtbot.waitSignal(driver.page.feed.loaded):
        qtbot.keyClicks(driver.page.filters.search, "1010")
    assert driver.shown() == ["1010"]


def test_rows_gather_under_their_source(driver: PageDriver, qtbot: QtBot) -> None:  # req 112, 113
    driver.page.chips.group_chip.click()
    assert driver.shown()[:4] == ["[203.0.113.24]", "1001", "1002", "1003"]
    heading = driver.page.table.index(0, 0).data()
    assert "3 extensions · 3 suspended · 1001–1003 in sequence" in heading
    assert driver.page.view.columnSpan(0, 0) == driver.page.table.columnCount()
    driver.page.view.selectRow(0)
    assert "Clear registration suspend of 3 extensions" in driver.menu()


def test_return_folds_a_source(driver: PageDriver, qtbot: QtBot) -> None:
    driver.page.chips.group_chip.click()
    driver.page.view.selectRow(0)
    driver.page.view.setCurrentIndex(driver.page.table.index(0, 0))
    qtbot.keyClick(driver.page.view, Qt.Key.Key_Return)
    assert driver.shown()[:2] == ["[203.0.113.24]", "[*]"]


def test_a_live_lockout_and_its_end_change_the_row(driver: PageDriver, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(driver.fake.listeners))
    end = driver.fake.suspensions["1001"]["until"]
    item = {"action": "suspended", "extension": "1004", "known": True, "until": end,
            "source": "198.51.100.7"}  # fmt: skip
    driver.fake.answers["GET /endpoints/1004"] = problem(503, "away")
    driver.fake.push("suspension", item)
    qtbot.waitUntil(lambda: driver.row("1004").status is Status.SUSPENDED)
    driver.fake.push("suspension", item | {"action": "expired"})
    qtbot.waitUntil(lambda: driver.row("1004").status is Status.REGISTERED)


def test_after_lost_events_the_list_is_loaded_anew(driver: PageDriver, qtbot: QtBot) -> None:
    driver.fake.endpoints.pop("1004")
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.context.session.resynced.emit()
    assert "1004" not in driver.shown()


def test_only_countdowns_that_are_seen_are_announced(driver: PageDriver) -> None:
    cells: list[tuple[int, int]] = []
    driver.page.table.dataChanged.connect(
        lambda first, last, _roles: cells.append((first.row(), last.row()))
    )
    driver.page.body.tick()
    assert cells == [(0, 0), (1, 1), (2, 2)]


def test_a_new_endpoint_is_created_in_the_pane(driver: PageDriver, qtbot: QtBot) -> None:
    driver.page.new_button.click()
    form = driver.page.body.new.form
    qtbot.keyClicks(form.extension, "2000")
    form.password.generate()
    with qtbot.waitSignal(driver.page.handling.created):
        form.save.click()
    assert driver.fake.endpoints["2000"]["enabled"] is True
    assert "2000" in driver.shown()
    assert driver.page.view.rows()[0].extension == "2000"
    assert driver.page.unsaved() == 0


def test_forms_know_the_policy_whenever_they_are_made(driver: PageDriver) -> None:
    page = driver.page
    page._take_policy(replace(page.policy, passwords=PasswordPolicy(length=19)))
    assert "19" in page.body.new.form.password._rule()
    page._take_policy(replace(page.policy, passwords=PasswordPolicy(length=23)))
    assert all("23" in form.password._rule() for form in (page.body.new.form, page.body.pane.form))


def test_an_extension_that_exists_is_refused_at_its_field(driver: PageDriver, qtbot: QtBot) -> None:
    driver.page.new_button.click()
    form = driver.page.body.new.form
    qtbot.keyClicks(form.extension, "1001")
    form.password.generate()
    with qtbot.waitSignal(driver.page.handling.create.failed):
        form.save.click()
    assert "exists already" in form.extension_field.complaint()
    assert driver.stage.prompts.errors == []
    assert driver.page.unsaved() == 1


def test_return_opens_the_pane_with_bindings_and_history(driver: PageDriver, qtbot: QtBot) -> None:
    driver.page.view.setCurrentIndex(driver.page.table.index(3, 0))
    qtbot.keyClick(driver.page.view, Qt.Key.Key_Return)
    pane = driver.page.body.pane
    assert pane.isVisible()
    row = driver.row("1004")
    assert row.bindings[0].contact in pane.bindings.texts()
    qtbot.waitUntil(lambda: "friendly-scanner" in " ".join(pane.history.facts.texts()))
    qtbot.keyClick(driver.page.view, Qt.Key.Key_Escape)
    assert not pane.isVisible()


def test_a_change_in_the_pane_is_saved(driver: PageDriver, qtbot: QtBot) -> None:
    driver.page.looking.open("1004")
    form = driver.page.body.pane.form
    form.name.setText("Reception")
    with qtbot.waitSignal(driver.page.handling.saved):
        form.save.click()
    assert driver.fake.endpoints["1004"]["display_name"] == "Reception"
    assert driver.row("1004").name == "Reception"
    assert not form.edited()


def test_disabling_asks_and_enabling_does_not(driver: PageDriver, qtbot: QtBot) -> None:
    driver.select("1004")
    with qtbot.waitSignal(driver.page.handling.enable.done):
        driver.menu()["Disable 1004…"].trigger()
    assert len(driver.stage.prompts.questions) == 1
    assert driver.row("1004").status is Status.DISABLED
    with qtbot.waitSignal(driver.page.handling.enable.done):
        driver.menu()["Enable 1004"].trigger()
    assert len(driver.stage.prompts.questions) == 1
    assert driver.row("1004").enabled


def test_delete_wants_the_extension_typed(driver: PageDriver, qtbot: QtBot) -> None:
    driver.select("1004")
    driver.page.view.setFocus()
    with qtbot.waitSignal(driver.page.handling.delete.done):
        qtbot.keyClick(driver.page.view, Qt.Key.Key_Delete)
    assert driver.stage.prompts.questions[0].typed == "1004"
    assert "1004" not in driver.fake.endpoints
    assert "1004" not in driver.shown()
    driver.select("1005", "1006")
    driver.page.delete_selected()
    assert driver.stage.prompts.questions[1].typed == "DELETE"


def test_copying_takes_the_selected_rows(driver: PageDriver) -> None:
    driver.select("1001")
    driver.menu()["Copy"].trigger()
    assert driver.page.view.text_of([0], "\t").splitlines()[1].startswith("1001\tFront desk")


def test_the_records_of_a_source_are_one_step_away(driver: PageDriver) -> None:
    driver.select("1001")
    driver.menu()["Show CDRs of 203.0.113.24"].trigger()
    assert driver.stage.opened == [("cdr", {"ips": ("203.0.113.24",)})]


def test_everything_that_passes_the_filter_is_exported(
    driver: PageDriver, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(driver, Shows.SUSPENDED, qtbot)
    driver.stage.prompts.path = tmp_path / "endpoints.csv"
    driver.page.export_button.click()
    qtbot.waitUntil(lambda: bool(driver.stage.toasts))
    assert driver.stage.toasts[-1][0].startswith("3 endpoints written")
    assert len((tmp_path / "endpoints.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_without_lockouts_the_page_says_how_to_turn_the_lockout_on(
    driver: PageDriver, qtbot: QtBot
) -> None:
    for item in driver.fake.endpoints.values():
        item |= {"status": "unregistered", "suspension": None}
    driver.fake.parameters["SS_ENDPOINTREGISTERSUSPEND"]["value"] = 0
    driver.page.refresh()
    qtbot.waitUntil(lambda: driver.page.policy.lockout is False)
    choose(driver, Shows.SUSPENDED, qtbot)
    (go,) = buttons(driver.page.content.state_widget())
    go.click()
    assert driver.stage.opened == [("parameters", {"name": "SS_ENDPOINTREGISTERSUSPEND"})]


def test_an_empty_engine_offers_the_first_endpoint(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.endpoints.clear()
    page = EndpointManagementPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    (go,) = buttons(page.content.state_widget())
    go.click()
    assert page.body.new.form.isVisible()


def test_while_states_are_not_known_the_page_says_so(driver: PageDriver, qtbot: QtBot) -> None:
    items = [driver.fake.endpoints["1004"] | {"status": None, "failures": None, "bindings": []}]
    counts: dict[str, Any] = {"total": 1, "registered": None, "suspended": None}
    answer = {"items": items, "next_cursor": None, "counts": counts, "degraded": "no switch"}
    driver.fake.answers["GET /endpoints"] = (200, answer)
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.refresh()
    assert driver.page.degraded.isVisible()
    assert "no switch" in driver.page.degraded.text()
    assert driver.row("1004").status is Status.UNCLEAR
    assert driver.page.chips.states[Shows.SUSPENDED].text() == "Suspended"


def test_an_error_keeps_what_is_shown_and_marks_it_old(driver: PageDriver, qtbot: QtBot) -> None:
    driver.fake.answers["GET /endpoints"] = problem(500, "broken")
    with qtbot.waitSignal(driver.page.feed.failed):
        driver.page.refresh()
    assert driver.page.content.is_stale()
    assert len(driver.shown()) == 40
    driver.page.context.session.state_changed.emit(State.RECONNECTING)
    assert driver.page.content.is_stale()


def test_an_auditor_reads_and_changes_nothing(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    stage.session.role = "auditor"
    page = EndpointManagementPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.feed.loaded):
        page.refresh()
    assert not page.new_button.isEnabled()
    assert page.new_button.toolTip()
    driver = PageDriver(page, stage, fake)
    driver.select("1001")
    assert not driver.menu()["Clear registration suspend"].isEnabled()
    page.looking.open("1001")
    assert not page.body.pane.form.isVisible()


def test_another_page_can_ask_for_a_state(driver: PageDriver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.show_with({"status": "suspended", "text": "1002"})
    assert driver.shown() == ["1002"]


@pytest.mark.parametrize("width", [1018, 1178])
def test_no_column_needs_a_scroll_bar(driver: PageDriver, qtbot: QtBot, width: int) -> None:
    driver.page.resize(width, 720)
    qtbot.waitUntil(lambda: driver.page.width() == width)
    driver.page.looking.open("1001")
    qtbot.waitUntil(lambda: not driver.page.view.horizontalScrollBar().isVisible())
    assert driver.page.width() == width


def test_every_control_has_an_accessible_name(driver: PageDriver) -> None:
    driver.page.looking.open("1001")
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in driver.page.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    named = [
        widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        for widget in controls
    ]
    assert len(controls) > 10
    assert all(named)


def test_actions_are_in_the_palette_and_the_page_explains_itself(driver: PageDriver) -> None:
    keys = {action.objectName() for action in driver.page.offered()}
    assert {"endpoints.offer.clear", "endpoints.offer.new", "endpoints.offer.group"} <= keys
    assert "Right-click" in driver.page.help_text()
    driver.select("1001")
    driver.page.clear_selected()
    assert driver.stage.prompts.questions


def test_an_answer_after_the_page_was_closed_is_dropped(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    page = EndpointManagementPage(SPEC, stage.context())
    page.show()
    fake.delay_s = 0.1
    page.refresh()
    shiboken6.delete(page)
    fake.delay_s = 0.0
    session = stage.session
    keys = ("parameters.load", "endpoints.load", "endpoints.policy")
    qtbot.waitUntil(lambda: not any(session.busy(key) for key in keys))
    assert not shiboken6.isValid(page)
