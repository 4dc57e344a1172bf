"""A banner: words, a tone, the icon of the tone, and a next step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from client.resources import icon_names
from client.theme import TONES, Theme
from client.views.widgets.notice import ICONS, Notice


def test_every_tone_has_an_icon() -> None:
    assert set(ICONS) == set(TONES)
    assert set(ICONS.values()) <= set(icon_names())


@pytest.mark.parametrize("tone", TONES)
def test_it_takes_the_tone(theme: Theme, qtbot: QtBot, tone: str) -> None:
    notice = Notice(theme, "text", tone)
    qtbot.addWidget(notice)
    assert notice.property("tone") == tone


def test_its_icon_is_drawn_when_it_is_seen(theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, "text", "bad")
    qtbot.addWidget(notice)
    assert notice._picture.pixmap().isNull()
    notice.show()
    bad = notice._picture.pixmap()
    assert not bad.isNull()
    notice.set("text", "ok")
    assert notice._picture.pixmap().cacheKey() != bad.cacheKey()


def test_it_says_something_else_and_offers_a_step(theme: Theme, qtbot: QtBot) -> None:
    ran: list[int] = []
    notice = Notice(theme, "one")
    qtbot.addWidget(notice)
    notice.set("<b>two</b>", "bad", "lock")
    assert notice.text() == notice.accessibleName() == "<b>two</b>"
    labels = notice.findChildren(QLabel)
    assert any(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    notice.add_button("Sign in again", lambda: ran.append(1)).click()
    assert ran == [1]
