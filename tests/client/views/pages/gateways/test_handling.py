"""A row changes the moment the engine has answered."""

from pytestqt.qtbot import QtBot

from client.models.gateway_changes import GatewayChanges
from tests.client.views.pages.gateways.conftest import GatewayDriver
from tests.helpers.call_stubs import gateway


def test_a_stored_gateway_keeps_its_figures(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.page.feed.set_seen(seen=False)
    calls = driver.page.table.calls()
    with qtbot.waitSignal(driver.page.handling.changed):
        driver.page.handling.save.done.emit(gateway("carrier-a", memo="new", live=None))
    assert driver.row("carrier-a").memo == "new"
    assert driver.page.table.calls() == calls


def test_what_the_engine_warns_of_is_said(driver: GatewayDriver) -> None:
    driver.page.handling.create.done.emit(gateway("x", warning="the softswitch is away"))
    assert driver.stage.toasts[-1] == ("x is stored. the softswitch is away", "warning")


def test_deleted_rows_go_at_once(driver: GatewayDriver, qtbot: QtBot) -> None:
    driver.page.feed.set_seen(seen=False)
    with qtbot.waitSignal(driver.page.handling.changed):
        driver.page.handling.delete.done.emit(GatewayChanges(("carrier-a", "carrier-b")))
    assert driver.shown() == ["carrier-c", "carrier-old"]
    assert driver.stage.toasts[-1] == ("2 deleted: carrier-a, carrier-b.", "ok")
