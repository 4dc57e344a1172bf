"""New alarms are notices of the desktop, if it has a tray and the operator wants them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from client.models.alarm_feed import AlarmFeed
from client.settings import ALARM_NOTICES, Settings
from client.theme import Theme
from client.views.main_window.alarm_notices import AlarmNotices
from tests.helpers.client_stubs import StubApi, StubSession
from tests.helpers.fake_data import alarm

ONE = decode(StandingAlarm, alarm.make("relay.gone:r1", "critical"))
TWO = replace(ONE, id="relay.gone:r2", severity="warning")


class RecordingTray(QSystemTrayIcon):
    """A tray icon that keeps its messages and is never put into a tray: there is none here."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.said: list[tuple[str, Any]] = []
        self.shown = False

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        self.shown = visible

    def isVisible(self) -> bool:  # noqa: N802
        return self.shown

    def showMessage(self, heading: str, _body: str, icon: Any, _ms: int) -> None:  # type: ignore[override]  # noqa: N802
        self.said.append((heading, icon))


def feed_of() -> AlarmFeed:
    return AlarmFeed(cast(Any, StubSession(StubApi())), "alarms.test")


def test_a_new_alarm_is_a_notice_until_it_is_switched_off(
    qtbot: QtBot, settings: Settings, theme: Theme
) -> None:
    feed, trays = feed_of(), list[RecordingTray]()

    def make(parent: QObject) -> RecordingTray:
        trays.append(RecordingTray(parent))
        return trays[-1]

    notices = AlarmNotices(feed, settings, theme, None, make)
    assert notices.usable()
    feed.changed.emit((ONE,))
    assert trays[0].said == []
    feed.changed.emit((ONE, TWO))
    icons = QSystemTrayIcon.MessageIcon
    assert trays[0].said == [("Alarm: Media relay gone (r2)", icons.Warning)]
    with qtbot.waitSignal(notices.pressed):
        trays[0].messageClicked.emit()
    notices.toggle()
    assert not settings.get(ALARM_NOTICES)
    assert not notices.usable()
    feed.changed.emit((TWO,))
    feed.changed.emit((ONE, TWO))
    assert len(trays[0].said) == 1
    notices.toggle()
    feed.changed.emit((TWO,))
    feed.changed.emit((ONE, TWO))
    assert trays[0].said[1] == ("Critical alarm: Media relay gone (r1)", icons.Critical)
    assert len(trays) == 1


def test_without_a_tray_nothing_breaks(qapp: object, settings: Settings, theme: Theme) -> None:
    feed = feed_of()
    notices = AlarmNotices(feed, settings, theme, None, lambda _parent: None)
    feed.changed.emit(())
    feed.changed.emit((ONE,))
    assert notices.wanted()
    assert not notices.usable()
