"""A passing message: it goes by itself, an error stays."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.toast import EDGE, Toast


def test_a_message_goes_and_an_error_stays(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toast = Toast(theme, window)
    assert toast.text() == ""
    toast.show_text("Took effect at 11:02:14", "ok")
    assert toast.text() == "Took effect at 11:02:14"
    assert toast._timer.isActive()
    toast._over()
    assert toast.text() == ""
    toast.show_text("The server does not answer", "bad")
    assert not toast._timer.isActive()


def test_it_stays_in_its_corner(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toast = Toast(theme, window)
    toast.show_text("x")
    window.resize(700, 500)
    assert toast.geometry().right() == 700 - EDGE - 1
    assert window.rect().contains(toast.geometry())
