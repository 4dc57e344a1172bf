"""Bundled SVG outlines as icons in any colour, sharp at any scale.

Each icon is rendered for the sizes that the client uses, at the device pixel ratios of the screens
that there are, so that Qt picks one and never blurs; for a new screen the theme asks again.
Rendering is lazy; the shelf keeps what it drew, by name and colour, and belongs to the theme, so
that no pixmap outlives the application.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from client.resources import icon_svg

SIZES = (16, 20)
STROKE = "1.75"  # a little lighter than tabler's 2: it sits better beside 13 px text


def coloured_svg(name: str, colour: str) -> bytes:
    """Return the SVG of the icon *name* drawn in *colour* (``#RRGGBB``)."""
    source = icon_svg(name).replace("currentColor", colour)
    return source.replace('stroke-width="2"', f'stroke-width="{STROKE}"').encode()


def ratios() -> set[float]:
    """Return the device pixel ratios of the screens that there are."""
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()}


def draw(name: str, colour: str, size: int, ratio: float, room: int = 0) -> QPixmap:
    """Render the icon *name* at *size* device-independent pixels for a screen of *ratio*."""
    return _render(_outline(name, colour), size, ratio, room)


def _outline(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(coloured_svg(name, colour)))


def _render(outline: QSvgRenderer, size: int, ratio: float, room: int = 0) -> QPixmap:
    side = round(size * ratio)
    result = QPixmap(side + round(room * ratio), side)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    outline.render(painter, QRectF(0, 0, side, side))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def _coloured(drawn: QPixmap, colour: str) -> QPixmap:
    """Return what is drawn in another colour, without reading the outline again."""
    result = QPixmap(drawn)
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(result.rect(), QColor(colour))
    painter.end()
    return result


class IconShelf:
    """Icons and pixmaps already drawn, by name and colour."""

    def __init__(self) -> None:
        self._icons: dict[tuple[str, str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, colour: str, disabled: str, room: int = 0) -> QIcon:
        """Return the icon *name*.

        Args:
            name: which one.
            colour: its colour.
            disabled: its colour on a control that cannot be used.
            room: empty pixels at its right, because Qt sets the words of a button too close.
        """
        key = (name, colour, disabled, room)
        if key not in self._icons:
            self._icons[key] = self._build(name, colour, disabled, room)
        return self._icons[key]

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """Return the icon *name* as a pixmap of exactly *size*, for painting by hand."""
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw(name, colour, size, ratio)
        return self._pixmaps[key]

    def clear(self) -> None:
        """Forget everything, before the application ends or when the palette changes."""
        self._icons.clear()
        self._pixmaps.clear()

    @staticmethod
    def _build(name: str, colour: str, disabled: str, room: int) -> QIcon:
        result = QIcon()
        outline = _outline(name, colour)
        for ratio in ratios():
            drawn = [_render(outline, size, ratio, room) for size in SIZES]
            for pixmap in drawn:
                result.addPixmap(pixmap)
            result.addPixmap(_coloured(drawn[0], disabled), QIcon.Mode.Disabled)
        return result
