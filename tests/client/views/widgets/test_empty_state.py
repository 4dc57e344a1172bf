"""An empty state teaches: title, words, and the next step."""

from pytestqt.qtbot import QtBot

from client.theme import Mode, Theme
from client.views.widgets.empty_state import EmptyState


def test_it_says_why_and_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    ran: list[int] = []
    state = EmptyState(theme, "lock", "No suspensions", "Turn on SS_ENDPOINTREGISTERSUSPEND.")
    qtbot.addWidget(state)
    state.add_button("Open the parameter", lambda: ran.append(1), primary=True).click()
    assert ran == [1]
    assert state.accessibleName() == "No suspensions Turn on SS_ENDPOINTREGISTERSUSPEND."


def test_its_picture_follows_the_palette(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, "lock", "x", "y")
    qtbot.addWidget(state)
    before = state._picture.pixmap().cacheKey()
    try:
        theme.set_mode(Mode.DARK)
        assert state._picture.pixmap().cacheKey() != before
    finally:
        theme.set_mode(Mode.LIGHT)
