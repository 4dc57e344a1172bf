"""The pages of gateways as an administrator and others use them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from client.models.gateway_state import GatewayState, state_of
from client.views.widgets.empty_state import EmptyState
from tests.client.views.pages.gateways.conftest import GatewayDriver, open_page
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data.gateway import live, make
from tests.helpers.page_stage import PageStage


def test_gateways_of_one_kind_are_listed(driver: GatewayDriver) -> None:
    assert driver.shown() == ["carrier-a", "carrier-b", "carrier-c", "carrier-old"]
    states = [state_of(driver.row(name)) for name in driver.shown()]
    assert states == [
        GatewayState.WORKING, GatewayState.WORKING, GatewayState.QUARANTINED,
        GatewayState.DISABLED,
    ]  # fmt: skip


def test_figures_follow_while_the_page_is_seen(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.fake.gateways["carrier-a"]["live"] = live(199)
    qtbot.waitUntil(lambda: driver.page.table.calls() == 199 + 50)
    driver.page.hide()
    qtbot.waitUntil(lambda: not driver.stage.session.busy("gateways.routing.look"))
    asked = driver.fake.count("GET", "/gateways")
    qtbot.wait(60)
    assert driver.fake.count("GET", "/gateways") == asked
    driver.page.show()
    qtbot.waitUntil(lambda: driver.fake.count("GET", "/gateways") > asked)


def test_a_search_is_the_engine_s_matter(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.page.show_with({"text": "carrier-b"})
    qtbot.waitUntil(lambda: driver.shown() == ["carrier-b"])
    driver.page.filters.search.setText("nothing like it")
    qtbot.waitUntil(lambda: isinstance(driver.page.content.state_widget(), EmptyState))
    state = driver.page.content.state_widget()
    assert state is not None
    state.findChildren(QAbstractButton)[0].click()
    qtbot.waitUntil(lambda: len(driver.shown()) == 4)


def test_a_gateway_is_created(driver: GatewayDriver, qtbot: QtBot) -> None:
    page = driver.page
    page.new_button.click()
    form = page.body.new.form
    form.inputs.name.setText("carrier-d")
    form.inputs.lines["addresses"].set_lines(["192.0.2.50"])
    form.why.edit.setText("new contract")
    assert page.unsaved() == 1
    with qtbot.waitSignal(page.handling.created):
        form.save.click()
    (request,) = driver.asked("POST", "/gateways")
    assert request.body["name"] == "carrier-d"
    assert (request.body["kind"], request.body["reason"]) == ("routing", "new contract")
    assert page.body.panes.isHidden()
    assert [row.name for row in page.body.selected()] == ["carrier-d"]
    assert "carrier-d is stored, in effect since" in driver.stage.toasts[-1][0]
    assert page.unsaved() == 0


def test_a_gateway_is_changed_in_the_pane(driver: GatewayDriver, qtbot: QtBot) -> None:
    page = driver.page
    page.view.activated_row.emit(driver.row("carrier-a"))
    assert page.body.pane_shown()
    page.pane.form.inputs.numbers["capacity"].setValue(300)
    with qtbot.waitSignal(page.handling.saved):
        page.pane.form.save.click()
    (request,) = driver.asked("PATCH", "/gateways/carrier-a")
    assert request.body == {"capacity": 300}
    assert driver.row("carrier-a").capacity == 300
    assert page.unsaved() == 0
    assert page.pane.form.buttons.isHidden()


def test_what_the_engine_refuses_is_said_at_its_field(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.fake.answers["PATCH /gateways/carrier-a"] = problem(
        422, "refused", errors=[{"field": "prefixes.1", "detail": "is there twice"}]
    )
    driver.page.open("carrier-a")
    form = driver.page.pane.form
    form.inputs.memo.setText("x")
    with qtbot.waitSignal(driver.page.handling.save.failed):
        form.save.click()
    assert form.inputs.fields["prefixes"].complaint() == "is there twice"
    assert form.isEnabled()
    assert driver.stage.prompts.errors == []


def test_typed_text_survives_fresh_figures(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.page.open("carrier-a")
    form = driver.page.pane.form
    form.inputs.memo.setText("half a sent")
    driver.fake.gateways["carrier-a"]["live"] = live(3)
    qtbot.waitUntil(lambda: driver.page.pane.figures[0][1].text() == "3 / 200")
    assert form.inputs.memo.text() == "half a sent"
    driver.select("carrier-b")
    assert driver.page.pane.gateway() == driver.row("carrier-a")


def test_the_pane_follows_the_selection(driver: GatewayDriver) -> None:
    driver.page.open("carrier-a")
    driver.select("carrier-b")
    shown = driver.page.pane.gateway()
    assert shown is not None
    assert shown.name == "carrier-b"


def test_gateways_are_switched_off_and_on(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.select("carrier-a")
    with qtbot.waitSignal(driver.page.handling.enable.done):  # fresh figures may show it before
        driver.page.switch_selected()
    assert not driver.row("carrier-a").enabled
    assert driver.stage.prompts.questions[0].title == "Disable carrier-a?"
    driver.select("carrier-a", "carrier-old")
    assert "Enable 2 gateways" in driver.menu()
    driver.page.switch_selected()
    qtbot.waitUntil(lambda: driver.row("carrier-old").enabled)
    told = ("2 enabled: carrier-a, carrier-old.", "ok")
    qtbot.waitUntil(lambda: driver.stage.toasts[-1] == told)


def test_a_gateway_is_deleted_with_a_reason(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.stage.prompts.reason = "contract is over"
    driver.page.open("carrier-old")
    driver.select("carrier-old")
    with qtbot.waitSignal(driver.page.handling.delete.done):
        driver.page.delete_selected()
    (request,) = driver.asked("DELETE", "/gateways/carrier-old")
    assert request.query == {"reason": ["contract is over"]}
    assert "carrier-old" not in driver.shown()
    assert driver.page.body.panes.isHidden()


@pytest.mark.parametrize("role", ["auditor", "operator"])
def test_who_may_not_change_gateways_sees_no_changes(
    driver: GatewayDriver, role: str, qtbot: QtBot
) -> None:
    session = driver.stage.session
    session.role = role
    session.state_changed.emit(session.state)
    driver.select("carrier-a")
    assert set(driver.menu()) == {"Show carrier-a", "Show calls of carrier-a", "Copy"}
    assert driver.page.new_button.isHidden()
    assert not [action for action in driver.page.changes if action.isVisible()]
    driver.page.new_gateway()
    assert driver.page.body.panes.isHidden()
    driver.page.open("carrier-a")
    form = driver.page.pane.form
    assert form.inputs.memo.isReadOnly()
    assert form.buttons.isHidden()


def test_calls_of_a_gateway_are_one_step_away(driver: GatewayDriver) -> None:
    driver.select("carrier-a")
    driver.menu()["Show calls of carrier-a"].trigger()
    assert driver.stage.opened == [("current-calls", {"gateway": "carrier-a"})]


def test_without_the_softswitch_there_is_no_data(driver: GatewayDriver, qtbot: QtBot) -> None:
    assert driver.page.away.isHidden()
    for item in driver.fake.gateways.values():
        item["live"] = None
    qtbot.waitUntil(lambda: not driver.page.away.isHidden())
    assert state_of(driver.row("carrier-a")) is GatewayState.NO_DATA


def test_an_empty_list_teaches_and_fills_itself(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.gateways.clear()
    driver = open_page(stage, fake, qtbot, "mapping")
    state = driver.page.content.state_widget()
    assert isinstance(state, EmptyState)
    qtbot.wait(60)
    assert driver.page.content.state_widget() is state  # not built anew with every refresh
    fake.gateways["new"] = make("new", "mapping")
    qtbot.waitUntil(lambda: driver.shown() == ["new"])
    assert driver.page.content.state_widget() is driver.page.body


def test_a_new_gateway_can_begin_from_an_empty_list(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.gateways.clear()
    driver = open_page(stage, fake, qtbot, "mapping")
    state = driver.page.content.state_widget()
    assert isinstance(state, EmptyState)
    state.findChildren(QAbstractButton)[0].click()
    assert driver.page.body.creating()
    with qtbot.waitSignal(driver.page.feed.refreshed):
        pass
    assert driver.page.body.creating()
    assert driver.page.content.state_widget() is driver.page.body


def test_a_list_that_cannot_be_read_says_why(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.fake.answers["GET /gateways"] = problem(500, "the store is locked")
    with qtbot.waitSignal(driver.page.feed.failed):
        driver.page.refresh()
    assert driver.page.content.is_stale()
    del driver.fake.answers["GET /gateways"]
    qtbot.waitUntil(lambda: not driver.page.content.is_stale())


def test_each_kind_says_what_it_is_for(driver: GatewayDriver, stage: PageStage, fake: FakeApi,
                                       qtbot: QtBot) -> None:  # fmt: skip
    mapping = open_page(stage, fake, qtbot, "mapping")
    assert mapping.shown() == ["acme-pbx", "callshop-7", "hotel", "lab"]
    assert driver.page.help_text() != mapping.page.help_text()
    assert mapping.page.new_button.text() == "New mapping gateway"
