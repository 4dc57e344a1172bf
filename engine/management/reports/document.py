"""A document of the house: pages with a foot line, headings, tiles of figures, tables.

Nothing in here knows what a report says. Lengths are millimetres on A4; every text goes through
:class:`Typefaces`, and a cell is cut to its width, so that no text of a stranger moves anything.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from engine.management.reports.lines import broken
from engine.management.reports.typefaces import FAMILY, Typefaces

Colour = tuple[int, int, int]
INK: Final[Colour] = (28, 36, 48)
MUTED: Final[Colour] = (100, 110, 125)
RULE: Final[Colour] = (218, 223, 230)
PALE: Final[Colour] = (244, 246, 249)
ACCENT: Final[Colour] = (26, 82, 140)
WARM: Final[Colour] = (196, 120, 20)

MARGIN: Final = 16.0
FOOT: Final = 18.0
ROW: Final = 5.6
"""Height of a line of a table."""

_MAX_DRAWN: Final = 1000


class Column(NamedTuple):
    """A column of a table: its title, its share of the width, and where its texts stand."""

    title: str
    width: float
    align: str = "L"
    bar: bool = False


class Document(FPDF):
    """A document under way.

    Args:
        title: For the properties of the file.
        foot: What stands at the foot of every page.
        check: Called at every page and table line; raises when nobody waits any more.
        page: What stands beside it, with gaps for the number of the page and of all pages.
    """

    def __init__(
        self,
        title: str,
        foot: str,
        check: Callable[[], None] = lambda: None,
        page: str = "Page {page} of {pages}",
    ) -> None:
        super().__init__("P", "mm", "A4")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT)
        self.typefaces = Typefaces(self)
        self._foot = self.typefaces.shown(foot)
        self._page = page
        self._style = 9.0, False
        self._check = check
        self.set_title(title)
        self.set_lang("en")
        self.alias_nb_pages()
        self.add_page()

    def close(self) -> None:
        """Let go of the files of its typefaces, written or not."""
        self.typefaces.close()

    def footer(self) -> None:
        """The line at the foot of a page; called by the library."""
        self._check()
        self.set_y(-FOOT + 4)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.set_y(-FOOT + 6)
        self.style(7.5, MUTED)
        self.cell(self.epw * 0.8, 4, self._foot)
        page = self._page.format(page=self.page_no(), pages="{nb}")
        self._again()
        self.cell(self.epw * 0.2, 4, page, align="R")

    def style(self, size: float, colour: Colour = INK, *, bold: bool = False) -> None:
        """Size (points), colour and weight of the texts that follow."""
        self._style = size, bold
        self._again()
        self.set_text_color(*colour)

    def _again(self) -> None:
        """Say the typeface anew.

        Behind a text in the second typeface the library takes a first one that did not change for
        written already; changing it twice makes sure.
        """
        size, bold = self._style
        self.set_font(FAMILY, "" if bold else "B", size)
        self.set_font(FAMILY, "B" if bold else "", size)

    def write_at(
        self, x: float, y: float, width: float, text: str, align: str = "L", height: float = 4.0
    ) -> None:
        """One line in a box, cut to its width."""
        self.set_xy(x, y)
        shown = self.fitting(text, width)
        self._again()
        self.cell(width, height, shown, align=align)

    def _running(self, x: float, width: float, text: str, height: float) -> None:
        """As many lines as it takes, from ``x`` on."""
        shown = self.typefaces.shown(text, _MAX_DRAWN)
        for line in broken(shown, width - 2 * self.c_margin, self.get_string_width):
            self.set_x(x)
            self._again()
            self.cell(width, height, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def fitting(self, text: str, width: float) -> str:
        """As much of the text as has room, with an ellipsis where something is missing."""
        room = width - 2 * self.c_margin
        shown = self.typefaces.shown(text)
        if self.get_string_width(shown) <= room:
            return shown
        low, high = 0, len(shown)
        while low < high:
            middle = (low + high + 1) // 2
            if self.get_string_width(shown[:middle] + "…") <= room:
                low = middle
            else:
                high = middle - 1
        return shown[:low] + "…"

    def need(self, height: float) -> None:
        """Begin a new page unless so much is left of this one."""
        if self.get_y() + height > self.h - FOOT:
            self.add_page()

    def heading(self, text: str, height: float = 40.0) -> None:
        """The heading of a part that begins with something of ``height``."""
        self.need(height)
        self.ln(4)
        self.style(12.5, ACCENT, bold=True)
        self.cell(0, 7, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(0.5)

    def paragraph(self, text: str, colour: Colour = INK, size: float = 9.0) -> None:
        """Running text."""
        self.style(size, colour)
        self._running(MARGIN, self.epw, text, size * 0.52)
        self.ln(1.5)

    def facts(self, pairs: Sequence[tuple[str, str]], label: float = 36.0) -> None:
        """A list of names and what they stand for; a long text takes more lines."""
        for name, text in pairs:
            self.need(6)
            top = self.get_y()
            self.style(8.5, MUTED)
            self.cell(label, 5, name)
            self.style(8.5)
            self.set_y(top)
            self._running(MARGIN + label, self.epw - label, text, 5)

    def tiles(self, figures: Sequence[tuple[str, str, Colour]]) -> None:
        """Big figures side by side: figure, what it is, colour."""
        gap, height = 4.0, 19.0
        self.need(height + 4)
        width = (self.epw - gap * (len(figures) - 1)) / len(figures)
        top = self.get_y() + 2
        for place, (figure, name, colour) in enumerate(figures):
            x = MARGIN + place * (width + gap)
            self.set_fill_color(*PALE)
            self.rect(x, top, width, height, style="F", round_corners=True, corner_radius=1.5)
            self.set_fill_color(*colour)
            self.rect(x, top + 3, 1.1, height - 6, style="F")
            self.style(17, colour, bold=True)
            self.write_at(x + 3, top + 2.5, width - 4, figure, height=8)
            self.style(8, MUTED)
            self.write_at(x + 3, top + 11.5, width - 4, name)
        self.set_xy(MARGIN, top + height + 3)

    def rows(self, columns: Sequence[Column], rows: Sequence[Sequence[str | float]]) -> None:
        """Rows under a head that every page repeats; a number in a ``bar`` column is a share."""
        total = sum(column.width for column in columns)
        widths = [self.epw * column.width / total for column in columns]
        self.need(ROW * 3)
        self._head(columns, widths)
        for number, row in enumerate(rows):
            if self.get_y() + ROW > self.h - FOOT:
                self.add_page()
                self._head(columns, widths)
            self._row(columns, widths, row, shaded=number % 2 == 1)
        self.ln(3)

    def _head(self, columns: Sequence[Column], widths: Sequence[float]) -> None:
        self.style(7.5, MUTED, bold=True)
        top = self.get_y()
        with self.steady():
            for column, width, x in zip(columns, widths, _places(widths), strict=True):
                self.write_at(x, top, width, column.title, column.align, ROW)
        self.set_draw_color(*MUTED)
        self.set_line_width(0.25)
        self.line(MARGIN, top + ROW, MARGIN + self.epw, top + ROW)
        self.set_xy(MARGIN, top + ROW)

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[float],
        row: Sequence[str | float],
        *,
        shaded: bool,
    ) -> None:
        self._check()
        top = self.get_y()
        if shaded:
            self.set_fill_color(*PALE)
            self.rect(MARGIN, top, self.epw, ROW, style="F")
        self.style(8)
        with self.steady():
            for column, width, x, value in zip(columns, widths, _places(widths), row, strict=True):
                if column.bar:
                    self._bar(x + 1, top + 1.6, (width - 2) * float(value))
                else:
                    self.write_at(x, top, width, str(value), column.align, ROW)
        self.set_xy(MARGIN, top + ROW)

    def _bar(self, x: float, y: float, length: float) -> None:
        self.set_fill_color(*ACCENT)
        self.rect(x, y, max(0.3, length), ROW - 3.2, style="F")

    @contextmanager
    def steady(self) -> Iterator[None]:
        """No page break while something is placed by hand."""
        self.set_auto_page_break(auto=False)
        try:
            yield
        finally:
            self.set_auto_page_break(auto=True, margin=FOOT)


def _places(widths: Sequence[float]) -> list[float]:
    places = [MARGIN]
    for width in widths[:-1]:
        places.append(places[-1] + width)
    return places
