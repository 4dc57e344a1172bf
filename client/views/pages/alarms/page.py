"""The page of alarms: what is wrong with the engine now, since when, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from client.api.alarm_values import StandingAlarm
from client.api.errors import ApiError
from client.models.alarm_feed import AlarmFeed
from client.models.alarms import AlarmTable
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.page import Page, PageContext, PageSpec

LESSER = ("source", "since")
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
        self.filters.hide()
        self.content.set_widget(self.view)
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
            "notice. The bell at the bottom counts them."
        )

    def _show(self, alarms: Sequence[StandingAlarm]) -> None:
        self.table.set_rows(alarms)
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
