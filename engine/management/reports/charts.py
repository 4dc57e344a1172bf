"""Charts, drawn as lines and areas, so that they are sharp on paper.

What was not recorded is hatched and of another colour: it is no less an attack, but nobody can say
more of it than how many there were.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from engine.management.reports.document import ACCENT, MARGIN, MUTED, PALE, RULE, WARM, Document

AXIS: Final = 13.0
"""Room of the numbers on the left."""

Legend = tuple[str, str]
LEGEND: Final[Legend] = ("Recorded", "Counted, but kept out of the records")
"""What the two colours of a chart mean."""

_HATCH: Final = 1.4


class Bar(NamedTuple):
    """One bar: what it stands for, records, and attempts that were not recorded."""

    label: str
    records: int
    kept_out: int = 0


class _Plot(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    top: int

    def heights(self, value: float) -> float:
        return self.height * value / self.top


def bar_chart(
    document: Document, bars: Sequence[Bar], height: float = 48.0, legend: Legend = LEGEND
) -> None:
    """Bars over time; recorded below, not recorded hatched on top."""
    document.need(height + 14)
    top = nice_top(max((bar.records + bar.kept_out for bar in bars), default=0))
    x = MARGIN + AXIS
    plot = _Plot(x, document.get_y() + 3, document.epw - AXIS, height, top)
    with document.steady():
        _grid(document, plot)
        width = plot.width / max(1, len(bars))
        for place, bar in enumerate(bars):
            _draw(document, plot, plot.x + place * width, width, bar)
        _labels(document, plot, bars, width)
        _legend(document, plot, legend, hatched=any(bar.kept_out for bar in bars))
    document.set_xy(MARGIN, plot.y + height + 12)


def heat_map(
    document: Document, rows: Sequence[str], values: Sequence[Sequence[int]], height: float = 5.2
) -> None:
    """A field of cells, 24 columns for the hours of a day, the darker the more."""
    document.need(height * (len(rows) + 2) + 4)
    most = max((max(row) for row in values), default=0)
    x, y = MARGIN + AXIS, document.get_y() + 2
    width = (document.epw - AXIS) / 24
    document.set_draw_color(255, 255, 255)
    document.set_line_width(0.4)
    with document.steady():
        for line, (name, row) in enumerate(zip(rows, values, strict=True)):
            document.style(7.5, MUTED)
            document.write_at(MARGIN, y + line * height, AXIS, name, "R", height)
            for hour, value in enumerate(row):
                document.set_fill_color(*shade(value, most))
                document.rect(x + hour * width, y + line * height, width, height, style="DF")
        bottom = y + len(rows) * height
        document.style(7, MUTED)
        for hour in range(0, 24, 3):
            document.write_at(x + hour * width - 1, bottom, 3 * width, f"{hour:02}:00")
    document.set_xy(MARGIN, bottom + 6)


def switch_band(document: Document, title: str, spans: Sequence[tuple[float, float, bool]]) -> None:
    """A band over the period: full where a switch was on, hatched where it was off."""
    document.need(14)
    start, end = spans[0][0], spans[-1][1]
    scale = document.epw / max(end - start, 1e-9)
    with document.steady():
        document.style(8.5)
        y = document.get_y()
        document.write_at(MARGIN, y, document.epw, title, height=5)
        for since, until, on in spans:
            x, width = MARGIN + (since - start) * scale, (until - since) * scale
            if on:
                document.set_fill_color(*ACCENT)
                document.rect(x, y + 5.5, width, 4, style="F")
            else:
                _hatched(document, x, y + 5.5, width, 4)
    document.set_xy(MARGIN, y + 11.5)


def nice_top(most: int) -> int:
    """The end of an axis whose quarters are whole and short numbers."""
    if most <= 4:
        return 4
    power = int(10.0 ** (len(str(most)) - 1))
    return next(step * power for step in (2, 4, 8, 12) if step * power >= most)


def shade(value: int, most: int) -> tuple[int, int, int]:
    """The colour of a cell; the root keeps small values apart from none."""
    if not value or not most:
        return PALE
    strength = 0.15 + 0.85 * math.sqrt(value / most)
    red, green, blue = (round(255 - (255 - part) * strength) for part in ACCENT)
    return red, green, blue


def _grid(document: Document, plot: _Plot) -> None:
    document.set_line_width(0.15)
    document.set_draw_color(*RULE)
    document.style(7, MUTED)
    for step in range(5):
        y = plot.y + plot.height * (1 - step / 4)
        document.line(plot.x, y, plot.x + plot.width, y)
        value = plot.top * step / 4
        document.write_at(MARGIN, y - 2, AXIS, f"{value:,.0f}", "R")


def _draw(document: Document, plot: _Plot, x: float, width: float, bar: Bar) -> None:
    gap = min(1.0, width * 0.18)
    bottom = plot.y + plot.height
    solid, hatched = plot.heights(bar.records), plot.heights(bar.kept_out)
    if bar.records:
        document.set_fill_color(*ACCENT)
        document.rect(x + gap, bottom - solid, width - 2 * gap, solid, style="F")
    if bar.kept_out:
        _hatched(document, x + gap, bottom - solid - hatched, width - 2 * gap, hatched)


def _hatched(document: Document, x: float, y: float, width: float, height: float) -> None:
    if width <= 0 or height <= 0:
        return
    document.set_draw_color(*WARM)
    document.set_line_width(0.25)
    with document.rect_clip(x, y, width, height):
        for step in range(int((width + height) / _HATCH) + 1):
            start = x + step * _HATCH
            document.line(start, y, start - height, y + height)
    document.rect(x, y, width, height)


def _labels(document: Document, plot: _Plot, bars: Sequence[Bar], width: float) -> None:
    """As many names as have room, at equal distances."""
    document.style(7, MUTED)
    widest = max((document.get_string_width(bar.label) for bar in bars), default=0.0) + 3
    every = max(1, math.ceil(widest / width))
    for place in range(0, len(bars), every):
        middle = plot.x + (place + 0.5) * width
        box = widest + 2
        document.write_at(middle - box / 2, plot.y + plot.height + 0.5, box, bars[place].label, "C")


def _legend(document: Document, plot: _Plot, legend: Legend, *, hatched: bool) -> None:
    y = plot.y + plot.height + 6.5
    document.set_fill_color(*ACCENT)
    document.rect(plot.x, y, 3, 3, style="F")
    document.style(7.5, MUTED)
    document.write_at(plot.x + 3.5, y - 0.5, 40, legend[0])
    if hatched:
        _hatched(document, plot.x + 26, y, 3, 3)
        document.style(7.5, MUTED)
        document.write_at(plot.x + 29.5, y - 0.5, 80, legend[1])
