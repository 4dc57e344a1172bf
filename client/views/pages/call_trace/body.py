"""What a trace shows: the call in a line, the ladder with its legend, and one message as text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from client.formats import countable
from client.models.trace_ladder import Kind, TraceLadder, kind_text
from client.theme import Theme
from client.views.pages.call_trace.ladder import LadderHead, LadderView, paint_arrow
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext


class Sample(QWidget):
    """An arrow of a class, for the legend."""

    def __init__(self, theme: Theme, kind: Kind) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        self.setFixedSize(QSize(44, 14))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        paint_arrow(QPainter(self), self._theme, self._kind, QPointF(4, 7), QPointF(40, 7))


class TraceBody(QWidget):
    """The content of the page.

    Attributes:
        view: the ladder.
        text: the selected message.
        facts: the call in a line.
        left_out: says that messages are missing; hidden when none is.
    """

    def __init__(
        self, context: PageContext, ladder: TraceLadder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self.ladder = ladder
        self._formats = context.formats
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setWordWrap(True)
        self.left_out = Notice(theme, tone="warning")
        self.view = LadderView(theme, context.formats, ladder)
        self.heads = LadderHead(theme, self.view)
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        theme.set_property(self.about, "role", "muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Text of the selected message"))
        self._arrange(theme)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        ladder.dataChanged.connect(lambda *_: self._chosen(self.view.currentIndex()))

    def _arrange(self, theme: Theme) -> None:
        legend = QHBoxLayout()
        for kind in Kind:
            legend.addWidget(Sample(theme, kind))
            legend.addWidget(QLabel(kind_text(kind)))
            legend.addSpacing(12)
        legend.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widgets in ((self.heads, self.view), (self.about, self.text)):
            holder = QWidget()
            theme.set_property(holder, "role", "clear")
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            for widget in widgets:
                column.addWidget(widget, int(widget in (self.view, self.text)))
            splitter.addWidget(holder)
        splitter.setSizes([720, 440])
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.facts)
        column.addWidget(self.left_out)
        column.addWidget(splitter, 1)
        column.addLayout(legend)

    def sum_up(self) -> None:
        """Bring what is said of the call up to date, and select the first arrow of a new one."""
        trace = self.ladder.trace
        if trace is None:
            return
        state = self.tr("running, updated live")
        if not trace.running:
            state = self.tr(
                "ended; kept for %Ln minute(s) after the last message", "", trace.kept_minutes
            )
        words = self.tr("{caller} → {callee} · {state} · Call-ID {call_id}")
        if not (trace.caller or trace.callee):  # it led to no call; who called is in the INVITE
            words = self.tr("{state} · Call-ID {call_id}")
        self.facts.setText(
            words.format(
                caller=trace.caller or "?", callee=trace.callee or "?", call_id=trace.call_id,
                state=state,
            )
        )  # fmt: skip
        text = self.tr(
            "{count} message(s) were left out of the middle: the call had too many.",
            "",
            countable(trace.dropped),
        )
        self.left_out.set(text.format(count=self._formats.count(trace.dropped)))
        self.left_out.setVisible(trace.dropped > 0)
        self.heads.update()
        if not self.view.currentIndex().isValid() and self.ladder.rowCount():
            self.view.setCurrentIndex(self.ladder.index(0))

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.about.clear()
            self.text.clear()
            return
        arrow = self.ladder.arrow(index.row())
        lines = [
            self.ladder.sentence(arrow),
            f"{arrow.message.transport.upper()}, {self._formats.size(arrow.message.bytes)}",
        ]
        if len(arrow.times) > 1:
            lines.append(self.ladder.repeats(arrow))
        self.about.setText("\n".join(lines))
        if self.text.toPlainText() != arrow.message.text:
            self.text.setPlainText(arrow.message.text)
