"""The page of scheduled exports and reports, put together (requirement 55)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from client.api.cdr_values import Vocabulary
from client.api.errors import ApiError
from client.api.schedule_values import Mail, MailTest, Schedule, ScheduleListing
from client.api.view_values import SavedView
from client.models.alive import alive
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import filter_choices
from client.models.schedule_feed import ScheduleFeed
from client.models.schedules import ScheduleTable
from client.settings import LANGUAGE
from client.views.dialogs.mail import MailDialog
from client.views.dialogs.schedule import ScheduleDialog
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.prompts import Answer, Question

LESSER = ("where", "what", "when")
LAST_WIDTH = 260
CDR_STATE = "cdr"


class SchedulePage(Page):
    """All schedules, with what can be done to them."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.table = ScheduleTable(context.formats, self)
        self.feed = ScheduleFeed(context.session, self)
        self.view = FittingTable(
            context.theme, "schedules", context.settings, LESSER, LAST_WIDTH, self.content.holder
        )
        self.view.setAccessibleName(self.tr("Schedules"))
        self.view.setModel(self.table)
        self.view.setWordWrap(True)
        self.editor: ScheduleDialog | None = None
        self.words = CdrWords(Vocabulary(), "en")
        self._views: tuple[SavedView, ...] = ()
        self.mail: MailDialog | None = None
        self.filters.hide()
        self.content.set_widget(self.view)
        self.mail_button = self.head.add_button(
            self.tr("Mail settings"), self.open_mail, icon="settings"
        )
        self.new = self.head.add_button(
            self.tr("New schedule"), self.new_schedule, icon="plus", primary=True
        )
        self.new.setEnabled(self._may())
        self.mail_button.setEnabled(context.session.may("administer"))
        self.feed.loaded.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self.feed.refused.connect(partial(context.prompts.error, self))
        self.view.activated_row.connect(self.edit)
        self.view.menu_wanted.connect(self._menu)
        self.offer("schedules.new", self.tr("New schedule"), self.new_schedule, icon="plus")

    def refresh(self) -> None:
        """Ask for the list."""
        self.content.show_loading()
        self.feed.load()
        self.context.session.call(
            "schedules.known",
            lambda api: (api.views(), api.cdr_vocabulary()),
            alive(self, self._learn),
            lambda _error: None,  # the list says that the engine is away
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what runs while the page is seen."""
        super().showEvent(event)
        self.feed.set_seen(seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while the page is hidden."""
        super().hideEvent(event)
        self.feed.set_seen(seen=False)

    def focus_search(self) -> None:
        """Go to the table: there is nothing to search in a list this short."""
        self.view.setFocus()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Exports and evidence reports that the engine makes by itself, every day, week or "
            "month in a time zone of your choice, and puts into a folder or sends by mail. A run "
            "that was missed while the engine was down is made up once. A failure is an alarm "
            "until the next success."
        )

    def new_schedule(self) -> None:
        """Ask for a new schedule."""
        if self._may():
            spoken = "zh" if self.context.settings.get(LANGUAGE).startswith("zh") else "en"
            zone = self.context.formats.zone_name
            self.edit(Schedule(timezone=zone, folder="evidence", language=spoken))

    def edit(self, schedule: Schedule) -> None:
        """Open the editor."""
        if not self._may():
            return
        page = self.context.settings.page_state(CDR_STATE)
        choices = filter_choices(page, self._views, schedule.filters)
        self.editor = editor = ScheduleDialog(
            self.context.theme, schedule, self.feed.listing, choices, self.words, self.window()
        )
        self.editor.wanted.connect(
            lambda wanted: self.feed.save(
                wanted, lambda _saved: editor.accept(), editor.complain, editor.why.text()
            )
        )
        self.editor.open()

    def open_mail(self) -> None:
        """Open the settings of mail."""
        self.feed.mail(self._show_mail, partial(self.context.prompts.error, self))

    # inside

    def _may(self) -> bool:
        return self.context.session.may("operate")

    def _learn(self, known: tuple[tuple[SavedView, ...], Vocabulary]) -> None:
        self._views, vocabulary = known
        self.words = CdrWords(vocabulary, self.context.settings.get(LANGUAGE))

    def _show_mail(self, mail: Mail) -> None:
        dialog = MailDialog(self.context.theme, mail, self.window())

        def stored(_mail: Mail) -> None:
            dialog.stored()
            self.feed.load()

        def tested(result: MailTest) -> None:
            dialog.tested(result)

        dialog.wanted.connect(
            lambda wanted, password: self.feed.save_mail(
                wanted, password, stored, dialog.complain, dialog.reason.text()
            )
        )
        dialog.test_wanted.connect(lambda to: self.feed.test_mail(to, tested, dialog.complain))
        self.mail = dialog
        dialog.open()

    def _loaded(self, listing: ScheduleListing) -> None:
        self.table.set_rows(listing.items)
        if listing.items:
            self.content.show_content()
            return
        self.content.show_empty(
            "calendar",
            self.tr("No schedules"),
            self.tr("A schedule makes the same report again and again and delivers it."),
            (self.tr("New schedule"), self.new_schedule) if self._may() else None,
        )

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    def _menu(self, place: QPoint, rows: list[Schedule]) -> None:
        if rows and self._may():
            popup(self.menu(rows[0]), place)

    def menu(self, row: Schedule) -> Menu:
        """Return what can be done to a schedule."""
        menu = Menu(self.context.theme, self)
        menu.add(self.tr("Edit…"), partial(self.edit, row), "pencil")
        run = menu.add(self.tr("Run now"), partial(self.feed.run, row), "refresh")
        run.setEnabled(not row.running)
        switch = partial(self.feed.enable, row, on=not row.enabled)
        word = self.tr("Disable") if row.enabled else self.tr("Enable")
        menu.add(word, switch, "ban" if row.enabled else "check")
        menu.addSeparator()
        menu.add(self.tr("Delete…"), partial(self._delete, row), "trash")
        return menu

    def _delete(self, row: Schedule) -> None:
        def answered(answer: Answer) -> None:
            if answer.accepted:
                self.feed.remove(row, answer.reason)

        question = Question(
            self.tr("Delete the schedule?"),
            self.tr("“{name}” will not run any more. The files it made stay.").format(
                name=row.name
            ),
            self.tr("Delete"),
            "bad",
        )
        self.context.prompts.confirm(self, question, answered)
