"""All of one entry: who, from where, when, why, and what is different."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.api.audit_values import AuditEntry
from client.formats import DASH, Formats
from client.models.audit_difference import Change, difference
from client.models.audit_table import action_pill
from client.models.audit_words import object_word
from client.theme import Theme
from client.views.widgets.buttons import LinkButton
from client.views.widgets.details_pane import DetailsPane


class AuditPane(DetailsPane):
    """The entry that is looked at.

    Signals:
        close_wanted: the operator has seen enough.
        copy_wanted: both states are to be copied whole.
    """

    close_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._formats = formats
        self._entry: AuditEntry | None = None

    def entry(self) -> AuditEntry | None:
        """Return the entry that is looked at."""
        return self._entry

    def show_entry(self, entry: AuditEntry, *, bad: bool = False) -> None:
        """Show another entry; *bad* says that it is not what was written."""
        self.clear()
        self._entry = entry
        self.set_title(object_word(entry.object))
        self.set_subtitle(self.tr("This entry was changed since it was written.") if bad else "")
        self.add_pill(action_pill(entry))
        self.add_field(self.tr("Operator"), entry.actor)
        self.add_field(self.tr("From"), entry.address or DASH)
        self.add_field(self.tr("When"), self._formats.date_time(entry.at, ms=True))
        self.add_field(self.tr("Why"), entry.reason or DASH)
        self.add_field(self.tr("Code"), entry.action)
        self.add_field(self.tr("Number"), str(entry.id))
        self._add_changes(entry)
        self._add_links(entry)
        self.set_footer(self.tr("Times in {zone}").format(zone=self._formats.zone_name))

    def _add_changes(self, entry: AuditEntry) -> None:
        changes = difference(entry.before, entry.after)
        if not changes:
            return
        self.add_section(self.tr("What is different"))
        for change in changes:
            self.add_widget(ChangeBlock(self._theme, change))

    def _add_links(self, entry: AuditEntry) -> None:
        if entry.before is not None or entry.after is not None:
            copy = LinkButton(self._theme, self.tr("Copy both states as JSON"))
            copy.clicked.connect(lambda _on=False: self.copy_wanted.emit())
            self.add_widget(copy)
        close = LinkButton(self._theme, self.tr("Close the details"))
        close.clicked.connect(lambda _on=False: self.close_wanted.emit())
        self.add_widget(close)


class ChangeBlock(QWidget):
    """One field: its name, the value before with a minus, the value after with a plus."""

    def __init__(self, theme: Theme, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(1)
        if change.name:
            column.addWidget(self._label(theme, change.name, "muted", self.tr("Field")))
        if change.before is not None:
            column.addWidget(self._label(theme, f"−  {change.before}", "bad", self.tr("Before")))
        if change.after is not None:
            column.addWidget(self._label(theme, f"+  {change.after}", "ok", self.tr("After")))

    @staticmethod
    def _label(theme: Theme, text: str, tone: str, name: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(name)
        theme.set_tone(label, tone)
        return label
