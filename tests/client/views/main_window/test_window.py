"""The main window with the real pages, against a stand-in on a real socket."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from client.session import Session, State
from client.session.states import Step
from client.settings import ALARM_NOTICES, NAVIGATION_OPEN, TABS, THEME
from client.theme import Mode
from client.views.main_window.window import MainWindow, Surroundings
from client.views.pages import PAGES
from client.views.pages.cdr.page import CdrPage
from client.views.widgets.command_palette import plain_text
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_data import alarm, flood
from tests.helpers.page_stage import PageStage
from tests.helpers.windows import Windows


@pytest.fixture
def window(stage: PageStage, qtbot: QtBot) -> MainWindow:
    around = Surroundings(
        stage.session, stage.settings, stage.theme, stage.formats, stage.prompts, PAGES
    )
    made = MainWindow(around)
    qtbot.addWidget(made, before_close_func=lambda _: setattr(stage.prompts, "accept", True))
    made.show()
    return made


def press(window: MainWindow, key: str) -> QAction:
    action = window.registry.find(key)
    assert action is not None
    action.trigger()
    return action


def current(window: MainWindow) -> str:
    page = window.tabs.current()
    return page.spec.key if page else ""


def test_it_opens_with_the_first_page_and_a_green_lamp(window: MainWindow) -> None:
    assert current(window) == "endpoints"
    assert window.status.lamp.text() == "Softswitch running"
    assert "head office" in window.status.who()
    assert window.chrome.banner.isHidden()


def test_every_page_can_be_gone_to_by_navigation_and_palette(window: MainWindow) -> None:
    for spec in PAGES:
        window.navigation.page_wanted.emit(spec.key)
        assert current(window) == spec.key
    for spec in PAGES:
        press(window, f"go.{spec.key}")
        assert current(window) == spec.key
    assert window.navigation.currentIndex().data() == PAGES[-1].title_text()


def test_no_page_comes_up_as_a_window_of_its_own(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    with Windows(qapp) as windows:
        for spec in PAGES:
            window.open_page(spec.key)
            page = window.tabs.current()
            assert page is not None
            qtbot.waitUntil(lambda: not window.context.session._tasks._running, timeout=20_000)
    assert windows.shown == []


def test_every_action_is_in_the_palette_and_none_is_there_twice(window: MainWindow) -> None:
    for spec in PAGES:
        window.open_page(spec.key)
        window.show_palette()
        model = window.palette_box.model
        words = [model.index(row).data() for row in range(model.rowCount())]
        page = window.tabs.current()
        assert page is not None
        for action in page.offered():
            assert plain_text(action) in words, action.objectName()
            assert not action.icon().isNull(), action.objectName()
        assert len(words) == len(set(words)), sorted(words)
        window.palette_box.hide()
    keys = [action.objectName() for action in window.registry.all()]
    assert len(keys) == len(set(keys))


def test_the_palette_opens_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    press(window, "window.go-to")
    assert window.palette_box.isVisible()
    qtbot.keyClicks(window.palette_box.field, "cdr")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert current(window) == "cdr"


def test_keys_of_the_page_in_front_work_wherever_the_cursor_is(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("recent-cdr")
    window.open_page("cdr")
    page = window.tabs.current()
    assert isinstance(page, CdrPage)
    qtbot.waitUntil(lambda: page.isVisible() and page.table.rowCount() > 0)
    window.activateWindow()
    for place in (window.navigation, window.chrome.rail_button, page.view):
        place.setFocus()
        page.range_panel.hide()
        qtbot.keyClick(place, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(page.range_panel.isVisible)
    window.open_page("recent-cdr")
    qtbot.waitUntil(lambda: not page.isVisible())
    page.range_panel.hide()
    qtbot.keyClick(window.navigation, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.range_panel.isHidden(), "another page is in front"


def test_refresh_fetches_what_is_in_front(window: MainWindow, fake: FakeApi, qtbot: QtBot) -> None:
    window.open_page("parameters")
    qtbot.waitUntil(lambda: fake.count("GET", "/parameters") >= 1)
    before = fake.count("GET", "/parameters")
    qtbot.waitUntil(lambda: not window.context.session.busy("parameters"))
    press(window, "window.refresh")
    qtbot.waitUntil(lambda: fake.count("GET", "/parameters") > before)


def test_help_shortcuts_and_the_engine_are_explained(window: MainWindow, stage: PageStage) -> None:
    for spec in PAGES:
        window.open_page(spec.key)
        press(window, "window.help")
        assert len(stage.prompts.told[-1][1]) > 40
    press(window, "window.shortcuts")
    assert "Ctrl+K" in stage.prompts.told[-1][1]
    window.status.lamp.click()
    assert "switch: running" in stage.prompts.told[-1][1]


def test_the_look_is_chosen_and_remembered(window: MainWindow, stage: PageStage) -> None:
    try:
        press(window, "look.dark")
        assert stage.theme.palette.dark
        assert stage.settings.get(THEME) == "dark"
        dark, light = window.registry.find("look.dark"), window.registry.find("look.light")
        assert dark is not None
        assert light is not None
        assert dark.isChecked()
        assert not light.isChecked()
    finally:
        stage.theme.set_mode(Mode.LIGHT)


def test_the_navigation_can_be_hidden(window: MainWindow, stage: PageStage) -> None:
    press(window, "window.navigation")
    assert window.chrome.rail.isHidden()
    assert stage.settings.get(NAVIGATION_OPEN) is False
    window.chrome.rail_button.click()
    assert not window.chrome.rail.isHidden()


def test_the_menu_lists_actions_of_the_registry(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "window.menu")
    menu = next(
        widget for widget in window.findChildren(QWidget) if type(widget).__name__ == "Menu"
    )
    assert menu.isVisible()
    assert window.registry.find("look.dark") in menu.actions()
    drawn = {action.objectName() for action in menu.actions() if not action.icon().isNull()}
    assert {"window.help", "window.sign-out"} <= drawn
    menu.close()


def test_a_lost_engine_is_told_and_its_return_too(
    window: MainWindow, signed_in: Session, qtbot: QtBot
) -> None:
    signed_in._lost()
    assert signed_in.state is State.RECONNECTING
    assert not window.chrome.banner.isHidden()
    assert window.status.lamp.text() == "Softswitch unreachable"
    qtbot.waitUntil(lambda: signed_in.state is State.SIGNED_IN, timeout=5000)
    assert window.chrome.banner.isHidden()
    assert window.status.lamp.text() == "Softswitch running"


def test_an_expired_session_offers_to_sign_in(
    window: MainWindow, signed_in: Session, qtbot: QtBot
) -> None:
    signed_in._step(Step.TOKEN_REFUSED)
    assert "expired" in window.chrome.banner.text()
    with qtbot.waitSignal(window.sign_in_wanted):
        window._sign_in_again.click()


def test_closing_tells_and_remembers(window: MainWindow, stage: PageStage, qtbot: QtBot) -> None:
    window.open_page("cdr")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert stage.settings.get(TABS) == ["endpoints", "cdr"]
    assert not stage.settings.layout("window").isEmpty()


def test_the_bell_leads_to_the_alarms(window: MainWindow, fake: FakeApi, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status.bell.text() == "No alarms")
    fake.raised = [alarm.make("relay.gone", "critical")]
    fake.push("alarm", {"action": "raised", "id": "relay.gone"})
    qtbot.waitUntil(lambda: window.status.bell.text() == "1 alarm")
    assert window.status.bell.property("tone") == "bad"
    window.status.bell.click()
    assert current(window) == "alarms"


def test_missing_records_are_told_in_every_page_and_lead_to_their_setting(
    window: MainWindow, fake: FakeApi, qtbot: QtBot
) -> None:
    assert window.chrome.recording.isHidden()
    fake.flood = {"off": flood.off()}
    window.recording.ask()
    qtbot.waitUntil(lambda: not window.chrome.recording.isHidden())
    window.recording.button.click()
    assert current(window) == "parameters"


def test_an_error_that_nobody_handles_is_a_message(
    window: MainWindow, signed_in: Session, qtbot: QtBot
) -> None:
    signed_in.call("x", lambda api: api.endpoint("none"))
    qtbot.waitUntil(lambda: "no such endpoint" in window.toast.text())


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_every_control_is_named_for_those_who_do_not_see_it(
    window: MainWindow, key: str, qtbot: QtBot
) -> None:
    window.open_page(key)
    qtbot.waitUntil(lambda: not window.context.session.busy("figures"))
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
    nameless = []
    for control in window.findChildren(QWidget):
        if not isinstance(control, kinds) or not control.isVisible():
            continue
        inner = isinstance(control.parent(), (QAbstractSpinBox, QComboBox, QLineEdit))
        text = control.text() if isinstance(control, QAbstractButton) else ""
        if not (control.accessibleName() or text or inner):
            nameless.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
    assert not nameless


def test_notices_of_the_desktop_can_be_switched_off(window: MainWindow, stage: PageStage) -> None:
    action = press(window, "window.notices")
    assert not action.isChecked()
    assert not stage.settings.get(ALARM_NOTICES)
    assert "are off" in window.toast.text()
    press(window, "window.notices")
    assert action.isChecked()
    assert "are on" in window.toast.text() or "no tray" in window.toast.text()
    window.notices.pressed.emit()
    assert current(window) == "alarms"
