"""The picture of attacks: five live plots at the left, what stands out at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from client.api.attack_picture_values import LockoutPattern
from client.api.errors import ApiError
from client.models.attack_picture import (
    FIGURES,
    SPANS,
    TONES,
    PictureFeed,
    figure_word,
    now_utc,
    pattern_title,
    rate_text,
    span_word,
)
from client.views.dialogs.block import open_block
from client.views.pages.attack_picture.pattern_card import PatternCard
from client.views.widgets.chip import Chip
from client.views.widgets.one_by_one import OneByOne
from client.views.widgets.page import Page, PageContext, PageSpec
from client.views.widgets.rate_plot import RatePlot

SIDE_WIDTH = 400
MOST_SOURCES = 50


class AttackPicturePage(Page):
    """What attacks look like now and in the last week."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.feed = PictureFeed(context.session, self)
        self.cards: list[PatternCard] = []
        self._patterns: tuple[LockoutPattern, ...] | None = None
        self._build()
        self._build_chips()
        self.feed.loaded.connect(self._loaded)
        self.feed.told.connect(self._told)
        self.feed.failed.connect(self._failed)

    def refresh(self) -> None:
        """Ask anew."""
        self.content.show_loading()
        self.feed.load()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask once a minute while the page is seen."""
        super().showEvent(event)
        self.feed.set_seen(seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Listen alone while the page is hidden."""
        super().hideEvent(event)
        self.feed.set_seen(seen=False)

    def focus_search(self) -> None:
        """Go to the choice of time: there is nothing to search in."""
        self.chips[self.feed.hours].setFocus()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "Five rates tell what strangers do: registrations, wrong passwords, lockouts, illegal "
            "calls, and messages dropped unread. At the right are patterns that name an attack: "
            "many extensions from one address, neighbouring extensions, one extension again and "
            "again, very many lockouts at once. Each says who is concerned and what to do. A week "
            "is kept; while records of calls without hold time are off, failed calls count as "
            "illegal."
        )

    def choose(self, hours: int) -> None:
        """Look at other hours."""
        for each, chip in self.chips.items():
            chip.setChecked(each == hours)
        self.feed.choose(hours)

    # construction

    def _build(self) -> None:
        context = self.context
        body = QWidget(self.content.holder)
        context.theme.set_property(body, "role", "clear")
        column = QVBoxLayout()
        column.setSpacing(6)
        self.plots: dict[str, RatePlot] = {}
        turns = OneByOne(self)
        for name in FIGURES:
            plot = RatePlot(context.theme, figure_word(name), TONES[name], context.formats.zone,
                            times=name == FIGURES[-1], turns=turns)  # fmt: skip
            column.addWidget(plot, 1)
            self.plots[name] = plot
        self.verdict = QLabel()
        context.theme.set_property(self.verdict, "role", "label")
        self.verdict.setWordWrap(True)
        side = QVBoxLayout()
        side.addWidget(self.verdict)
        side.addWidget(self._scroll_area(), 1)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addLayout(side)
        self.content.set_widget(body)
        self.body = body

    def _scroll_area(self) -> QScrollArea:
        theme = self.context.theme
        inner = QWidget()
        theme.set_property(inner, "role", "clear")
        self.stack = QVBoxLayout(inner)
        self.stack.setContentsMargins(0, 0, 8, 0)
        self.stack.setSpacing(8)
        self.stack.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(SIDE_WIDTH)
        area.setAccessibleName(self.tr("Patterns"))
        for widget in (area, area.viewport()):
            theme.set_property(widget, "role", "clear")
        area.setWidget(inner)
        return area

    def _build_chips(self) -> None:
        self.chips: dict[int, Chip] = {}
        for hours in SPANS:
            chip = Chip(self.context.theme, span_word(hours), "neutral", checkable=True)
            chip.setChecked(hours == self.feed.hours)
            chip.clicked.connect(lambda _on=False, each=hours: self.choose(each))
            self.chips[hours] = self.filters.add_chip(chip)

    # what is shown

    def _loaded(self) -> None:
        self._draw()
        self._show_patterns()
        self.content.show_content()

    def _told(self) -> None:
        if not self.feed.hours and self.isVisible():
            self._draw()

    def _draw(self) -> None:
        now = now_utc()
        span = self.feed.span(now)
        latest = self.feed.live[-1] if self.feed.live else None
        for name, plot in self.plots.items():
            moments, rates = self.feed.curve(name, now)
            words = self.tr("waiting for the first second")
            if latest is not None:
                peak = rate_text(max(rates, default=0.0))
                current = rate_text(getattr(latest, name))
                words = self.tr("now {rate} · highest {peak}").format(rate=current, peak=peak)
            plot.show_curve(moments, rates, span, words)

    def _show_patterns(self) -> None:
        picture = self.feed.picture
        if picture is None:
            return
        count = len(picture.patterns)
        text = self.tr("Patterns of attacks found: {count}").format(count=count)
        if not count:
            text = self.tr("No pattern of attacks found")
        if not picture.complete:
            text += "\n" + self.tr("Only the latest lockouts were looked at: there are very many.")
        self.verdict.setText(text)
        if picture.patterns == self._patterns:
            return
        self._patterns = picture.patterns
        self._fill(picture.patterns)

    def _fill(self, patterns: tuple[LockoutPattern, ...]) -> None:
        for card in self.cards:
            self.stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        may = self.context.session.may("operate")
        self.cards = []
        for place, pattern in enumerate(patterns):
            card = PatternCard(self.context.theme, self.context.formats, pattern, may=may)
            card.block_wanted.connect(self._block)
            card.records_wanted.connect(self._records)
            card.endpoint_wanted.connect(self._endpoint)
            self.stack.insertWidget(place, card)
            self.cards.append(card)

    def _failed(self, error: ApiError) -> None:
        self.content.show_error(error, self.refresh)

    # what the operator does

    def _block(self, pattern: LockoutPattern) -> None:
        reason = pattern_title(pattern, self.context.formats)
        self.dialog = open_block(self.context, self, pattern.sources[0], reason)

    def _records(self, pattern: LockoutPattern) -> None:
        self.context.open_page("cdr", {"caller_ips": pattern.sources[:MOST_SOURCES]})

    def _endpoint(self, pattern: LockoutPattern) -> None:
        self.context.open_page("endpoints", {"text": pattern.extensions[0]})
