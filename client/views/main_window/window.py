"""The frame that everything is seen in: navigation left, tabs on top, status at the bottom.

The window opens pages by their keys, remembers which were open, shows how the engine is, and puts
every action into one registry. It fetches nothing itself and knows no page by name but
those that the bell and the banner lead to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow

from client.api.errors import ApiError
from client.api.values import Health
from client.formats import Formats
from client.i18n import resolve
from client.session import Session, State
from client.settings import COMPACT, LANGUAGE, NAVIGATION_OPEN, THEME, Settings
from client.theme import Mode, Theme
from client.views.actions.registry import ActionRegistry
from client.views.dialogs.zone import ZoneDialog
from client.views.main_window.alarm_notices import AlarmNotices
from client.views.main_window.bell import Bell
from client.views.main_window.chrome import Chrome
from client.views.main_window.engine_report import report
from client.views.main_window.figures import LiveFigures
from client.views.main_window.page_host import PageHost
from client.views.main_window.recording_banner import RecordingBanner
from client.views.main_window.window_actions import (
    Line,
    build,
    look_lines,
    page_lines,
    shortcut_sheet,
)
from client.views.shortcuts import Shortcut
from client.views.widgets.command_palette import CommandPalette
from client.views.widgets.error_texts import advice, title_of
from client.views.widgets.lamp import lamp_of
from client.views.widgets.late_icons import draw_icons
from client.views.widgets.menu import Menu
from client.views.widgets.navigation import Navigation
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.page_tabs import PageTabs
from client.views.widgets.prompts import Answer, Prompts, Question
from client.views.widgets.status_bar import StatusBar
from client.views.widgets.toast import Toast

SIZE = (1440, 900)
#: The parameter that the banner of missing records leads to.
RECORDING = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
SMALLEST = (1024, 640)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window is built with."""

    session: Session
    settings: Settings
    theme: Theme
    formats: Formats
    prompts: Prompts
    specs: Sequence[PageSpec]


class MainWindow(QMainWindow):
    """The main window of one session.

    Signals:
        language_wanted: code of a language; the application builds the window anew.
        zone_wanted: name of a time zone, empty for that of this computer; the window is built anew.
        sign_out_wanted: the operator wants to leave this server.
        sign_in_wanted: the session has expired and the operator wants to go on.
        closed: the window was closed and nothing in it is unsaved.
    """

    language_wanted = Signal(str)
    zone_wanted = Signal(str)
    sign_out_wanted = Signal()
    sign_in_wanted = Signal()
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._session = around.session
        self._theme = around.theme
        self._specs = {spec.key: spec for spec in around.specs}
        self._closing = False
        self.registry = ActionRegistry(self)
        self.navigation = Navigation(around.theme, around.specs)
        self.tabs = PageTabs(around.theme)
        self.status = StatusBar(around.theme, around.formats)
        self.chrome = Chrome(around.theme, self.navigation, self.tabs, self.status)
        self.chrome.rail.setVisible(around.settings.get(NAVIGATION_OPEN))
        self._sign_in_again = self.chrome.banner.add_button(
            self.tr("Sign in again"), self.sign_in_wanted.emit
        )
        self.setWindowTitle("Switchwarden")
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.setCentralWidget(self.chrome)
        self.toast = Toast(around.theme, self)
        self.palette_box = CommandPalette(around.theme, self)
        self.context = PageContext(
            around.session, around.settings, around.theme, around.formats, around.prompts,
            self.toast.show_text, self.open_page,
        )  # fmt: skip
        self.host = PageHost(self._specs, self.context, self.tabs, self.registry)
        self.bell = Bell(self._session, self.status, self)
        self.notices = AlarmNotices(self.bell.feed, around.settings, around.theme, self)
        self._make_actions()
        self._wire()
        self._restore()

    def open_page(self, key: str, filters: Mapping[str, object] | None = None) -> None:
        """Bring the page *key* to the front, opening it first if it is not open."""
        self.host.open(key, filters)

    def losses(self) -> str:
        """Say what would be lost by closing the window; an empty text if it is nothing."""
        return self.host.losses()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout; ask first if something would be lost."""
        losses = "" if self._closing else self.losses()
        if losses:
            event.ignore()
            question = Question(
                self.tr("Close the window?"),
                losses,
                self.tr("Close all the same"),
                tone="bad",
                ask_reason=False,
            )
            self._around.prompts.confirm(self, question, self._close_answered)
            return
        self.remember()
        event.accept()
        self.closed.emit()

    def remember(self) -> None:
        """Remember size and tabs."""
        self.host.remember()
        self._around.settings.save_layout("window", self.saveGeometry())

    # building

    def _make_actions(self) -> None:
        lines = [
            Line("window.go-to", self.tr("Go to anything…"), self.show_palette, "command",
                 Shortcut.GO_TO),
            Line("window.refresh", self.tr("Refresh"), self._refresh, "refresh", Shortcut.REFRESH),
            Line("window.find", self.tr("Search in this page"), self._find, "search",
                 Shortcut.FIND),
            Line("window.help", self.tr("What is this page?"), self._help, "help-circle",
                 Shortcut.HELP),
            Line("window.shortcuts", self.tr("Keyboard shortcuts"), self._shortcuts, "keyboard"),
            Line("window.engine", self.tr("State of the engine"), self._engine, "activity"),
            Line("window.close-tab", self.tr("Close the page"), self.host.close_current, "x",
                 Shortcut.CLOSE_TAB),
            Line("window.next-tab", self.tr("Next page"), lambda: self.tabs.step(1),
                 "chevron-right", Shortcut.NEXT_TAB),
            Line("window.previous-tab", self.tr("Previous page"), lambda: self.tabs.step(-1),
                 "chevron-left", Shortcut.PREVIOUS_TAB),
            Line("window.navigation", self.tr("Show or hide the navigation"), self._toggle_rail,
                 "layout-sidebar-left-collapse", Shortcut.NAVIGATION),
            Line("window.menu", self.tr("Open the menu"), self.show_menu, "dots", Shortcut.MENU),
            Line("window.compact", self.tr("Compact rows"), self._toggle_compact, "table",
                 checkable=True),
            Line("window.notices", self.tr("Desktop notices of new alarms"), self._toggle_notices,
                 "bell", checkable=True),
            Line("window.zone", self.tr("Time zone…"), self.ask_zone, "clock"),
            *look_lines(self._set_mode, self.language_wanted.emit),
            Line("window.sign-out", self.tr("Sign out"), self.sign_out_wanted.emit, "logout",
                 Shortcut.SIGN_OUT),
            Line("window.quit", self.tr("Quit"), self.close, "power", Shortcut.QUIT),
        ]  # fmt: skip
        lines += page_lines(self._around.specs, self.open_page)
        self.registry.add("window", build(self, lines))
        self._check_look()

    def _wire(self) -> None:
        self.navigation.page_wanted.connect(self.open_page)
        self.tabs.page_shown.connect(self._page_shown)
        self.chrome.go_to.clicked.connect(self.show_palette)
        self.chrome.menu_button.clicked.connect(self.show_menu)
        self.chrome.rail_button.clicked.connect(self._toggle_rail)
        self.status.lamp_pressed.connect(self._engine)
        self.status.bell_pressed.connect(lambda: self.open_page("alarms"))
        self.status.show_who(self._session.server_name, self._session.user)
        session = self._session
        session.health_changed.connect(self._show_health)
        session.latency_changed.connect(self.status.show_latency)
        session.state_changed.connect(self._show_state)
        session.resynced.connect(self.host.refresh_all)
        session.failed.connect(self._show_failure)
        self.figures = LiveFigures(session, self)
        self.figures.changed.connect(self.status.show_figures)
        self.notices.pressed.connect(self._come_with_alarms)
        self.recording = RecordingBanner(session, self.chrome.recording, self._around.formats, self)
        self.recording.look_wanted.connect(
            lambda: self.open_page("parameters", {"name": RECORDING, "text": RECORDING})
        )
        self._show_health(session.health)
        self.status.show_latency(session.latency_s)
        self._show_state(session.state)

    def _restore(self) -> None:
        settings = self._around.settings
        geometry = settings.layout("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        self.host.restore()
        self.figures.ask()
        self.bell.ask()
        self.recording.ask()

    # what actions do

    def show_palette(self) -> None:
        """Open the palette over the usable actions: those of the window and of the page."""
        front = self.tabs.current()
        offered = {id(action) for page in self.tabs.pages() for action in page.offered()}
        mine = {id(action) for action in front.offered()} if front else set()
        actions = [
            action
            for action in self.registry.all()
            if (id(action) in mine or id(action) not in offered)
            and action.objectName() != "window.go-to"
        ]
        self.palette_box.open(actions)

    def show_menu(self) -> None:
        """Open the menu of the window under its button."""
        menu = Menu(self._theme, self)
        for group in (
            ("window.help", "window.shortcuts", "window.engine"),
            ("look.auto", "look.light", "look.dark", "window.compact"),
            ("window.notices",),
            ("language.en", "language.zh_CN", "window.zone"),
            ("window.sign-out", "window.quit"),
        ):
            for key in group:
                action = self.registry.find(key)
                if action is not None:
                    draw_icons(self._theme, [action])
                    menu.addAction(action)
            menu.addSeparator()
        corner = self.chrome.menu_button.mapToGlobal(self.chrome.menu_button.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), -4))

    def _action(self, key: str) -> QAction:
        action = self.registry.find(key)
        if action is None:
            raise LookupError(key)
        return action

    def _refresh(self) -> None:
        page = self.tabs.current()
        if page is not None:
            page.refresh()

    def _find(self) -> None:
        page = self.tabs.current()
        if page is not None:
            page.focus_search()

    def _help(self) -> None:
        page = self.tabs.current()
        if page is not None:
            self._around.prompts.tell(self, page.spec.title_text(), page.help_text())

    def _shortcuts(self) -> None:
        text = shortcut_sheet(self.registry.all())
        self._around.prompts.tell(self, self.tr("Keyboard shortcuts"), text)

    def _engine(self) -> None:
        text = report(self._session.health, self._around.formats)
        self._around.prompts.tell(self, self.tr("State of the engine"), text)

    def _toggle_rail(self) -> None:
        shown = self.chrome.rail.isHidden()
        self.chrome.rail.setVisible(shown)
        self._around.settings.set(NAVIGATION_OPEN, shown)

    def _toggle_compact(self) -> None:
        compact = not self._around.settings.get(COMPACT)
        self._around.settings.set(COMPACT, compact)
        self._check_look()
        self.toast.show_text(self.tr("Pages opened from now on have the other row height."))

    def _toggle_notices(self) -> None:
        self.notices.toggle()
        self._check_look()
        if not self.notices.wanted():
            text = self.tr("Desktop notices of new alarms are off.")
        elif self.notices.usable():
            text = self.tr("Desktop notices of new alarms are on.")
        else:
            text = self.tr("This desktop has no tray; there are no notices here.")
        self.toast.show_text(text)

    def ask_zone(self) -> None:
        """Ask in which time zone times are shown."""
        self.zone_dialog = ZoneDialog(self._theme, self._around.formats.zone_name, self)
        self.zone_dialog.wanted.connect(self.zone_wanted)
        self.zone_dialog.open()

    def _come_with_alarms(self) -> None:
        """Come to the front and show what stands."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.open_page("alarms")

    def _set_mode(self, mode: Mode) -> None:
        self._around.settings.set(THEME, str(mode))
        self._theme.set_mode(mode)
        self._check_look()

    def _check_look(self) -> None:
        """Check the theme and the language that are in use."""
        language = resolve(self._around.settings.get(LANGUAGE))
        for mode in Mode:
            self._action(f"look.{mode}").setChecked(mode is self._theme.mode)
        for code in ("en", "zh_CN"):
            self._action(f"language.{code}").setChecked(code == language)
        self._action("window.compact").setChecked(self._around.settings.get(COMPACT))
        self._action("window.notices").setChecked(self.notices.wanted())

    # what happens

    def _page_shown(self, page: Page | None) -> None:
        if page is not None:
            self.navigation.select_page(page.spec.key)
            self.host.remember()

    def _show_health(self, health: Health | None) -> None:
        self.status.show_lamp(lamp_of(health))
        if health is None:
            self.status.show_latency(None)

    def _show_state(self, state: State) -> None:
        texts = {
            State.RECONNECTING: self.tr(
                "The engine does not answer. What you see is the last known state; the connection "
                "is tried again by itself."
            ),
            State.EXPIRED: self.tr("Your session has expired. Nothing you do is sent."),
        }
        self.chrome.banner.setVisible(state in texts)
        self._sign_in_again.setVisible(state is State.EXPIRED)
        if state in texts:
            self.chrome.banner.set(texts[state])

    def _show_failure(self, error: ApiError) -> None:
        self.toast.show_text(f"{title_of(error)}. {advice(error)}", "bad")

    def _close_answered(self, answer: Answer) -> None:
        if answer.accepted:
            self._closing = True
            self.close()
