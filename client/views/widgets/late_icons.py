"""Icons of actions that nobody sees yet.

The palette and the menu of the window show some fifty actions with an icon each. To draw those was
a fourth of the time in which the main window is made, so an action only knows the name of its icon
until one of the two is opened.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction

from client.theme import Theme

NAME = "lateIcon"


def name_icon(action: QAction, name: str) -> None:
    """Say which bundled icon *action* has, without drawing it."""
    action.setProperty(NAME, name)


def draw_icons(theme: Theme, actions: Iterable[QAction]) -> None:
    """Draw the icons of *actions* that are not drawn yet; they follow the palette from then on."""
    for action in actions:
        name = action.property(NAME)
        if name and action.icon().isNull():
            theme.bind_icon(action, name)
