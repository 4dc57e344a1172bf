"""How good the passwords of endpoints and operators are, and the way to those that should change.

Operators are shown to administrators only, and so is their tab.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError
from client.api.password_values import PasswordFact
from client.models.filter_proxy import FilterProxy
from client.models.passwords import MOST, Finding, PasswordFeed, PasswordTable, finding_word
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.chip import Chip
from client.views.widgets.inner_tabs import InnerTabs
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec

KINDS = ("endpoint", "operator")
LESSER = ("enabled", "display")
LAST_WIDTH = 240
CHOICES: tuple[Finding | None, ...] = (Finding.WEAK, Finding.UNKNOWN, Finding.UNCHANGED, None)
TONES = {Finding.WEAK: "bad", Finding.UNKNOWN: "warning", Finding.UNCHANGED: "warning"}


class PasswordPage(Page):
    """Weak passwords, those that nobody judged, and those of the first day."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = PasswordTable(context.formats, self)
        self.feed = PasswordFeed(context.session, self)
        self.finding: Finding | None = Finding.WEAK
        self._build()
        self._build_filters()
        self._wire()

    @property
    def kind(self) -> str:
        """Whose passwords are shown."""
        return KINDS[self.tabs.currentIndex()]

    def refresh(self) -> None:
        """Ask anew."""
        self.content.show_loading()
        self.reload()

    def reload(self) -> None:
        """Ask; what is shown stays until the answer is there."""
        self.feed.load(self.kind, self.finding, self.filters.search.text().strip())

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "How good each password was when it was set. The engine keeps this score and the date, "
            "never the password itself, so nothing here helps anybody to guess it. Weak ones fall "
            "to a patient guesser; those never judged were set before scores were kept. A double "
            "click opens the endpoint, where a new password is generated with one click."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``finding``, ``kind``."""
        kind = filters.get("kind")
        if kind in KINDS:
            self.tabs.setCurrentIndex(KINDS.index(str(kind)))
        wanted = filters.get("finding")
        self.choose(next((each for each in Finding if each == wanted), None))

    def choose(self, finding: Finding | None) -> None:
        """Show the passwords of one finding, or all."""
        self.finding = finding
        for each, chip in self.chips.items():
            chip.setChecked(each is finding)
        self.reload()

    def open_owner(self, row: PasswordFact) -> None:
        """Open the endpoint or the operator, where a new password is set."""
        if row.kind == "endpoint":
            self.context.open_page("endpoints", {"text": row.name})
            return
        self.context.open_page("operators", {"text": row.name})

    def menu(self) -> Menu | None:
        """Return the context menu of the selected row."""
        rows = self.view.rows()
        if len(rows) != 1:
            return None
        row = rows[0]
        menu = Menu(self.context.theme, self)
        endpoint = row.kind == "endpoint"
        menu.add(
            self.tr("Open endpoint {name}").format(name=row.name)
            if endpoint
            else self.tr("Set a new password…"),
            lambda: self.open_owner(row),
            "device-landline-phone" if endpoint else "key",
        )
        menu.add(
            self.tr("Copy the name"),
            lambda: QGuiApplication.clipboard().setText(row.name),
            "copy",
        )
        return menu

    # construction

    def _build(self) -> None:
        context = self.context
        titles = (self.tr("Endpoints"), self.tr("Operators"))
        self.tabs = InnerTabs(context.theme, self.tr("Whose passwords"), titles)
        self.root.insertWidget(1, self.tabs)
        self.view = FittingTable(
            context.theme, "passwords", context.settings, LESSER, LAST_WIDTH, self.content.holder
        )
        self.view.setAccessibleName(self.tr("Passwords"))
        self.view.setModel(FilterProxy(self.table, self))
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(self.table.column("name"), Qt.SortOrder.AscendingOrder)
        self.content.set_widget(self.view)
        self.open_button = self.head.add_button(
            self.tr("Open endpoint"), self._open_selected, "device-landline-phone"
        )

    def _build_filters(self) -> None:
        self.filters.set_placeholder(self.tr("Extension or name"))
        self.chips: dict[Finding | None, Chip] = {}
        for finding in CHOICES:
            tone = TONES.get(finding, "neutral") if finding else "neutral"
            chip = Chip(self.context.theme, finding_word(finding), tone, checkable=True)
            chip.setChecked(finding is self.finding)
            chip.clicked.connect(lambda _on=False, each=finding: self.choose(each))
            self.chips[finding] = self.filters.add_chip(chip)

    def _wire(self) -> None:
        self.filters.search.searched.connect(lambda _text: self.reload())
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.view.activated_row.connect(self.open_owner)
        self.view.row_selected.connect(lambda _row: self._update())
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))
        self.context.session.state_changed.connect(lambda _state: self._show_role())
        self._show_role()
        self._update()

    # what is shown

    def _loaded(self) -> None:
        self.table.set_rows(self.feed.rows)
        for finding, chip in self.chips.items():
            chip.set_count(self.feed.counts.get(finding or "total"))
        count = self.context.formats.count(MOST)
        self.filters.set_note(
            "" if self.feed.complete else self.tr("the first {count}").format(count=count)
        )
        self._update()
        if self.table.rowCount():
            self.content.show_content()
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        if self.filters.search.text().strip():
            self.content.show_empty(
                "list-search", self.tr("Nothing matches"),
                self.tr("Search for a part of an extension or a name."),
            )  # fmt: skip
        elif self.finding is None:
            self.content.show_empty(
                "key", self.tr("No passwords yet"),
                self.tr("Create the first endpoint; its password is judged while it is typed."),
            )  # fmt: skip
        else:
            self.content.show_empty(
                "circle-check", self.tr("None of these"),
                self.tr("No password is of this kind now. Choose All to see every one."),
                (self.tr("Show all"), lambda: self.choose(None)),
            )  # fmt: skip

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _show_role(self) -> None:
        self.tabs.setTabVisible(KINDS.index("operator"), self.context.session.may("administer"))

    def _update(self) -> None:
        rows = self.view.rows()
        self.open_button.setEnabled(len(rows) == 1)
        endpoint = self.kind == "endpoint"
        self.open_button.setText(
            self.tr("Open endpoint") if endpoint else self.tr("Set a new password…")
        )

    def _open_selected(self) -> None:
        rows = self.view.rows()
        if len(rows) == 1:
            self.open_owner(rows[0])

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
