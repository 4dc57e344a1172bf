"""Put records under a legal hold: which ones, until when, and why (requirement 56)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from client.api.cdr_values import rfc3339
from client.formats import Formats
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import FilterChoice, conditions_text
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame
from client.views.widgets.fields import Field
from client.views.widgets.moment_edit import OptionalMoment
from client.views.widgets.select import Select

LONGEST_REASON = 500
FIRST_DAYS = 365
"""An end to begin from; holds are about years, not hours."""

WIDTH = 560


class HoldDialog(EditorFrame):
    """Asks for a hold; open until the engine accepts it.

    Signals:
        wanted: conditions with the range, until when (or None), and the reason.
    """

    wanted = Signal(object, object, str)

    def __init__(
        self,
        theme: Theme,
        formats: Formats,
        choices: Sequence[FilterChoice],
        words: CdrWords,
        parent: QWidget,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        title = self.tr("Hold records")
        text = self.tr(
            "No run of retention removes them, whatever the parameters say, until the hold ends or "
            "an administrator lifts it."
        )
        super().__init__(theme, title, text, parent, self.tr("Hold"))
        self.setMinimumWidth(WIDTH)
        self._choices = {choice.key: choice for choice in choices}
        self._words, self._formats, self._now = words, formats, now
        self.source = Select(theme, [(choice.key, choice.word) for choice in choices])
        moment = now()
        self.first = OptionalMoment(theme, formats, self.tr("Begun from"), moment)
        self.last = OptionalMoment(theme, formats, self.tr("Begun before"), moment)
        self.until = OptionalMoment(
            theme, formats, self.tr("Held until"), moment + timedelta(days=FIRST_DAYS)
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(self.tr("Case number, who asked for it"))
        self._arrange(theme)
        self._wire()
        self._chosen()
        self.reason.setFocus()

    def filters(self) -> dict[str, Any]:
        """Return what the fields say, by the names of the interface."""
        found = self._choice().conditions()
        for name, edit in (("from", self.first), ("to", self.last)):
            moment = edit.moment()
            if moment is not None:
                found[name] = rfc3339(moment)
        return found

    def _arrange(self, theme: Theme) -> None:
        self.source_field = Field(theme, self.tr("Records"), self.source)
        self.box.addWidget(self.source_field)
        zone = self._formats.zone_name
        self.last_field = Field(
            theme, self.tr("Begun before ({zone})").format(zone=zone), self.last,
            self.tr("Without it also what is still to come."),
        )  # fmt: skip
        first = Field(theme, self.tr("Begun from ({zone})").format(zone=zone), self.first,
                      self.tr("Without it from the first one on."))  # fmt: skip
        self.add_row(first, self.last_field)
        self.until_field = Field(
            theme, self.tr("Held until ({zone})").format(zone=zone), self.until,
            self.tr("Without it until the hold is lifted."),
        )  # fmt: skip
        self.box.addWidget(self.until_field)
        self.box.addWidget(Field(theme, self.tr("Reason (kept in the audit)"), self.reason))

    def _wire(self) -> None:
        self.source.currentIndexChanged.connect(lambda _place: self._chosen())
        for edit in (self.first, self.last, self.until):
            edit.changed.connect(self._check)
        self.reason.textChanged.connect(lambda _text: self._check())

    def _choice(self) -> FilterChoice:
        return self._choices[self.source.value()]

    def _chosen(self) -> None:
        """Say what the filter keeps, and take its time range if it has one of its own."""
        choice = self._choice()
        self.source_field.hint(conditions_text(choice.conditions(), self._words))
        moments: tuple[datetime | None, datetime | None] = (None, None)
        if choice.ranged:
            moments = choice.shown.filter.moments(self._now(), self._formats.zone)
        for edit, moment in zip((self.first, self.last), moments, strict=True):
            edit.set_moment(moment)
        self._check()

    def _check(self) -> None:
        first, last, until = self.first.moment(), self.last.moment(), self.until.moment()
        backwards = first is not None and last is not None and first >= last
        over = until is not None and until <= self._now()
        self.last_field.complain(
            self.tr("The end must be after the beginning.") if backwards else ""
        )
        self.until_field.complain(self.tr("A hold ends in the future.") if over else "")
        self.save.setEnabled(bool(self.reason.text().strip()) and not backwards and not over)

    def send(self) -> None:
        """Hand over what the fields say."""
        self.wanted.emit(self.filters(), self.until.moment(), self.reason.text().strip())
