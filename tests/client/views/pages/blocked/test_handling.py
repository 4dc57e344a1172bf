"""What follows from the results of actions."""

from pytestqt.qtbot import QtBot

from client.api.errors import Forbidden
from client.models.block_changes import Kept, Undone
from client.models.block_rows import Layer, key_of_block
from tests.client.views.pages.blocked.conftest import BlockDriver
from tests.helpers.block_stubs import entry


def test_results_change_rows_and_are_said(driver: BlockDriver, qtbot: QtBot) -> None:
    handling = driver.page.handling
    with qtbot.waitSignal(handling.changed):
        handling.undo.done.emit(Undone(keys=(key_of_block(1),), done=("203.0.113.24",)))
    assert "203.0.113.24" not in driver.shown()
    refused = (("192.0.2.77", Forbidden("no", status=403)),)
    with qtbot.waitSignal(handling.changed):
        handling.keep.done.emit(Kept((entry(9, "192.0.2.9"),), refused))
    assert "192.0.2.9" in driver.shown()
    assert driver.stage.toasts[-1][1] == "bad"


def test_a_dialog_s_entry_is_shown_at_once(driver: BlockDriver) -> None:
    handling = driver.page.handling
    handling.open_dialog("203.0.113.200", "why")
    assert handling.dialog is not None
    handling.dialog.blocked.emit(entry(77, "203.0.113.200"))
    assert "203.0.113.200" in driver.shown()
    handling.dialog.reject()


def test_a_number_is_blocked_and_stands_in_the_table(driver: BlockDriver, qtbot: QtBot) -> None:
    handling = driver.page.handling
    handling.open_number_dialog()
    assert handling.number_dialog is not None
    handling.number_dialog.value.setText("0099123")
    with qtbot.waitSignal(handling.number_dialog.blocked):
        handling.number_dialog.accept_button.click()
    assert driver.row("0099123").layer is Layer.NUMBER
    driver.page.show_records(driver.row("0099123"))
    assert driver.stage.opened[-1] == ("cdr", {"numbers": ("0099123",)})
