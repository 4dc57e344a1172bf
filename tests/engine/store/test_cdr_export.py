import csv
import hashlib
import io
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.billing.records import CdrRecord
from engine.errors import Invalid, StoreError
from engine.store.cdr_database import QueryStoppedError
from engine.store.cdr_export import (
    CSV_COLUMNS,
    DEFAULT_COLUMNS,
    ExportHandle,
    check_columns,
    check_timezone,
    select_list,
)
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from tests.helpers.disks import small_disk
from tests.helpers.stores import START, cdr, connected, segment

ALL = CdrFilter()


def export(
    cdrs: CdrStore, path: Path, columns: tuple[str, ...], timezone: str = "UTC"
) -> list[list[str]]:
    cdrs.export_csv(ALL, columns=columns, timezone=timezone, path=path)
    text = path.read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def fill_with(cdrs: CdrStore, journal: Path, *records: CdrRecord) -> None:
    cdrs.ingest(segment(journal, "cdr", *records))


def test_the_file_is_what_rfc_4180_says(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, cdr(caller="a,b", user_agent='say "hi", 王'))
    export(cdrs, tmp_path / "x.csv", ("caller", "user_agent", "flow_no"))
    data = (tmp_path / "x.csv").read_bytes()
    assert data.startswith(b"caller,user_agent,flow_no\r\n")
    assert '"a,b","say ""hi"", 王",'.encode() in data
    assert data.count(b"\n") == data.count(b"\r\n") == 2


def test_the_result_describes_the_file(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, *[cdr() for _ in range(50)])
    counted: list[int] = []
    path = tmp_path / "x.csv"
    result = cdrs.export_csv(ALL, path=path, on_count=counted.append)
    data = path.read_bytes()
    assert (result.rows, counted) == (50, [50])
    assert (result.bytes, result.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert data.count(b"\r\n") == 51


def test_the_file_has_exactly_the_filtered_rows_newest_first(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, *[cdr(), connected(1000), cdr(), connected(2000)])
    filters = CdrFilter(billing_modes=(9,), to=datetime(2100, 1, 1, tzinfo=UTC))
    cdrs.export_csv(filters, path=tmp_path / "x.csv", columns=("flow_no",))
    lines = (tmp_path / "x.csv").read_text().split()
    assert lines[1:] == [str(row.flow_no) for row in cdrs.page(filters)[0]]


def test_rows_that_arrive_while_it_runs_are_not_in_it(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr())
    late = segment(journal, "cdr", cdr())
    result = cdrs.export_csv(
        ALL, path=tmp_path / "x.csv", on_count=lambda _: (cdrs.ingest(late), None)[1]
    )
    assert result.rows == 1
    assert cdrs.count(ALL) == 2


def test_times_carry_the_offset_of_the_named_zone(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(start=1_700_000_000_123, answer=None))
    cells = {
        zone: export(cdrs, tmp_path / "x.csv", ("start", "answer"), zone)[1]
        for zone in ("UTC", "Asia/Shanghai", "Asia/Kathmandu", "America/New_York")
    }
    assert cells == {
        "UTC": ["2023-11-14T22:13:20.123+00:00", ""],
        "Asia/Shanghai": ["2023-11-15T06:13:20.123+08:00", ""],
        "Asia/Kathmandu": ["2023-11-15T03:58:20.123+05:45", ""],
        "America/New_York": ["2023-11-14T17:13:20.123-05:00", ""],
    }


def test_the_hour_that_comes_twice_has_two_offsets(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    first = int(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp() * 1000)
    fill_with(cdrs, journal, cdr(start=first), cdr(start=first + 3_600_000))
    rows = export(cdrs, tmp_path / "x.csv", ("start",), "Europe/Berlin")
    assert [row[0] for row in rows[1:]] == [
        "2026-10-25T02:30:00.000+01:00",
        "2026-10-25T02:30:00.000+02:00",
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("-2+3", "'-2+3"),
        ("-1001", "'-1001"),
        ("+cmd", "'+cmd"),
        ("+1+1", "'+1+1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "' =1"),
        ("\n=1", "' =1"),
        ("+8801711000000", "+8801711000000"),
        ("8801711000000", "8801711000000"),
        ("007", "007"),
        ("a=b", "a=b"),
        ("", ""),
        ("two\r\nlines", "two  lines"),
        ("nul\x00byte", "nul byte"),
    ],
)
def test_no_cell_is_run_by_a_spreadsheet_and_numbers_stay_whole(
    cdrs: CdrStore, journal: Path, tmp_path: Path, text: str, cell: str
) -> None:
    columns = ("caller", "callee", "user_agent", "call_id")
    fill_with(cdrs, journal, cdr(caller=text, callee=text, user_agent=text, call_id=text))
    assert export(cdrs, tmp_path / "x.csv", columns)[1] == [cell] * 4


def test_codes_come_with_their_texts(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, cdr(end_reason=-9), cdr(end_reason=-999, billing_mode=77))
    columns = ("end_reason", "end_reason_text", "billing_mode", "billing_mode_name")
    unknown, known = export(cdrs, tmp_path / "x.csv", columns)[1:]
    assert known == ["-9", "Unauthorised call", "9", "Illegal call"]
    assert unknown == ["-999", "-999", "77", "77"]


def test_an_export_of_nothing_is_a_header(cdrs: CdrStore, tmp_path: Path) -> None:
    assert export(cdrs, tmp_path / "x.csv", DEFAULT_COLUMNS) == [list(DEFAULT_COLUMNS)]


@pytest.mark.parametrize("columns", [(), ("nothing",), ("caller", "caller"), ('"; DROP',)])
def test_unknown_columns_are_refused(columns: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        check_columns(columns)


def test_every_column_offered_can_be_written(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    check_columns(CSV_COLUMNS)
    fill_with(cdrs, journal, connected(1000))
    assert len(export(cdrs, tmp_path / "x.csv", CSV_COLUMNS)[1]) == len(CSV_COLUMNS)
    assert select_list(("fee",)) == '"fee" AS "fee"'


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "UTC'; --", "\x00"])
def test_unknown_zones_are_refused(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_timezone(name)
    assert caught.value.field == "timezone"


def test_a_cancelled_export_leaves_no_file(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, *[cdr() for _ in range(5)])
    early = ExportHandle()
    early.cancel()
    during = ExportHandle()
    for handle, on_count in ((early, None), (during, lambda _: during.cancel())):
        with pytest.raises(QueryStoppedError):
            cdrs.export_csv(ALL, path=tmp_path / "x.csv", handle=handle, on_count=on_count)
        assert not (tmp_path / "x.csv").exists()


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
        cdrs.export_csv(ALL, path=tmp_path / "x.csv", handle=handle, on_count=begin)
    timer[0].join()
    assert not (tmp_path / "x.csv").exists()


def test_a_full_disk_fails_the_export_and_leaves_no_file(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, *[cdr(start=START + n) for n in range(5_000)])
    target = tmp_path / "small"
    target.mkdir()
    with small_disk(target, "64k"):
        with pytest.raises(StoreError, match="disk is full"):
            cdrs.export_csv(ALL, path=target / "x.csv")
        assert list(target.iterdir()) == []
