"""What follows from the results of actions."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from client.api.errors import ServerFault
from client.api.values import Cleared
from client.models.endpoint_changes import Changes
from client.models.endpoint_rows import Status
from tests.client.views.pages.endpoint_management.conftest import PageDriver
from tests.helpers.client_samples import endpoint


def test_what_was_cleared_changes_at_once_even_before_the_next_answer(driver: PageDriver) -> None:
    driver.page.handling.clear.asked = ("1001", "1002")
    driver.page.handling.clear.done.emit((Cleared("1001", True, 6),))
    assert driver.row("1001").status is Status.UNREGISTERED
    assert driver.row("1002").locked
    text, tone = driver.stage.toasts[-1]
    assert "1001 may register again" in text
    assert "1 was not suspended any more" in text
    assert tone == "ok"


def test_nothing_removed_is_said_calmly(driver: PageDriver) -> None:
    driver.page.handling.clear.asked = ("1001",)
    driver.page.handling.clear.done.emit(())
    assert driver.stage.toasts[-1][1] == "neutral"


def test_rows_are_asked_for_again(driver: PageDriver, qtbot: QtBot) -> None:
    driver.page.handling.clear.asked = ("1001",)
    driver.page.handling.clear.done.emit((Cleared("1001", True, 6),))
    qtbot.waitUntil(lambda: bool(driver.asked("GET", "/endpoints/1001")))


def test_what_failed_is_said_beside_what_was_done(driver: PageDriver) -> None:
    failed = (("1005", ServerFault("broken", status=500)),)
    changes = Changes(("1004",), failed, (endpoint("1004", enabled=False),))
    driver.page.handling.enable.done.emit(changes)
    text, tone = driver.stage.toasts[-1]
    assert text == "1004 is disabled. 1005 was not changed: broken"
    assert tone == "bad"
    assert driver.row("1004").status is Status.DISABLED


def test_a_warning_of_the_engine_reaches_the_operator(driver: PageDriver) -> None:
    saved = endpoint("1004", display_name="Reception", warning="the switch is away")
    driver.page.handling.save.done.emit(saved)
    assert driver.stage.toasts[-1] == ("1004 is saved. the switch is away", "warning")
    assert driver.row("1004").name == "Reception"


def test_what_was_deleted_leaves_the_table(driver: PageDriver) -> None:
    driver.page.handling.delete.done.emit(Changes(("1004", "1005")))
    assert not {"1004", "1005"} & set(driver.shown())
    assert driver.stage.toasts[-1] == ("2 deleted: 1004, 1005.", "ok")
