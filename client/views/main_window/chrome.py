"""Where everything is: navigation left, tabs and tools on top, a banner, pages, status below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from client.theme import Theme
from client.views.shortcuts import Shortcut
from client.views.widgets.buttons import IconButton
from client.views.widgets.navigation import WIDTH as NAVIGATION_WIDTH
from client.views.widgets.navigation import Navigation
from client.views.widgets.notice import Notice
from client.views.widgets.page_tabs import PageTabs
from client.views.widgets.status_bar import StatusBar

BAR_HEIGHT = 48
GAP = 10
GO_TO_WIDTH = 240


class Chrome(QWidget):
    """The central widget of the main window; it only lays out.

    Attributes:
        rail: holds the navigation and can be hidden.
        banner: says that the engine is away or the session has expired.
        recording: says that calls of zero seconds are not recorded.
        go_to: opens the palette.
        menu_button: opens the menu.
        rail_button: shows and hides the navigation.
    """

    def __init__(
        self, theme: Theme, navigation: Navigation, tabs: PageTabs, status: StatusBar
    ) -> None:
        super().__init__()
        self._theme = theme
        self.banner = Notice(theme, tone="warning", icon="plug-connected-x")
        self.banner.hide()
        self.recording = Notice(theme, tone="warning", icon="database")
        self.recording.hide()
        self.rail = self._make_rail(navigation)
        self.rail_button = IconButton(
            theme, "layout-sidebar-left-collapse", self.tr("Show or hide the navigation")
        )
        self.go_to = QPushButton(self.tr("Go to anything…") + f"   {Shortcut.GO_TO}")
        self.go_to.setAccessibleName(self.tr("Go to anything"))
        self.go_to.setMinimumWidth(GO_TO_WIDTH)
        theme.set_property(self.go_to, "role", "goto")
        self.menu_button = IconButton(theme, "dots", self.tr("Menu"))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._make_bar(tabs))
        holder = QVBoxLayout()
        holder.setContentsMargins(24, 0, 24, 0)
        holder.setSpacing(GAP)
        above = QWidget()  # the gap is there only while a banner is
        above.setFixedHeight(0)
        holder.addWidget(above)
        holder.addWidget(self.banner)
        holder.addWidget(self.recording)
        right.addLayout(holder)
        right.addWidget(tabs.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(status)

    def _make_rail(self, navigation: Navigation) -> QFrame:
        rail = QFrame()
        self._theme.set_property(rail, "role", "rail")
        rail.setFixedWidth(NAVIGATION_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 10, 1, 0)
        column.addWidget(navigation)
        return rail

    def _make_bar(self, tabs: PageTabs) -> QFrame:
        bar = QFrame()
        self._theme.set_property(bar, "role", "bar")
        bar.setFixedHeight(BAR_HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.rail_button)
        row.addWidget(tabs, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.go_to)
        row.addWidget(self.menu_button)
        return bar
