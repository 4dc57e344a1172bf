"""Records as a workbook for spreadsheets (ECMA-376), as many sheets as it takes.

The rows of a sheet are put together in SQL as the XML they are, and zipped on their way. Numbers of
phones are texts, so no zero is lost and nothing is run; times are dates of the zone in the header,
so they sort and filter; durations, codes and fees are numbers. What XML cannot hold becomes a
space.
"""

import zipfile
from collections.abc import Sequence
from typing import IO, Final
from xml.sax.saxutils import escape

from engine.store.cancelling import Cursor
from engine.store.cdr_schema import CDR, quoted
from engine.store.csv_columns import TIMES, Steady, code_text, steady, texts, value_text
from engine.store.export_parts import CHUNK, Given, Slice, copy_lines, file_checksum

SHEET_ROWS: Final = 1_000_000
"""Rows of a sheet: whole slices, and with the header fewer than the 1,048,576 that may be."""

MAX_CELL: Final = 32_767
"""Characters of a cell."""

_DAY_MS: Final = 86_400_000
_EPOCH_DAY: Final = 25_569
"""1970-01-01 as spreadsheets count days."""

_DATE_STYLE: Final = 1
_HEADER_STYLE: Final = 2
_LEVEL: Final = 1

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES: Final = (
    f"{_HEAD}<styleSheet {_MAIN}>"
    '<numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)

_BAD: Final = "[&<>\\x00-\\x1f\\x{FFFE}\\x{FFFF}]|_x[0-9A-Fa-f]{4}_"
"""What a text cannot have as it is: signs of XML, what XML cannot hold, and what a spreadsheet
would take for an escaped sign."""

_UNHOLDABLE: Final = "[\\x00-\\x1f\\x{FFFE}\\x{FFFF}]"
_LIKE_ESCAPE: Final = "_(x[0-9A-Fa-f]{4}_)"


class XlsxWriter:
    """Writes one workbook."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._zip = zipfile.ZipFile(given.path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._sheet: IO[bytes] | None = None
        self._sheets = 0
        self._rows = 0
        self._careful: set[str] = set()

    def begin(self) -> None:
        """Begin the first sheet."""
        self._next_sheet()

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        if self._rows >= SHEET_ROWS:
            self._next_sheet()
        given = self._given
        self._careful |= bad_texts(cursor, given.columns, part)
        interval = steady(given.timezone, part.newest)
        cells = ", ".join(_cell(name, interval, name in self._careful) for name in given.columns)
        line = f"concat('<row>', {cells}, '</row>')"
        rows = copy_lines(cursor, line, part, given.scratch, end="\\n")
        with given.scratch.open("rb") as lines:
            while chunk := lines.read(CHUNK):
                self._open_sheet().write(chunk)
        self._rows += rows
        return rows

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Write what holds the sheets together; size and checksum."""
        del cursor
        self._end_sheet()
        for name, text in _frame(self._sheets).items():
            self._zip.writestr(name, text)
        self._zip.close()
        return file_checksum(self._given.path)

    def close(self) -> None:
        """Let go of the file."""
        if self._sheet is not None:
            self._sheet.close()
        self._zip.close()

    def _open_sheet(self) -> IO[bytes]:
        if self._sheet is None:
            raise RuntimeError("no sheet was begun")
        return self._sheet

    def _next_sheet(self) -> None:
        self._end_sheet()
        self._sheets += 1
        self._rows = 0
        name = f"xl/worksheets/sheet{self._sheets}.xml"
        self._sheet = self._zip.open(name, "w", force_zip64=True)
        self._sheet.write(_sheet_head(self._given.columns, self._given.timezone).encode())

    def _end_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.write(b"</sheetData></worksheet>")
            self._sheet.close()
            self._sheet = None


def bad_texts(cursor: Cursor, columns: Sequence[str], part: Slice) -> set[str]:
    """The columns with a text among the rows that is no cell as it stands."""
    names = texts(columns)
    if not names:
        return set()
    text, values = part.condition
    bad = ", ".join(
        f"bool_or(regexp_matches({quoted(name)}, '{_BAD}') OR length({quoted(name)}) > {MAX_CELL})"
        for name in names
    )
    statement = f"SELECT {bad} FROM {part.relation} WHERE {text}"  # noqa: S608 - names only
    found = cursor.execute(statement, values).fetchall()[0]
    return {name for name, is_bad in zip(names, found, strict=True) if is_bad}


def _cell(name: str, interval: Steady, careful: bool) -> str:
    """A cell as XML, in SQL; never NULL, which would move the cells behind it."""
    column = quoted(name)
    if name in TIMES:
        value = f"CAST({_serial(column, interval)} AS VARCHAR)"
        cell = f"""'<c s="{_DATE_STYLE}"><v>'||{value}||'</v></c>'"""
    elif code_text(name) or name == "id" or CDR.columns[name] == "VARCHAR":
        value = code_text(name) or f"CAST({column} AS VARCHAR)"
        value = _harmless(value) if careful else value
        cell = f"""'<c t="inlineStr"><is><t xml:space="preserve">'||{value}||'</t></is></c>'"""
    else:
        cell = f"'<c><v>'||{value_text(name, interval)}||'</v></c>'"
    return f"coalesce({cell}, '<c/>')" if name in CDR.nullable else cell


def _harmless(text: str) -> str:
    """The text as XML that means it."""
    short = f"left({text}, {MAX_CELL})"
    held = f"regexp_replace({short}, '{_UNHOLDABLE}', ' ', 'g')"
    meant = f"regexp_replace({held}, '{_LIKE_ESCAPE}', '_x005F_\\1', 'g')"
    return f"replace(replace(replace({meant}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _serial(column: str, interval: Steady) -> str:
    """A moment as the days of a spreadsheet, in the zone of the session."""
    near = f"{column} + {interval.offset_min * 60_000}"
    far = f"epoch_ms(CAST(make_timestamptz({column} * 1000) AS TIMESTAMP))"
    steady_range = f"{column} BETWEEN {interval.low} AND {interval.high}"
    return f"(CASE WHEN {steady_range} THEN {near} ELSE {far} END) / {_DAY_MS}.0 + {_EPOCH_DAY}"


def _sheet_head(columns: Sequence[str], timezone: str) -> str:
    names = [f"{name} ({timezone})" if name in TIMES else name for name in columns]
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{24 if name in TIMES else 18}" customWidth="1"/>'
        for at, name in enumerate(columns, 1)
    )
    cells = "".join(
        f'<c s="{_HEADER_STYLE}" t="inlineStr"><is><t>{escape(name)}</t></is></c>' for name in names
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0">{pane}</sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData><row>{cells}</row>\n"
    )


def _frame(sheets: int) -> dict[str, str]:
    """The parts of a workbook besides its sheets, by name."""
    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name="Records {number}" sheetId="{number}" r:id="rId{number}"/>'
        for number in numbers
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
            f'<Relationship Id="rId{sheets + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": _STYLES,
    }
