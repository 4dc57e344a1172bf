"""Icons that are drawn when they are seen."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from client.theme import Mode, Theme
from client.views.widgets.late_icons import draw_icons, name_icon


def test_an_icon_is_drawn_once_it_is_seen(qapp: QApplication, theme: Theme) -> None:
    named, plain = QAction(qapp), QAction(qapp)
    name_icon(named, "lock")
    assert named.icon().isNull()
    draw_icons(theme, [named, plain])
    assert not named.icon().isNull()
    assert plain.icon().isNull()


def test_a_drawn_icon_is_not_drawn_again_but_follows_the_palette(
    qapp: QApplication, theme: Theme
) -> None:
    action = QAction(qapp)
    name_icon(action, "lock")
    draw_icons(theme, [action])
    drawn = action.icon().cacheKey()
    draw_icons(theme, [action])
    assert action.icon().cacheKey() == drawn
    theme.set_mode(Mode.DARK)
    try:
        assert action.icon().cacheKey() != drawn
    finally:
        theme.set_mode(Mode.LIGHT)
