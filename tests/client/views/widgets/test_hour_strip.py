"""Bars as high as their hours, and words for those who cannot see them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.hour_strip import HEIGHT, HourStrip, paint_strip


def heights(theme: Theme, counts: list[int], width: int = 48, height: int = 20) -> list[int]:
    """How many pixels of each bar have the colour of activity."""
    pixmap = QPixmap(width, height)
    pixmap.fill(theme.colour("surface"))
    painter = QPainter(pixmap)
    paint_strip(painter, theme, counts, QRect(0, 0, width, height))
    painter.end()
    image, step = pixmap.toImage(), width // len(counts)
    accent = theme.colour("accent").rgb()
    return [
        sum(image.pixel(number * step, y) == accent for y in range(height))
        for number in range(len(counts))
    ]


def test_the_highest_hour_fills_the_place_and_a_single_one_is_seen(theme: Theme) -> None:
    assert heights(theme, [1000, 500, 1, 0]) == [20, 10, 2, 0]
    assert heights(theme, [0, 0]) == [0, 0]


def test_a_strip_says_its_hours_in_words(theme: Theme, qtbot: QtBot) -> None:
    strip = HourStrip(theme, range(24), "Most at 23:00 (23)")
    qtbot.addWidget(strip)
    strip.resize(240, HEIGHT)
    assert strip.accessibleName() == strip.toolTip() == "Most at 23:00 (23)"
    assert strip.counts() == tuple(range(24))
    assert strip.sizeHint().height() == HEIGHT
    assert not strip.grab().isNull()
