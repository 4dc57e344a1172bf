"""Every keyboard shortcut of the window, in one place; pages add theirs while they are in front."""

from __future__ import annotations

from enum import StrEnum


class Shortcut(StrEnum):
    """The shortcuts that work everywhere in the main window."""

    GO_TO = "Ctrl+K"
    FIND = "Ctrl+F"
    REFRESH = "F5"
    HELP = "F1"
    CLOSE_TAB = "Ctrl+W"
    NEXT_TAB = "Ctrl+Tab"
    PREVIOUS_TAB = "Ctrl+Shift+Tab"
    NAVIGATION = "Ctrl+B"
    MENU = "F10"
    SIGN_OUT = "Ctrl+Shift+Q"
    QUIT = "Ctrl+Q"
