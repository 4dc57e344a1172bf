"""The page of alarms: what is wrong with the engine now, since when, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from client.api.alarm_values import StandingAlarm
from client.api.errors import ApiError
from client.models.alarm_changes import AlarmChanges, can_take
from client.models.alarm_feed import AlarmFeed
from client.models.alarms import AlarmTable
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec

LESSER = ("source", "since", "taken")
RULES = "alarm-rules"
LAST_WIDTH = 260


class AlarmPage(Page):
    """All alarms that stand now, live."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = AlarmTable(context.formats, self)
        self.feed = AlarmFeed(context.session, "alarms.page", self)
        self.view = FittingTable(
            context.theme, "alarms", context.settings, LESSER, LAST_WIDTH, self.content.holder
        )
        self.view.setAccessibleName(self.tr("Alarms"))
        self.view.setWordWrap(True)
        self.view.setModel(self.table)
        self.changes = AlarmChanges(context.session, self)
        self.filters.hide()
        self.content.set_widget(self.view)
        self.take = self.head.add_button(self.tr("Acknowledge"), self.acknowledge, icon="check")
        self.head.add_button(self.tr("Rules"), self._open_rules, icon="adjustments")
        self.offered_take = self.offer(
            "alarms.acknowledge", self.tr("Acknowledge the chosen alarms"), self.acknowledge,
            icon="check",
        )  # fmt: skip
        self._check()
        self.view.selectionModel().selectionChanged.connect(lambda *_spans: self._check())
        self.view.menu_wanted.connect(self._menu)
        self.changes.done.connect(self._taken)
        self.changes.refused.connect(self._not_taken)
        self.feed.changed.connect(self._show)
        self.feed.failed.connect(self._failed)

    def refresh(self) -> None:
        """Ask which alarms stand."""
        self.content.show_loading()
        self.feed.reload()

    def focus_search(self) -> None:
        """Go to the table: there is nothing to search in a list this short."""
        self.view.setFocus()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "An alarm is something wrong that stands now: a module that is down, a disk that "
            "cannot be written, a media relay that does not answer. It is raised by the module "
            "that knows and leaves by itself when it is over. Critical means that customers "
            "notice. The bell at the bottom counts them. Acknowledge says to everybody that you "
            "have taken it on; it does not put anything right. Rules raise alarms of your own."
        )

    def acknowledge(self) -> None:
        """Take on the chosen alarms."""
        self.changes.acknowledge(self.view.rows())

    def menu(self, rows: Sequence[StandingAlarm]) -> Menu:
        """Return what can be done to alarms."""
        menu = Menu(self.context.theme, self)
        line = menu.add(self.tr("Acknowledge"), partial(self.changes.acknowledge, rows), "check")
        line.setEnabled(self.changes.allowed() and bool(can_take(rows)))
        menu.add(self.tr("Copy"), self.view.copy_rows, "copy")
        return menu

    def _menu(self, place: QPoint, rows: list[StandingAlarm]) -> None:
        if rows:
            popup(self.menu(rows), place)

    def _open_rules(self) -> None:
        self.context.open_page(RULES, {})

    def _check(self) -> None:
        """Only what nobody has taken on can be acknowledged, by whom the engine lets."""
        usable = self.changes.allowed() and bool(can_take(self.view.rows()))
        self.take.setEnabled(usable)
        self.offered_take.setEnabled(usable)

    def _taken(self, count: int) -> None:
        if count:
            text = self.tr("Acknowledged: {count}.").format(count=count)
        else:
            text = self.tr("The alarm was over already.")
        self.context.toast(text, "ok")
        self.feed.reload()

    def _not_taken(self, error: ApiError) -> None:
        self.context.prompts.error(self, error)
        self.feed.reload()

    def _show(self, alarms: Sequence[StandingAlarm]) -> None:
        self.table.set_rows(alarms)
        self._check()
        if alarms:
            self.content.show_content()
            return
        self.content.show_empty(
            "circle-check",
            self.tr("No alarms"),
            self.tr(
                "Nothing is wrong that the engine knows of. An alarm appears here the moment it is "
                "raised, and the bell at the bottom turns red when it is critical."
            ),
        )

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)
