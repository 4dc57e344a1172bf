import hashlib
import re
import shutil
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from engine.errors import Invalid, StoreError
from engine.store import cdr_export, cdr_order
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_export import WRITERS, ExportFormat, ExportHandle
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import DEFAULT_COLUMNS
from tests.helpers.disks import small_disk
from tests.helpers.stores import START, cdr, connected, exported, fill_with, segment

ALL = CdrFilter()


def test_the_file_is_what_rfc_4180_says(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, cdr(caller="a,b", user_agent='say "hi", 王'))
    exported(cdrs, tmp_path / "x.csv", ("caller", "user_agent", "flow_no"))
    data = (tmp_path / "x.csv").read_bytes()
    assert data.startswith(b"caller,user_agent,flow_no\r\n")
    assert '"a,b","say ""hi"", 王",'.encode() in data
    assert data.count(b"\n") == data.count(b"\r\n") == 2


def test_the_result_describes_the_file(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, *[cdr() for _ in range(50)])
    counted: list[int] = []
    path = tmp_path / "x.csv"
    result = cdrs.export(ALL, path=path, on_count=counted.append)
    data = path.read_bytes()
    assert (result.rows, counted) == (50, [50])
    assert (result.bytes, result.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert data.count(b"\r\n") == 51


def test_the_file_has_exactly_the_filtered_rows_newest_first(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, *[cdr(), connected(1000), cdr(), connected(2000)])
    filters = CdrFilter(billing_modes=(9,), to=datetime(2100, 1, 1, tzinfo=UTC))
    cdrs.export(filters, path=tmp_path / "x.csv", columns=("flow_no",))
    lines = (tmp_path / "x.csv").read_text().split()
    assert lines[1:] == [str(row.flow_no) for row in cdrs.page(filters)[0]]


def test_rows_that_arrive_while_it_runs_are_not_in_it(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr())
    late = segment(journal, "cdr", cdr())
    result = cdrs.export(
        ALL, path=tmp_path / "x.csv", on_count=lambda _: (cdrs.ingest(late), None)[1]
    )
    assert result.rows == 1
    assert cdrs.count(ALL) == 2


def test_an_export_of_nothing_is_a_header(cdrs: CdrStore, tmp_path: Path) -> None:
    assert exported(cdrs, tmp_path / "x.csv", DEFAULT_COLUMNS) == [list(DEFAULT_COLUMNS)]


@pytest.mark.parametrize("file_format", WRITERS)
def test_a_cancelled_export_leaves_no_file(
    cdrs: CdrStore, journal: Path, tmp_path: Path, file_format: ExportFormat
) -> None:
    fill_with(cdrs, journal, *[cdr() for _ in range(5)])
    early = ExportHandle()
    early.cancel()
    during = ExportHandle()
    for handle, on_count in ((early, None), (during, lambda _: during.cancel())):
        with pytest.raises(QueryStoppedError):
            cdrs.export(
                ALL,
                path=tmp_path / "x.csv",
                file_format=file_format,
                handle=handle,
                on_count=on_count,
            )
        assert not list(tmp_path.glob("x.csv*"))


@pytest.mark.slow
def test_a_running_copy_is_interrupted(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    for _ in range(6):
        fill_with(cdrs, journal, *[cdr() for _ in range(10_000)])
    handle = ExportHandle()
    timer: list[threading.Timer] = []

    def begin(_: int) -> None:
        timer.append(threading.Timer(0.01, handle.cancel))
        timer[0].start()

    with pytest.raises(QueryStoppedError):
        cdrs.export(ALL, path=tmp_path / "x.csv", handle=handle, on_count=begin)
    timer[0].join()
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("file_format", WRITERS)
def test_a_full_disk_fails_the_export_and_leaves_no_file(
    cdrs: CdrStore, journal: Path, tmp_path: Path, file_format: ExportFormat
) -> None:
    fill_with(cdrs, journal, *[cdr(start=START + n) for n in range(5_000)])
    target = tmp_path / "small"
    target.mkdir()
    with small_disk(target, "64k"):
        with pytest.raises(StoreError, match="disk is full"):
            cdrs.export(ALL, path=target / f"x.{file_format}", file_format=file_format)
        assert list(target.iterdir()) == []


def test_an_export_stops_before_it_takes_the_room_that_records_need(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_with(cdrs, journal, cdr())
    free = cdr_export.SPARE - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=1 << 40, free=free))
    with pytest.raises(StoreError, match="disk is full"):
        cdrs.export(ALL, path=tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()


def test_what_a_slice_took_is_given_back_before_the_next(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 2))
    fill_with(cdrs, journal, *[cdr() for _ in range(5)])
    handle, far = ExportHandle(), []
    monkeypatch.setattr(CdrDatabase, "give_back", lambda _: far.append(handle.rows))
    cdrs.export(ALL, path=tmp_path / "x.csv", handle=handle)
    assert far == [0, 2, 4, 5]


@pytest.mark.parametrize("rows", [0, 1, 5, 6, 7, 12, 40])
def test_slices_together_are_every_row_once_in_order(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 6))
    records = [cdr(start=START + number // 4) for number in range(rows)]  # many share a moment
    fill_with(cdrs, journal, *records)
    handle = ExportHandle()
    path = tmp_path / "x.csv"
    result = cdrs.export(ALL, path=path, columns=("flow_no", "start"), handle=handle)
    lines = path.read_text().splitlines()
    expected = [str(record.flow_no) for record in reversed(records)]
    assert [line.split(",")[0] for line in lines] == ["flow_no", *expected]
    assert result.rows == handle.rows == rows
    assert result.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert list(tmp_path.glob("*.slice")) == []


def test_rows_with_the_same_key_are_neither_lost_nor_doubled_at_a_cut(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 3))
    fill_with(cdrs, journal, *[cdr(start=START, flow_no=number // 5) for number in range(20)])
    assert len(exported(cdrs, tmp_path / "x.csv", ("id",))) == 21


@pytest.mark.parametrize("sort", ["start", "stop"])
def test_a_text_that_needs_care_gets_it_in_whatever_slice_it_is(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 3))
    odd = {2: {"caller": "a,b"}, 9: {"account": '"'}, 10: {"user_agent": "=1", "caller": "#"}}
    records = [cdr(start=START + n, **odd.get(n, {})) for n in range(14)]
    fill_with(cdrs, journal, *records)
    columns = ("caller", "account", "user_agent", "caller_ip")
    path = tmp_path / "x.csv"
    cells = exported(cdrs, path, columns, sort=sort)[1:]
    expected = [[getattr(record, name) for name in columns] for record in reversed(records)]
    expected[3][2] = "'=1"
    assert cells == expected
    lines = path.read_text().splitlines()
    assert [lines[n] for n in (4, 5, 12)] == [
        """"#","",'=1,198.51.100.7""",
        """1001,\"\"\"\",friendly-scanner,198.51.100.7""",
        """"a,b","",friendly-scanner,198.51.100.7""",
    ]


@pytest.mark.parametrize("file_format", WRITERS)
def test_a_file_is_in_the_order_of_the_table(
    cdrs: CdrStore,
    journal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file_format: ExportFormat,
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 3))
    records = [cdr(start=START + n // 2, caller=str(n % 3), hold_ms=n % 4) for n in range(10)]
    fill_with(cdrs, journal, *records)
    for sort, by in (("start", ""), ("hold_time_s", "hold_time_s"), ("caller", "caller")):
        for oldest in (False, True):
            path = tmp_path / f"{sort}{oldest}.{file_format}"
            cdrs.export(
                ALL, path=path, file_format=file_format, columns=("flow_no",), sort=sort,
                oldest=oldest,
            )  # fmt: skip
            shown = [row.flow_no for row in cdrs.page(ALL, by=by, oldest=oldest)[0]]
            assert flows_of(path, file_format) == shown


def flows_of(path: Path, file_format: str) -> list[int]:
    if file_format == "xlsx":
        sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
        return [int(found) for found in re.findall(r"<c><v>([0-9]+)</v></c>", sheet)]
    reader = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[file_format]
    statement = f"SELECT flow_no FROM {reader}('{path}')"  # noqa: S608 - a file of the test
    return [row[0] for row in duckdb.sql(statement).fetchall()]


def test_more_than_is_sorted_is_refused_and_leaves_no_file(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_order, "MOST_TEXTS", 2)
    fill_with(cdrs, journal, cdr(), cdr(), cdr())
    for ask in (
        lambda: cdrs.check_sort(ALL, "caller"),
        lambda: cdrs.export(ALL, path=tmp_path / "x.csv", sort="caller"),
    ):
        with pytest.raises(Invalid, match="3 records match, and at most 2 are sorted by caller"):
            ask()
    cdrs.check_sort(ALL, "fee")
    assert list(tmp_path.glob("x.csv*")) == []
