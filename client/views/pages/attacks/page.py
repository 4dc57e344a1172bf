"""The page of the reading of attacks, put together (requirements 54, 61, 112-115)."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.attack_values import AttackReading, AttackSource
from client.api.errors import ApiError
from client.i18n import resolve
from client.models.attack_feed import AttackFeed, AttackQuestion
from client.models.attack_text import pattern_word
from client.models.attacks import AttackTable
from client.models.filter_proxy import FilterProxy
from client.settings import LANGUAGE
from client.views.dialogs.block import open_block
from client.views.pages.attacks.evidence import Evidence
from client.views.pages.attacks.figures import AttackFigures
from client.views.pages.attacks.question import AttackQuestionLine
from client.views.pages.attacks.source_pane import SourcePane
from client.views.pages.cdr.export_strip import ExportStrip
from client.views.pages.cdr.missing_notice import MissingNotice
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.menu import Menu, popup
from client.views.widgets.one_by_one import OneByOne
from client.views.widgets.page import Page, PageContext, PageSpec

STATE = "attacks"
# What steps aside where it is narrow, the least wanted first.
LESSER = ("first", "days", "targets", "lockouts", "country")
LAST_WIDTH = 210


class AttackPage(Page):
    """Recurring sources, their rhythm, what they aim at, and patterns by name."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self._language = resolve(context.settings.get(LANGUAGE))
        self.table = AttackTable(context.formats, self._language, self)
        self.proxy = FilterProxy(self.table, self)
        self.feed = AttackFeed(context.session, context.formats, self)
        self.reading = AttackReading()
        self._source: AttackSource | None = None
        self._build()
        self.evidence = Evidence(self, self.feed, self.strip)
        self._wire()
        self.feed.question = AttackQuestion.recalled(context.settings.page_state(STATE))
        self.question.show_question(self.feed.question)

    def refresh(self) -> None:
        """Read the attacks anew."""
        self.feed.reload()

    def underway(self) -> str:
        """Say whether a report would be stopped."""
        return self.evidence.exporter.underway()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Who attacks, since when, at which hours, what for and how: read out of the illegal "
            "calls on record, those that were only counted, and the lockouts after wrong "
            "passwords. Select a source to see its patterns, what they mean and what to do. "
            "A country is that in which the network is registered; who uses it may be elsewhere."
        )

    def show_question(self, question: AttackQuestion) -> None:
        """Ask for another time, or for networks instead of addresses."""
        self.question.show_question(question)
        self.context.settings.save_page_state(STATE, question.remembered())
        self.feed.show(question)

    def show_records(self, source: str = "") -> None:
        """Open the records of a source, or of the selected one."""
        wanted = source or next((row.source for row in self.view.rows()), "")
        if wanted:
            self.context.open_page("cdr", {"filter": self.feed.records_of(wanted)})

    # construction

    def _build(self) -> None:
        theme, formats = self.context.theme, self.context.formats
        self.report_button = self.head.add_button(
            self.tr("Evidence report…"), self._open_reports, "file-export"
        )
        self.turns = OneByOne(self)
        self.strip = ExportStrip(theme, self)
        self.question = AttackQuestionLine(theme, formats, self)
        self.missing = MissingNotice(theme, formats, self)
        self.figures = AttackFigures(theme, formats, self)
        self.view = FittingTable(
            theme, "attacks", self.context.settings, LESSER, LAST_WIDTH, self.content.holder
        )
        self.view.setAccessibleName(self.tr("Sources of attacks"))
        self.view.setModel(self.proxy)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(self.table.column("attempts"), Qt.SortOrder.DescendingOrder)
        self.filters.set_placeholder(self.tr("Search sources, countries and patterns"))
        for place, widget in enumerate((self.question, self.strip, self.missing, self.figures)):
            self.root.insertWidget(1 + place, widget)
        body = QWidget(self.content.holder)
        theme.set_property(body, "role", "clear")
        row = self._row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        self.content.set_widget(body)

    @cached_property
    def pane(self) -> SourcePane:
        """The selected source, made when there is one: the page opens sooner."""
        block = self._block if self.context.session.may("operate") else None
        pane = SourcePane(
            self.context.theme, self.context.formats, self._language, self.show_records, block,
            self._row.parentWidget(),
        )  # fmt: skip
        pane.hide()
        self._row.addWidget(pane)
        return pane

    def _hide_pane(self) -> None:
        self._source = None
        if "pane" in self.__dict__:
            self.pane.hide()

    def _wire(self) -> None:
        self.question.changed.connect(self.show_question)
        self.question.custom_wanted.connect(self._custom_range)
        self.filters.search.textChanged.connect(self.proxy.set_text)
        self.feed.loading.connect(self.content.show_loading)
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.view.row_selected.connect(self._selected)
        self.view.activated_row.connect(lambda row: self.show_records(row.source))
        self.view.menu_wanted.connect(self._menu)
        self.offer(
            "attacks.records", self.tr("Show the records of the source"), self.show_records,
            icon="file-analytics", shortcut="Ctrl+Return",
        )  # fmt: skip
        self.offer(
            "attacks.range", self.tr("Set a time range"), self._custom_range, icon="calendar",
            shortcut="Ctrl+T",
        )  # fmt: skip
        may = self.context.session.may("operate")
        self.report_button.setEnabled(may)
        if not may:
            self.report_button.setToolTip(self.tr("Reports need the role operator or admin."))
        self.offer(
            "attacks.report", self.tr("Evidence report…"), self._open_reports,
            icon="file-export", shortcut="Ctrl+E", enabled=may,
        )  # fmt: skip

    # answers

    def _loaded(self, reading: AttackReading) -> None:
        self.reading = reading
        self.figures.show_reading(reading)
        self.missing.show_missing(reading.missing)
        self.table.set_rows(reading.items)
        self._note_how_many(reading)
        if reading.items:
            self.content.show_content()
            self._selected(next(iter(self.view.rows()), None))
            return
        self._hide_pane()
        self.content.show_empty(
            "shield-check",
            self.tr("No attacks in this time"),
            self.tr(
                "No illegal call was recorded or counted, and no wrong password locked an "
                "extension out. Choose a longer time to look further back."
            ),
            (self.tr("Choose another time"), self._custom_range),
        )

    def _note_how_many(self, reading: AttackReading) -> None:
        """Say when there are more sources than are listed."""
        words = self.tr("The {shown} with the most attempts, of %Ln source(s)", "", reading.total)
        more = reading.total > len(reading.items)
        shown = words.format(shown=self.context.formats.count(len(reading.items)))
        self.filters.set_note(shown if more else "")

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    # what the operator does

    def _selected(self, source: AttackSource | None) -> None:
        if source is None:
            self._hide_pane()
            return
        self._source = source
        if self.pane.isHidden():  # the table is seen first, beside an empty pane
            self.pane.show()
            self.turns.add(self._fill_pane)
        else:
            self._fill_pane()

    def _fill_pane(self) -> None:
        if self._source is not None:
            self.pane.show_source(self._source, self.reading)

    def _menu(self, place: QPoint, rows: list[AttackSource]) -> None:
        if not rows:
            return
        source = rows[0].source
        menu = Menu(self.context.theme, self)
        records = menu.add(
            self.tr("Show the records"), partial(self.show_records, source), "file-analytics"
        )
        records.setEnabled(rows[0].records > 0)
        if self.context.session.may("operate"):
            menu.add(self.tr("Block this source…"), partial(self._block, rows[0]), "ban")
        menu.addSeparator()
        copy = partial(QGuiApplication.clipboard().setText, source)
        menu.add(self.tr("Copy {value}").format(value=source), copy, "copy")
        menu.add(self.tr("Copy %n row(s)", "", len(rows)), self.view.copy_rows, "copy")
        popup(menu, place)

    def _block(self, source: AttackSource | None = None) -> None:
        """Open the dialog that says who stands behind the source, and blocks it."""
        row = source or next(iter(self.view.rows()), None)
        if row is None:
            return
        words = [pattern_word(pattern.name) for pattern in row.patterns[:3]]
        reason = ", ".join(words) or self.tr("seen in the reading of attacks")
        self.dialog = open_block(self.context, self, row.source, reason)

    def _open_reports(self) -> None:
        source = next((row.source for row in self.view.rows()), "")
        menu = self.evidence.menu(source)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.report_button
        popup(menu, button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _custom_range(self) -> None:
        self.question.open_panel(self.feed.query.start, self.feed.query.end)
