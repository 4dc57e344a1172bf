"""The page of what is blocked as operators and others use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from client.models.block_rows import Layer
from client.session import State
from client.views.pages.blocked.page import TRUSTED
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.menu import Menu
from tests.client.views.pages.blocked.conftest import BlockDriver, open_page
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import block
from tests.helpers.page_stage import PageStage

ADDRESSES = {"203.0.113.24", "2001:db8:7::/64", "198.51.100.0/24", "192.0.2.77"}
LOCKED = {"1001", "1002", "1003", "9001", "9002"}


def test_both_layers_stand_in_one_table(driver: BlockDriver) -> None:
    assert set(driver.shown()) == ADDRESSES | LOCKED
    chips = driver.page.chips.layers
    assert "9" in chips[None].text()
    chips[Layer.ADDRESS].click()
    assert set(driver.shown()) == ADDRESSES
    chips[Layer.EXTENSION].click()
    assert set(driver.shown()) == LOCKED


def test_an_address_is_found_in_the_network_that_blocks_it(
    driver: BlockDriver, qtbot: QtBot
) -> None:
    driver.page.show_with({"text": "198.51.100.200", "layer": "address"})
    assert driver.shown() == ["198.51.100.0/24"]
    driver.page.filters.search.setText("8.8.8.8")
    qtbot.waitUntil(lambda: isinstance(driver.page.content.state_widget(), EmptyState))
    state = driver.page.content.state_widget()
    assert state is not None
    state.findChildren(QAbstractButton)[0].click()
    assert len(driver.shown()) == 9


def test_unblocking_says_what_was_removed_where(driver: BlockDriver, qtbot: QtBot) -> None:
    driver.select("203.0.113.24", "1001")
    with qtbot.waitSignal(driver.page.handling.undo.done):
        driver.page.body.strip.unblock.click()
    assert not {"203.0.113.24", "1001"} & set(driver.shown())
    assert driver.stage.prompts.questions[-1].title == "Unblock 2 entries?"
    text, tone = driver.stage.toasts[-1]
    assert "Removed: lockout: 1001; blacklist: 203.0.113.24; counters:" in text
    assert tone == "ok"
    assert driver.asked("DELETE", "/blacklist/1")[0].query == {}
    assert driver.asked("POST", "/suspensions/clear")[0].body["extensions"] == ["1001"]


def test_an_unblocked_address_is_trusted_for_a_time(driver: BlockDriver, qtbot: QtBot) -> None:
    driver.select("203.0.113.24")
    menu = driver.page.trust_menu()
    assert [action.text() for action in menu.actions()] == [
        "1 hour", "8 hours", "24 hours", "7 days",
    ]  # fmt: skip
    with qtbot.waitSignal(driver.page.handling.undo.done):
        menu.actions()[1].trigger()
    assert driver.asked("DELETE", "/blacklist/1")[0].query == {"trust_s": ["28800"]}
    assert "Trusted until" in driver.stage.toasts[-1][0]


def test_the_button_of_trusting_opens_its_choices(driver: BlockDriver) -> None:
    driver.select("203.0.113.24")
    driver.page.body.strip.trust.click()
    menu = next(menu for menu in driver.page.findChildren(Menu) if menu.isVisible())
    assert len(menu.actions()) == 4
    menu.close()


def test_a_refused_question_changes_nothing(driver: BlockDriver, qtbot: QtBot) -> None:
    driver.stage.prompts.accept = False
    driver.select("203.0.113.24")
    driver.page.view.setFocus()
    qtbot.keyClick(driver.page.body.view, Qt.Key.Key_Delete)
    driver.page.unblock_selected()
    driver.page.keep_selected()
    assert driver.stage.prompts.questions
    assert not [item for item in driver.fake.requests if item.method in ("DELETE", "PATCH")]
    assert len(driver.shown()) == 9


def test_a_block_is_made_permanent(driver: BlockDriver, qtbot: QtBot) -> None:
    driver.select("192.0.2.77")
    with qtbot.waitSignal(driver.page.handling.keep.done):
        driver.page.body.strip.keep.click()
    assert driver.asked("PATCH", "/blacklist/4")[0].body == {"until": None}
    assert driver.row("192.0.2.77").until is None
    assert driver.stage.toasts[-1] == ("Blocked for good: 192.0.2.77.", "ok")


def test_a_block_is_widened_after_looking_who_is_there(driver: BlockDriver, qtbot: QtBot) -> None:
    driver.select("192.0.2.77")
    driver.page.body.strip.widen.click()
    dialog = driver.page.handling.dialog
    assert dialog is not None
    assert dialog.value.text() == "192.0.2.0/24"
    qtbot.waitUntil(lambda: "3 phones" in dialog.notice.text())
    assert not dialog.accept_button.isEnabled()
    dialog.again.setText("192.0.2.0/24")
    with qtbot.waitSignal(dialog.blocked):
        dialog.accept_button.click()
    (request,) = driver.asked("POST", "/blacklist")
    assert (request.body["kind"], request.body["force"]) == ("network", True)
    assert "192.0.2.0/24" in driver.shown()


def test_the_source_of_a_lockout_is_blocked(driver: BlockDriver) -> None:
    driver.select("1001")
    driver.menu()["Block its source 203.0.113.24…"].trigger()
    dialog = driver.page.handling.dialog
    assert dialog is not None
    assert dialog.value.text() == "203.0.113.24"
    assert "1001" in dialog.reason.text()
    dialog.reject()


def test_call_records_and_extensions_are_shown_elsewhere(driver: BlockDriver) -> None:
    driver.select("198.51.100.0/24")
    driver.page.body.strip.records.click()
    driver.select("1001")
    menu = driver.menu()
    menu["Show its call records"].trigger()
    menu["Show this extension: 1001"].trigger()
    assert driver.stage.opened == [
        ("cdr", {"caller_ips": ("198.51.100.0/24",)}),
        ("cdr", {"callers": ("1001",)}),
        ("endpoints", {"text": "1001"}),
    ]


def test_rows_are_copied(driver: BlockDriver) -> None:
    driver.select("192.0.2.77")
    driver.page.body.strip.copy.click()
    assert "asked by the carrier" in QGuiApplication.clipboard().text()
    driver.menu()["Copy address 192.0.2.77"].trigger()
    assert QGuiApplication.clipboard().text() == "192.0.2.77"


def test_events_bring_and_take_rows(driver: BlockDriver, qtbot: QtBot) -> None:
    fake = driver.fake
    fake.blocks["30"] = block.by_rule(30, "203.0.113.99", "illegal_calls", 60)
    fake.push("blacklist", {"action": "added", "id": 30, "value": "203.0.113.99"})
    qtbot.waitUntil(lambda: "203.0.113.99" in driver.shown())
    del fake.blocks["30"], fake.suspensions["1001"]
    fake.push("blacklist", {"action": "expired", "id": 30, "value": "203.0.113.99"})
    fake.push("suspension", {"action": "expired", "extension": "1001"})
    qtbot.waitUntil(lambda: not {"203.0.113.99", "1001"} & set(driver.shown()))


def test_the_operator_s_own_address_is_said_at_the_top(
    stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /audit"] = (
        200, {"items": [{"address": "127.0.0.1"}], "next_cursor": None},
    )  # fmt: skip
    fake.blocks["40"] = block.make(40, "127.0.0.0/8", 900, reason="oops")
    driver = open_page(stage, fake, qtbot)
    page = driver.page
    qtbot.waitUntil(lambda: not page.own.isHidden())
    assert page.own.text().startswith("Your own address 127.0.0.1 is blocked by 127.0.0.0/8 until")
    with qtbot.waitSignal(page.handling.undo.done):
        page.own.button.click()
    assert driver.asked("DELETE", "/blacklist/40")[0].query == {"trust_s": ["3600"]}
    assert page.own.isHidden()


def test_an_auditor_sees_and_cannot_act(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> None:
    stage.session.role = "auditor"
    driver = open_page(stage, fake, qtbot)
    page = driver.page
    driver.select("1001")
    assert set(driver.menu()) == {
        "Show its call records", "Show this extension: 1001", "Show details", "Copy",
        "Copy address 203.0.113.24",
    }  # fmt: skip
    strip = page.body.strip
    for button in (page.block_button, strip.unblock, strip.trust, strip.keep, strip.widen,
                   page.trusted.add_button, page.trusted.remove_button):  # fmt: skip
        assert button.isHidden()
    assert not strip.records.isHidden()
    assert not any(action.isEnabled() for action in page.changes)
    page.block_address()
    page.unblock_selected()
    page.keep_selected()
    page.trusted.open_dialog()
    assert page.handling.dialog is None
    assert page.trusted.dialog is None
    assert driver.stage.prompts.questions == []


def test_a_switch_that_is_away_leaves_the_addresses(driver: BlockDriver, qtbot: QtBot) -> None:
    page = driver.page
    driver.fake.answers["GET /suspensions"] = problem(503, "the softswitch is away")
    with qtbot.waitSignal(page.feed.loaded):
        page.feed.reload()
    assert set(driver.shown()) == ADDRESSES
    assert "the softswitch is away" in page.away.text()
    assert not page.away.isHidden()


def test_old_rows_are_marked_when_the_engine_is_silent(driver: BlockDriver, qtbot: QtBot) -> None:
    driver.fake.answers["GET /blacklist"] = problem(500, "broken")
    with qtbot.waitSignal(driver.page.feed.failed):
        driver.page.feed.reload()
    assert driver.page.content.is_stale()
    assert len(driver.shown()) == 9
    del driver.fake.answers["GET /blacklist"]
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.feed.reload()
    assert not driver.page.content.is_stale()
    driver.stage.session.state_changed.emit(State.RECONNECTING)
    assert driver.page.content.is_stale()


def test_the_second_tab_has_its_own_search(driver: BlockDriver) -> None:
    page = driver.page
    page.tabs.setCurrentIndex(TRUSTED)
    assert page.content.isHidden()
    assert page.filters.isHidden()
    assert not page.trusted.isHidden()
    assert page.export_button.isHidden()
    page.focus_search()
    page.tabs.setCurrentIndex(0)
    page.focus_search()
    assert not page.filters.isHidden()
    assert "second tab" in page.help_text()


def test_what_is_seen_is_written_to_a_file(driver: BlockDriver, tmp_path: Path) -> None:
    driver.stage.prompts.path = tmp_path / "blocked.csv"
    driver.page.chips.layers[Layer.ADDRESS].click()
    driver.page.export_button.click()
    lines = (tmp_path / "blocked.csv").read_text(encoding="utf-8").splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == ADDRESSES
    assert "4 rows written" in driver.stage.toasts[-1][0]


def test_the_menu_opens_where_it_is_asked_for(driver: BlockDriver) -> None:
    driver.page.view.clearSelection()
    assert driver.page.menu() is None
    driver.select("1001")
    driver.page.view.menu_wanted.emit(QPoint(5, 5), driver.page.view.rows())
    menu = next(menu for menu in driver.page.findChildren(Menu) if menu.isVisible())
    menu.close()


@pytest.mark.parametrize("key", ["block", "trusted"])
def test_the_palette_opens_the_dialogs(driver: BlockDriver, key: str) -> None:
    action = next(
        each for each in driver.page.offered() if each.objectName() == f"blocked.offer.{key}"
    )
    action.trigger()
    dialog = driver.page.handling.dialog if key == "block" else driver.page.trusted.dialog
    assert dialog is not None
    dialog.reject()
