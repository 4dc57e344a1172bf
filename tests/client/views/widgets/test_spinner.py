"""The spinner turns only while it is seen."""

from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.spinner import Spinner


def test_it_turns_only_while_it_is_seen(theme: Theme, qtbot: QtBot) -> None:
    spinner = Spinner(theme, 18)
    qtbot.addWidget(spinner)
    assert not spinner._timer.isActive()
    spinner.show()
    angle = spinner._angle
    qtbot.waitUntil(lambda: spinner._angle != angle)
    spinner.hide()
    assert not spinner._timer.isActive()
    assert (spinner.sizeHint().width(), spinner.accessibleName()) == (18, "Loading")
