"""Everything about one source of attacks, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from client.api.attack_values import AttackPattern, AttackReading, AttackSource, AttackTarget
from client.formats import Formats
from client.models.attack_text import (
    country_tip,
    data_word,
    pattern_advice,
    pattern_sentence,
    pattern_word,
    rhythm_text,
)
from client.models.columns import Pill
from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.hour_strip import HourStrip


class SourcePane(DetailsPane):
    """The details of the selected source.

    Attributes:
        records: the button that shows its call records.
        strip: its hours; None for a source that never called.

    Args:
        theme: the look.
        formats: numbers and times as text.
        language: in which countries are named.
        show_records: what the button does.
        block: what the button beside it does; None for those who may not block.
    """

    def __init__(
        self,
        theme: Theme,
        formats: Formats,
        language: str,
        show_records: Callable[[], object],
        block: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._formats = formats
        self._language = language
        self.strip: HourStrip | None = None
        self.records = Button(theme, self.tr("Show the records"), "file-analytics", primary=True)
        self.records.clicked.connect(lambda _checked=False: show_records())
        bar = QWidget()
        theme.set_property(bar, "role", "clear")
        row = QHBoxLayout(bar)
        row.addWidget(self.records)
        if block is not None:
            self.block = Button(theme, self.tr("Block…"), "ban")
            self.block.setAccessibleName(self.tr("Block this source…"))
            self.block.clicked.connect(lambda _checked=False: block())
            row.addWidget(self.block)
        row.addStretch(1)
        self.set_bar(bar)

    def show_source(self, source: AttackSource, reading: AttackReading) -> None:
        """Show another source."""
        self.clear()
        self.set_title(source.source)
        self.set_subtitle(country_tip(source.country, self._language))
        if source.patterns:
            count = len(source.patterns)
            self.add_pill(Pill("alert-triangle", self.tr("%n pattern(s)", "", count), "bad"))
        self._facts(source)
        self._rhythm(source)
        for pattern in source.patterns:
            self._pattern(pattern)
        self._numbers(source)
        self.set_footer(
            self.tr("Times in {zone}. Countries of registration: {data}.").format(
                zone=self._formats.zone_name, data=data_word(reading.countries)
            )
        )
        self.records.setEnabled(source.records > 0)
        self.records.setToolTip(
            "" if source.records else self.tr("None of its attempts is on record.")
        )

    def _facts(self, source: AttackSource) -> None:
        formats = self._formats
        fields = [
            (self.tr("Attempts on record"), formats.count(source.records)),
            (self.tr("Without a record"), formats.count(source.not_recorded)),
            (self.tr("First seen"), formats.date_time(source.first)),
            (self.tr("Last seen"), formats.date_time(source.last)),
            (self.tr("Days with attempts"), formats.count(source.days)),
            (self.tr("Calling numbers"), formats.count(source.callers)),
            (self.tr("Called numbers"), formats.count(source.callees)),
        ]
        if source.is_network:
            fields.insert(0, (self.tr("Addresses"), formats.count(source.addresses)))
        if source.lockouts.suspensions:
            fields.append((self.tr("Lockouts"), formats.count(source.lockouts.suspensions)))
            fields.append(
                (self.tr("Extensions locked out"), formats.count(source.lockouts.extensions))
            )
        for label, value in fields:
            self.add_field(label, value)
        if source.examined < source.records:
            words = self.tr(
                "Numbers and devices are those of the newest %Ln record(s).", "", source.examined
            )
            self._sentence(words, "faint")

    def _rhythm(self, source: AttackSource) -> None:
        if not any(source.hours):
            self.strip = None
            return
        self.add_section(self.tr("Attempts by hour of the day"))
        words = rhythm_text(source.hours, self._formats)
        self.strip = HourStrip(self._theme, source.hours, words)
        self.add_widget(self.strip)
        self._sentence(words, "muted")

    def _pattern(self, pattern: AttackPattern) -> None:
        self.add_section(pattern_word(pattern.name))
        self._sentence(pattern_sentence(pattern, self._formats))
        if advice := pattern_advice(pattern.name):
            self._sentence(advice, "muted")

    def _numbers(self, source: AttackSource) -> None:
        """Lists of what was found; each only when there is something in it."""
        count = self._formats.count
        runs = [*source.runs, *source.lockouts.runs]
        self._list(
            self.tr("Numbers in sequence"),
            [(f"{run.first} – {run.last}", count(run.length)) for run in runs],
        )
        self._list(
            self.tr("Called numbers begin with"),
            [(self._prefix(each), count(each.records + each.not_recorded))
             for each in source.targets],
        )  # fmt: skip
        self._list(
            self.tr("Devices"), [(each.user_agent, count(each.records))
                                 for each in source.user_agents],
        )  # fmt: skip

    def _prefix(self, target: AttackTarget) -> str:
        """What is only counted is known by fewer digits, and is not among the others."""
        shown = f"{target.prefix}…"
        return (
            shown if target.records else self.tr("{number} without a record").format(number=shown)
        )

    def _list(self, title: str, entries: list[tuple[str, str]]) -> None:
        if entries:
            self.add_section(title)
        for name, figure in entries:
            self.add_field(figure, name)

    def _sentence(self, text: str, role: str = "") -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self._theme.set_property(label, "role", role)
        self.add_widget(label)
