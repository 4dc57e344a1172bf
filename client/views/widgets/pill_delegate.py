"""Paints the cells of every table: text elided, states as pills, whole rows selected.

Painting by hand instead of by style keeps one geometry for text, pill and heading (10 px from the
edge), gives a pill the width of its words whatever the column, and costs the same for 10 rows and
for a million, because only visible cells are painted. A cell is asked for once, and texts that were
laid out are kept for a while: scrolling shows most of them again.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from client.models.columns import Cell, Pill
from client.models.table import CellRole, PillRole
from client.theme import Theme
from client.views.widgets.hour_strip import paint_strip

EDGE = 10
PILL_HEIGHT = 21
PILL_EDGE = 8
PILL_ICON = 14
PILL_GAP = 4
PILL_TEXT = 12
LAID_OUT = 4096  # texts: some screens full
BAR_WIDTH, BAR_HEIGHT = 40, 6
BAR_GAP = 8
BLANK_WIDTH, BLANK_HEIGHT = 0.6, 8  # share of the cell, pixels
STRIP_GAP = 7  # above and below the small bars of a cell
BAR_TONES = ((0.95, "bad"), (0.8, "warning"), (0.0, "accent"))  # from this share on

Index = QModelIndex | QPersistentModelIndex


def pill_width(theme: Theme, pill: Pill) -> int:
    """Return how wide *pill* is with all its words."""
    metrics = QFontMetrics(theme.font(PILL_TEXT, 600))
    return 2 * PILL_EDGE + PILL_ICON + PILL_GAP + metrics.horizontalAdvance(pill.word) + 1


def paint_pill(painter: QPainter, theme: Theme, pill: Pill, place: QRect, ratio: float) -> None:
    """Paint *pill* at the left of *place*, elided only if *place* is too narrow."""
    width = min(pill_width(theme, pill), place.width())
    top = place.top() + (place.height() - PILL_HEIGHT) / 2
    shape = QRectF(place.left(), top, width, PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.ground(pill.tone))
    painter.drawRoundedRect(shape, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    icon = theme.pixmap(pill.icon, pill.tone, PILL_ICON, ratio)
    painter.drawPixmap(QPointF(shape.left() + PILL_EDGE, top + (PILL_HEIGHT - PILL_ICON) / 2), icon)
    painter.setFont(theme.font(PILL_TEXT, 600))
    painter.setPen(theme.colour(pill.tone))
    text = shape.adjusted(PILL_EDGE + PILL_ICON + PILL_GAP, 0, -PILL_EDGE + 1, 0)
    word = painter.fontMetrics().elidedText(
        pill.word, Qt.TextElideMode.ElideRight, int(text.width()) + 1
    )
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


def paint_bar(painter: QPainter, theme: Theme, share: float, place: QRect) -> QRect:
    """Paint how much of a limit is used at the left of *place*; return the room that is left."""
    top = place.top() + (place.height() - BAR_HEIGHT) / 2
    trough = QRectF(place.left(), top, min(BAR_WIDTH, place.width()), BAR_HEIGHT)
    tone = next(tone for least, tone in BAR_TONES if share >= least)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(trough, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    if share > 0:
        filled = QRectF(trough)
        filled.setWidth(max(BAR_HEIGHT, trough.width() * share))  # a round end needs its height
        painter.setBrush(theme.colour(tone))
        painter.drawRoundedRect(filled, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    painter.restore()
    return place.adjusted(BAR_WIDTH + BAR_GAP, 0, 0, 0)


def paint_blank(painter: QPainter, theme: Theme, place: QRect) -> None:
    """Paint the quiet placeholder of a row that is not known yet."""
    top = place.top() + (place.height() - BLANK_HEIGHT) / 2
    shape = QRectF(place.left(), top, place.width() * BLANK_WIDTH, BLANK_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.setOpacity(0.6)
    painter.drawRoundedRect(shape, BLANK_HEIGHT / 2, BLANK_HEIGHT / 2)
    painter.restore()


class PillDelegate(QStyledItemDelegate):
    """The delegate of every table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._laid_out: dict[tuple[str, int], QStaticText] = {}
        theme.changed.connect(self._laid_out.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the pill or the text."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        if selected:
            painter.fillRect(rect, self._theme.colour("selection"))
        elif index.row() % 2:
            painter.fillRect(rect, self._theme.colour("stripe"))
        place = rect.adjusted(EDGE, 0, -EDGE, 0)
        cell = index.data(CellRole)
        if cell is None:
            return
        if cell.blank:
            paint_blank(painter, self._theme, place)
        elif cell.pill is not None:
            device = painter.device()
            paint_pill(painter, self._theme, cell.pill, place, device.devicePixelRatioF())
        elif cell.strip:
            paint_strip(
                painter, self._theme, cell.strip, place.adjusted(0, STRIP_GAP, 0, -STRIP_GAP)
            )
        elif cell.text:
            if cell.share is not None:
                place = paint_bar(painter, self._theme, cell.share, place)
            self._paint_text(painter, option.font, cell, place)

    def _paint_text(self, painter: QPainter, font: QFont, cell: Cell, place: QRect) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(cell.tone or "text"))
        words = self._words(cell.text, place.width(), font)
        size = words.size()
        left = place.left() + (place.width() - size.width() if cell.right else 0)
        painter.drawStaticText(
            QPointF(left, place.top() + (place.height() - size.height()) / 2), words
        )

    def _words(self, text: str, width: int, font: QFont) -> QStaticText:
        """Return *text*, elided to *width* and laid out: the dearest part of painting a cell."""
        words = self._laid_out.get((text, width))
        if words is None:
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            words = QStaticText(shown)
            words.setTextFormat(Qt.TextFormat.PlainText)  # strangers choose some of these texts
            words.prepare(font=font)
            if len(self._laid_out) >= LAID_OUT:
                self._laid_out.clear()
            self._laid_out[text, width] = words
        return words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what the cell needs so that nothing is elided, for fitting a column."""
        pill = index.data(PillRole)
        if isinstance(pill, Pill):
            width = pill_width(self._theme, pill)
        else:
            metrics = QFontMetrics(option.font)
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            width = metrics.horizontalAdvance(text)
            cell = index.data(CellRole)
            if cell is not None and cell.share is not None:
                width += BAR_WIDTH + BAR_GAP
        return QSize(width + 2 * EDGE, PILL_HEIGHT + 8)
