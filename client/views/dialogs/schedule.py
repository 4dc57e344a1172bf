"""The editor of one schedule: what, when and where to; open until the engine accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.schedule_values import Schedule, ScheduleListing
from client.models.cdr_vocabulary import CdrWords
from client.models.export_columns import as_exported, column_titles, orders
from client.models.filter_choices import FilterChoice, conditions_text
from client.models.schedules import day_name, periods_in_words
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame
from client.views.widgets.column_list import ColumnList
from client.views.widgets.fields import Field
from client.views.widgets.number_field import NumberField
from client.views.widgets.select import Select

FORMATS = {"illegal-calls": ("pdf", "csv", "json"), "cdrs": ("csv", "xlsx", "jsonl", "parquet")}
USUAL = "start:newest"
LANGUAGES = (("en", "English"), ("zh", "中文"))
MAX_NAME = 60


class ScheduleDialog(EditorFrame):
    """Asks for a schedule.

    Signals:
        wanted: the `Schedule`; the owner closes the dialog or complains.
    """

    REASONED = True

    wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        schedule: Schedule,
        listing: ScheduleListing,
        choices: Sequence[FilterChoice],
        words: CdrWords,
        parent: QWidget,
    ) -> None:
        title = self.tr("Edit schedule") if schedule.id else self.tr("New schedule")
        super().__init__(theme, title, "", parent)
        self._schedule, self._words = schedule, words
        self._filters = {choice.key: choice for choice in choices}
        self.name = QLineEdit(schedule.name)
        self.name.setMaxLength(MAX_NAME)
        self._choices(theme)
        self.zone = QLineEdit(schedule.timezone)
        self.folder = QLineEdit(schedule.folder)
        self.folder.setPlaceholderText("audit/daily")
        self.recipients = QLineEdit(", ".join(schedule.recipients))
        self.recipients.setPlaceholderText("audit@example.org")
        self._arrange(theme, listing)
        self.kind.currentIndexChanged.connect(lambda _place: self._kind_chosen())
        self.source.chosen.connect(lambda _key: self._source_chosen())
        self.which.currentIndexChanged.connect(lambda _place: self._show_columns())
        self.columns.chosen.connect(self._check)
        self.frequency.currentIndexChanged.connect(lambda _place: self._show_days())
        for line in (self.name, self.folder, self.recipients):
            line.textChanged.connect(lambda _text: self._check())
        self._show()

    def schedule(self) -> Schedule:
        """Return what the fields say."""
        given = self.recipients.text().replace(";", ",").split(",")
        export = self.kind.value() == "cdrs"
        sort, _, order = (self.order.value() if export else USUAL).partition(":")
        return replace(
            self._schedule,
            name=self.name.text().strip(),
            kind=self.kind.value(),
            format=self.format.value(),
            columns=self._columns(),
            filters=self._filters[self.source.value()].conditions(),
            sort=sort,
            order=order,
            language=self.language.value(),
            period=self.period.value(),
            timezone=self.zone.text().strip(),
            frequency=self.frequency.value(),
            weekday=self.weekday.value(),
            day=self.day.value(),
            hour=self.hour.value(),
            minute=self.minute.value(),
            folder=self.folder.text().strip(),
            recipients=tuple(part.strip() for part in given if part.strip()),
        )

    # construction

    def _choices(self, theme: Theme) -> None:
        self.kind = Select(
            theme,
            (
                ("illegal-calls", self.tr("Evidence report on unauthorised calls")),
                ("cdrs", self.tr("Call records")),
            ),
        )
        self.format = Select(theme, ())
        self.source = Select(theme, [(each.key, each.word) for each in self._filters.values()])
        self.which = Select(
            theme, ((False, self.tr("All columns")), (True, self.tr("Chosen columns")))
        )
        self.columns = ColumnList(theme, column_titles())
        self.order = Select(theme, tuple(orders().items()))
        self.language = Select(theme, LANGUAGES)
        self.period = Select(theme, tuple(periods_in_words().items()))
        self.frequency = Select(
            theme,
            (
                ("daily", self.tr("Every day")),
                ("weekly", self.tr("Every week")),
                ("monthly", self.tr("Every month")),
            ),
        )
        self.weekday = Select(theme, tuple((day, day_name(day)) for day in range(1, 8)))
        self.day = NumberField(self.tr("Day of the month"), 1, 31)
        self.hour = NumberField(self.tr("Hour"), 0, 23)
        self.minute = NumberField(self.tr("Minute"), 0, 59)

    def _arrange(self, theme: Theme, listing: ScheduleListing) -> None:
        below = self.tr("Below {root} on the engine's machine; empty for none.")
        mail = self.tr("Separated by commas; empty for none.")
        if not listing.mail_ready:
            mail = self.tr("No mail server is configured yet: see Mail settings.")
        self.weekday_field = Field(theme, self.tr("Weekday"), self.weekday)
        self.day_field = Field(
            theme, self.tr("Day"), self.day, self.tr("A shorter month runs on its last day.")
        )
        self.box.addWidget(Field(theme, self.tr("Name"), self.name))
        self.add_row(
            Field(theme, self.tr("What"), self.kind),
            Field(theme, self.tr("Kind of file"), self.format),
        )
        self.add_row(
            Field(theme, self.tr("Period"), self.period),
            Field(theme, self.tr("Time zone"), self.zone),
        )
        self.source_field = Field(theme, self.tr("Records"), self.source)
        self.which_field = Field(theme, self.tr("Columns"), self.which)
        self.columns_field = Field(
            theme, self.tr("Chosen columns, to be dragged into their order"), self.columns
        )
        self.order_field = Field(theme, self.tr("Order"), self.order)
        self.language_field = Field(theme, self.tr("Language of the report"), self.language)
        self.add_row(self.source_field, self.which_field, self.order_field, self.language_field)
        self.box.addWidget(self.columns_field)
        self.add_row(
            Field(theme, self.tr("How often"), self.frequency), self.weekday_field,
            self.day_field, Field(theme, self.tr("Hour"), self.hour),
            Field(theme, self.tr("Minute"), self.minute),
        )  # fmt: skip
        folder_hint = below.format(root=listing.root)
        self.box.addWidget(Field(theme, self.tr("Folder"), self.folder, folder_hint))
        self.box.addWidget(Field(theme, self.tr("Mail to"), self.recipients, mail))

    def _show(self) -> None:
        given = self._schedule
        self.kind.set_value(given.kind)
        self._show_formats()
        self.format.set_value(given.format)
        for select, value in (
            (self.order, f"{given.sort}:{given.order}"),
            (self.language, given.language),
            (self.period, given.period),
            (self.frequency, given.frequency),
            (self.weekday, given.weekday),
        ):
            select.set_value(value)
        self.day.setValue(given.day)
        self.hour.setValue(given.hour)
        self.minute.setValue(given.minute)
        self._show_days()
        wanted = dict(given.filters)
        same = (key for key, each in self._filters.items() if each.conditions() == wanted)
        self.source.set_value(next(same, self.source.value()))
        if given.columns:
            self.columns.set_columns(given.columns)
            self.which.set_value(True)
        self._show_filter()
        self._show_columns()
        self.name.setFocus()

    def _show_formats(self) -> None:
        before = self.format.value()
        self.format.clear()
        for kind in FORMATS[self.kind.value()]:
            self.format.addItem(kind.upper(), kind)
        self.format.set_value(before)

    def _kind_chosen(self) -> None:
        self._show_formats()
        self._show_columns()

    def _source_chosen(self) -> None:
        """A view that keeps columns is meant with them."""
        shown = self._filters[self.source.value()].shown.columns
        if shown:
            self.columns.set_columns(as_exported(shown))
            self.which.set_value(True)
        self._show_filter()
        self._check()

    def _show_filter(self) -> None:
        filters = self._filters[self.source.value()].conditions()
        self.source_field.hint(conditions_text(filters, self._words))

    def _show_columns(self) -> None:
        """Only an export has columns and an order to choose; the report has its own."""
        export = self.kind.value() == "cdrs"
        self.which_field.setVisible(export)
        self.order_field.setVisible(export)
        self.language_field.setVisible(not export)
        self.columns_field.setVisible(export and bool(self.which.value()))
        self.resize(self.sizeHint())  # adjusting it would stop at two thirds of the screen
        self._check()

    def _columns(self) -> tuple[str, ...]:
        chosen = self.kind.value() == "cdrs" and bool(self.which.value())
        return self.columns.columns() if chosen else ()

    def _show_days(self) -> None:
        self.weekday_field.setVisible(self.frequency.value() == "weekly")
        self.day_field.setVisible(self.frequency.value() == "monthly")

    def _check(self) -> None:
        given = self.schedule()
        told = bool(given.name and (given.folder or given.recipients))
        lacking = not self.columns_field.isHidden() and not given.columns
        self.columns_field.complain(self.tr("Tick at least one column.") if lacking else "")
        self.save.setEnabled(told and not lacking)

    def send(self) -> None:
        """Hand over what the fields say."""
        self.wanted.emit(self.schedule())
