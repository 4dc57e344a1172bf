"""All of one row: what is blocked, why, on what evidence, by whom, until when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from client.formats import DASH, Formats
from client.models.block_rows import BlockRow
from client.models.block_text import layer_pill, limit_text, rule_word, until_text, who, why
from client.theme import Theme
from client.views.widgets.buttons import LinkButton
from client.views.widgets.details_pane import DetailsPane


class BlockPane(DetailsPane):
    """The row that is looked at, with its countdown.

    Signals:
        close_wanted: the operator has seen enough.
    """

    close_wanted = Signal()

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._formats = formats
        self._row: BlockRow | None = None
        self._until: QLabel | None = None

    def row(self) -> BlockRow | None:
        """Return the row that is looked at."""
        return self._row

    def show_row(self, row: BlockRow, now: datetime) -> None:
        """Show another row."""
        self.clear()
        self._row = row
        formats = self._formats
        self.set_title(row.what)
        self.set_subtitle(why(row))
        self.add_pill(layer_pill(row.layer))
        self.add_field(self.tr("By"), who(row))
        self.add_field(self.tr("Since"), formats.date_time(row.since))
        self._until = self.add_field(self.tr("Until"), until_text(row, now, formats))
        self.add_field(self.tr("Blocked before"), formats.count(row.repeats))
        self._add_block(row)
        self._add_lock(row)
        self._add_rate(row)
        self._add_throttle(row)
        close = LinkButton(self._theme, self.tr("Close the details"))
        close.clicked.connect(lambda _on=False: self.close_wanted.emit())
        self.add_widget(close)
        self.set_footer(self.tr("Times in {zone}").format(zone=formats.zone_name))

    def tick(self, now: datetime) -> None:
        """Let the countdown go on."""
        if self._row is not None and self._until is not None:
            self._until.setText(until_text(self._row, now, self._formats))

    def _add_block(self, row: BlockRow) -> None:
        block = row.block
        if block is None:
            return
        self.add_field(self.tr("Rule"), rule_word(block.rule) or DASH)
        self.add_field(self.tr("Reason"), block.reason or DASH)
        self.add_field(self.tr("Evidence"), block.evidence or DASH)
        self.add_field(self.tr("Dropped"), self._formats.count(block.hits))
        self.add_field(self.tr("Last dropped"), self._formats.date_time(block.last_hit))

    def _add_rate(self, row: BlockRow) -> None:
        rate = row.rate
        if rate is None:
            return
        allowed = self.tr("{limit} in {seconds} s").format(
            limit=limit_text(rate.limit, rate.events), seconds=rate.per_s
        )
        self.add_field(self.tr("Allowed"), allowed)
        self.add_field(self.tr("Refused"), self._formats.count(rate.refused))
        self.add_field(self.tr("Last refused"), self._formats.date_time(rate.last))
        own = self.tr("yes, never banned by a rule") if rate.own else self.tr("no")
        self.add_field(self.tr("One of ours"), own)
        self.add_field(self.tr("Phones there"), self._formats.count(rate.live_endpoints))
        self.add_field(self.tr("Evidence"), rate.evidence or DASH)

    def _add_throttle(self, row: BlockRow) -> None:
        throttle = row.throttle
        if throttle is None:
            return
        self.add_field(self.tr("Operator"), throttle.name or self.tr("any name"))
        self.add_field(self.tr("From"), throttle.address)
        self.add_field(self.tr("Wrong passwords"), self._formats.count(throttle.failures))

    def _add_lock(self, row: BlockRow) -> None:
        lock = row.lock
        if lock is None:
            return
        known = self.tr("yes") if lock.known else self.tr("no")
        self.add_field(self.tr("Exists"), known)
        self.add_field(self.tr("Wrong passwords"), self._formats.count(lock.failures))
        self.add_field(self.tr("From"), "\n".join(lock.sources) or DASH)
