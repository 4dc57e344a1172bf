"""A pattern that was found as a card: what it is, who is concerned, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from client.api.attack_picture_values import LockoutPattern
from client.formats import Formats
from client.models.attack_picture import listed, pattern_facts, pattern_meaning, pattern_title
from client.theme import Theme
from client.views.widgets.buttons import LinkButton
from client.views.widgets.cards import Card


class PatternCard(Card):
    """One pattern.

    Signals:
        block_wanted: its first source is to be blocked; carries the pattern.
        records_wanted: the call records of its sources are wanted; carries the pattern.
        endpoint_wanted: its first extension is to be shown; carries the pattern.
    """

    block_wanted = Signal(object)
    records_wanted = Signal(object)
    endpoint_wanted = Signal(object)

    def __init__(
        self, theme: Theme, formats: Formats, pattern: LockoutPattern, *, may: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, parent)
        self._theme = theme
        self.pattern = pattern
        self.box.setSpacing(4)
        title = pattern_title(pattern, formats)
        self.setAccessibleName(title)
        self._line(title, "label")
        self._line(pattern_facts(pattern, formats), "")
        self._line(
            self.tr("Extensions: {list}").format(
                list=listed(pattern.extensions, pattern.extension_count)
            ),
            "muted",
        )
        if pattern.sources:
            self._line(
                self.tr("Sources: {list}").format(
                    list=listed(pattern.sources, pattern.source_count)
                ),
                "muted",
            )
        self._line(pattern_meaning(pattern.name), "faint")
        self._add_buttons(may=may)

    def _line(self, text: str, role: str) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self._theme.set_property(label, "role", role)
        self.box.addWidget(label)

    def _add_buttons(self, *, may: bool) -> None:
        # Each has the card as its parent from the start: else it were a window when it is shown.
        row = QHBoxLayout()
        row.setSpacing(12)
        source = (self.pattern.sources or ("",))[0]
        self.block = LinkButton(self._theme, self.tr("Block {source}…").format(source=source), self)
        self.block.clicked.connect(lambda: self.block_wanted.emit(self.pattern))
        self.block.setVisible(may and bool(source))
        self.records = LinkButton(self._theme, self.tr("Show in CDR"), self)
        self.records.clicked.connect(lambda: self.records_wanted.emit(self.pattern))
        self.records.setVisible(bool(source))
        self.endpoint = LinkButton(self._theme, self.tr("Show endpoint"), self)
        self.endpoint.clicked.connect(lambda: self.endpoint_wanted.emit(self.pattern))
        for button in (self.block, self.records, self.endpoint):
            row.addWidget(button)
        row.addStretch(1)
        self.box.addLayout(row)
