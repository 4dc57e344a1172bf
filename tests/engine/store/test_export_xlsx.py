"""Workbooks, read by another program's reader."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from engine.store import cdr_export, export_xlsx
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import CSV_COLUMNS
from tests.helpers.stores import START, cdr, connected, fill_with

Sheets = dict[str, list[tuple[Any, ...]]]


def workbook(
    cdrs: CdrStore, folder: Path, columns: tuple[str, ...], timezone: str = "UTC"
) -> Sheets:
    path = folder / "x.xlsx"
    cdrs.export(CdrFilter(), path=path, file_format="xlsx", columns=columns, timezone=timezone)
    book = openpyxl.load_workbook(path, read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return sheets


def test_numbers_are_texts_times_are_dates_and_figures_are_figures(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, connected(61_500, start=START, caller="0049301", fee=0.1 + 0.2))
    sheets = workbook(cdrs, tmp_path, CSV_COLUMNS, "Asia/Kolkata")
    header, row = sheets["Records 1"]
    assert header[header.index("start (Asia/Kolkata)")] == "start (Asia/Kolkata)"
    cells = dict(zip(CSV_COLUMNS, row, strict=True))
    assert cells["caller"] == "0049301"
    assert (cells["hold_time_s"], cells["fee"], cells["billing_mode"]) == (61, 0.3, 0)
    assert cells["end_reason_text"] == "Normal call clearing"
    local = datetime.fromtimestamp(START / 1000, UTC).astimezone(ZoneInfo("Asia/Kolkata"))
    assert abs(cells["start"] - local.replace(tzinfo=None)) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "=1+1"),
        ("+4930", "+4930"),
        ("<b>&amp;\"'", "<b>&amp;\"'"),
        ("a\r\n\x00\x1bb", "a    b"),
        ("  two  ", "  two  "),
        ("_x0041_", "_x0041_"),
        ("王\U0001f600", "王\U0001f600"),
        ("]]>", "]]>"),
        ("x" * 40_000, "x" * export_xlsx.MAX_CELL),
    ],
)
def test_hostile_texts_are_texts(
    cdrs: CdrStore, journal: Path, tmp_path: Path, text: str, shown: str
) -> None:
    fill_with(cdrs, journal, cdr(caller=text, user_agent="plain"))
    (_, row) = workbook(cdrs, tmp_path, ("caller", "user_agent"))["Records 1"]
    unescaped = row[0].replace("_x005F_", "_")  # openpyxl leaves this to its caller
    assert (unescaped, row[1]) == (shown, "plain")


def test_what_is_missing_is_an_empty_cell(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, cdr(user_agent=""))
    (_, row) = workbook(cdrs, tmp_path, ("answer", "pdd_ms", "flow_no"))["Records 1"]
    assert row[:2] == (None, None)
    assert isinstance(row[2], int)


def test_times_around_a_clock_change_are_those_of_the_zone(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    moments = [datetime(2026, 10, 25, hour, tzinfo=UTC) for hour in (0, 1, 2)]
    fill_with(cdrs, journal, *[cdr(start=int(at.timestamp() * 1000)) for at in moments])
    rows = workbook(cdrs, tmp_path, ("start",), "Europe/Berlin")["Records 1"][1:]
    assert [row[0].hour for row in rows] == [3, 2, 2]


def test_a_sheet_that_is_full_is_followed_by_another(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 2))
    monkeypatch.setattr(export_xlsx, "SHEET_ROWS", 4)
    records = [cdr(start=START + number) for number in range(9)]
    fill_with(cdrs, journal, *records)
    sheets = workbook(cdrs, tmp_path, ("flow_no",))
    assert [len(rows) for rows in sheets.values()] == [5, 5, 2]
    found = [row[0] for rows in sheets.values() for row in rows[1:]]
    assert found == [record.flow_no for record in reversed(records)]


def test_a_workbook_of_nothing_has_a_header(cdrs: CdrStore, tmp_path: Path) -> None:
    assert workbook(cdrs, tmp_path, ("caller", "start")) == {
        "Records 1": [("caller", "start (UTC)")]
    }
