"""The ladder: one row an arrow, lifelines through all rows, and their names above.

The rows are those of a list view, so the keys, the selection, scrolling and screen readers work as
in every list. The class of a message is told by colour and by the dash and the head of its arrow.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from client.formats import Formats
from client.models.trace_ladder import Arrow, ArrowRole, Kind, TraceLadder
from client.theme import Theme

Index = QModelIndex | QPersistentModelIndex
TIMES = 176
LANE = 140
ROW = 40
HEAD = 46
TIP = 8.0
TONES = {
    Kind.REQUEST: "accent",
    Kind.PROVISIONAL: "neutral",
    Kind.SUCCESS: "ok",
    Kind.FAILURE: "bad",
}
DASHES = {
    Kind.REQUEST: Qt.PenStyle.SolidLine,
    Kind.PROVISIONAL: Qt.PenStyle.DotLine,
    Kind.SUCCESS: Qt.PenStyle.SolidLine,
    Kind.FAILURE: Qt.PenStyle.DashLine,
}


def lane_width(legs: int, width: int) -> float:
    """Return how far apart the lifelines stand in *width* pixels."""
    return max(float(LANE), (width - TIMES) / (legs + 1))


def lane_x(leg: int | None, legs: int, width: int) -> float:
    """Return where a lifeline stands: the caller's, the switch (None), then the callees'."""
    place = 1 if leg is None else leg + (leg > 0)
    return TIMES + lane_width(legs, width) * (place + 0.5)


def paint_arrow(painter: QPainter, theme: Theme, kind: Kind, start: QPointF, end: QPointF) -> None:
    """Paint an arrow in the colour, dash and head of its class."""
    colour = theme.colour(TONES[kind])
    way = 1.0 if end.x() > start.x() else -1.0
    pen = QPen(colour, 2.6 if kind is Kind.SUCCESS else 1.6, DASHES[kind])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawLine(start, QPointF(end.x() - way * TIP * 0.6, end.y()))
    painter.setPen(QPen(colour, 1.6))
    back = end.x() - way * TIP
    if kind is Kind.FAILURE:
        painter.drawLine(QPointF(back, end.y() - 5), QPointF(end.x(), end.y() + 5))
        painter.drawLine(QPointF(back, end.y() + 5), QPointF(end.x(), end.y() - 5))
        return
    tip = QPolygonF([QPointF(back, end.y() - 4.5), end, QPointF(back, end.y() + 4.5)])
    if kind is Kind.PROVISIONAL:
        painter.drawPolyline(tip)
        return
    painter.setBrush(colour)
    painter.drawPolygon(tip)
    if kind is Kind.SUCCESS:
        painter.drawEllipse(start, 3.0, 3.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)


class ArrowDelegate(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, theme: Theme, formats: Formats, view: LadderView) -> None:
        super().__init__(view)
        self._theme, self._formats, self._view = theme, formats, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row, as wide as all lifelines need."""
        return QSize(TIMES + LANE * (len(self._view.ladder.legs) + 1), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the time, the lifelines and the arrow."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        arrow: Arrow = index.data(ArrowRole)
        legs = len(self._view.ladder.legs)
        ground = "selection" if state & QStyle.StateFlag.State_Selected else "background"
        painter.save()
        painter.fillRect(place, self._theme.colour(ground))
        self._paint_time(painter, arrow, place)
        painter.setPen(QPen(self._theme.colour("field_line"), 1))
        for leg in (None, *range(legs)):
            x = place.left() + lane_x(leg, legs, place.width())
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom() + 1))
        ends = [
            place.left() + lane_x(leg, legs, place.width()) for leg in (arrow.message.leg, None)
        ]
        start, end = ends if arrow.incoming else ends[::-1]
        y = place.bottom() - 10.0
        paint_arrow(painter, self._theme, arrow.kind, QPointF(start, y), QPointF(end, y))
        self._paint_label(painter, arrow, ground, QRectF(min(ends) + 6, place.top() + 4,
                                                 abs(start - end) - 12, 22))  # fmt: skip
        painter.restore()

    def _paint_time(self, painter: QPainter, arrow: Arrow, place: QRect) -> None:
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("text"))
        room = QRect(place.left() + 10, place.top(), TIMES - 14, place.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            room, middle | Qt.AlignmentFlag.AlignLeft,
            self._formats.time(arrow.message.at, ms=True),
        )  # fmt: skip
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, f"{arrow.gap_s:+.3f} s")

    def _paint_label(self, painter: QPainter, arrow: Arrow, ground: str, room: QRectF) -> None:
        marks = "  SDP" if arrow.message.sdp else ""
        if len(arrow.times) > 1:
            marks += f"  ×{len(arrow.times)}"
        painter.setFont(self._theme.font(12, 600))
        painter.setPen(self._theme.colour(TONES[arrow.kind]))
        metrics = painter.fontMetrics()
        free = int(room.width()) - metrics.horizontalAdvance(marks)
        words = metrics.elidedText(arrow.label, Qt.TextElideMode.ElideRight, free)
        middle = Qt.AlignmentFlag.AlignCenter
        behind = painter.boundingRect(room, middle, words + marks)
        painter.fillRect(behind, self._theme.colour(ground))  # no lifeline through the words
        painter.drawText(room, middle, words + marks)


class LadderView(QListView):
    """The rows; the lifelines' names are painted by `LadderHead` above."""

    def __init__(
        self, theme: Theme, formats: Formats, ladder: TraceLadder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.ladder = ladder
        self.setModel(ladder)
        self.setItemDelegate(ArrowDelegate(theme, formats, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Messages of the call"))
        theme.changed.connect(self.viewport().update)


class LadderHead(QWidget):
    """The names and addresses over the lifelines."""

    def __init__(self, theme: Theme, view: LadderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, view
        self.setFixedHeight(HEAD)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        theme.changed.connect(self.update)

    def names(self) -> list[tuple[str, str]]:
        """Return name and address of every lifeline, from left to right."""
        ladder = self._view.ladder
        found = [(ladder.name(leg), item.peer) for leg, item in enumerate(ladder.legs)]
        return [*found[:1], (self.tr("Switch"), ""), *found[1:]]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names where the lifelines begin."""
        legs = len(self._view.ladder.legs)
        width = max(self._view.viewport().width(), TIMES + LANE * (legs + 1))
        lane = lane_width(legs, width)
        painter = QPainter(self)
        left = TIMES - self._view.horizontalScrollBar().value() + self._view.frameWidth()
        for place, (name, peer) in enumerate(self.names()):
            room = QRectF(left + lane * place + 4, 4, lane - 8, 20)
            for text, weight, tone in ((name, 600, "text"), (peer, 400, "muted")):
                painter.setFont(self._theme.font(12, weight))
                painter.setPen(self._theme.colour(tone))
                words = painter.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideMiddle, int(room.width())
                )
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
                room.translate(0, 19)
