from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.errors import Invalid
from engine.store.cdr_schema import CDR
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import (
    CSV_COLUMNS,
    DEFAULT_COLUMNS,
    check_columns,
    check_timezone,
    line,
    steady,
    texts,
)
from tests.helpers.stores import START, cdr, connected, exported, fill_with


def test_times_carry_the_offset_of_the_named_zone(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(start=1_700_000_000_123, answer=None))
    cells = {
        zone: exported(cdrs, tmp_path / "x.csv", ("start", "answer"), zone)[1]
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
    rows = exported(cdrs, tmp_path / "x.csv", ("start",), "Europe/Berlin")
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
        ("\t=1", "' =1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff20SUM(1)", "'\uff20SUM(1)"),
        ("x;=1+1", "x;'=1+1"),
        (';=1;"-2;""@A1', ";'=1;\"'-2;\"\"'@A1"),
        ("x;\n\uff0b1", "x; \uff0b1"),
        ("x\t=1", "x =1"),
        ("(iOS; 17); a=b", "(iOS; 17); a=b"),
        (" =1", " =1"),
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
    assert exported(cdrs, tmp_path / "x.csv", columns)[1] == [cell] * 4


def test_codes_come_with_their_texts(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    fill_with(cdrs, journal, cdr(end_reason=-9), cdr(end_reason=-999, billing_mode=77))
    columns = ("end_reason", "end_reason_text", "billing_mode", "billing_mode_name")
    unknown, known = exported(cdrs, tmp_path / "x.csv", columns)[1:]
    assert known == ["-9", "Unauthorised call", "9", "Illegal call"]
    assert unknown == ["-999", "-999", "77", "77"]


def test_the_usual_columns_are_all_there_are_but_the_exact_hold_time() -> None:
    assert set(CSV_COLUMNS) - set(DEFAULT_COLUMNS) == {"hold_ms"}
    assert line(("sip_status",), steady("UTC", START)) == 'concat(CAST("sip_status" AS VARCHAR))'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", '""'),
        (" ", " "),
        ("a,b", '"a,b"'),
        ('"', '""""'),
        ('say "hi", ok', '"say ""hi"", ok"'),
        ("#1", '"#1"'),
        ("=a,b", '"\'=a,b"'),
        ("two\nlines", '"two\nlines"'),
        ("unit\x1fseparator", "unit\x1fseparator"),
        ("it's;\\", "it's;\\"),
        ("王芳", "王芳"),
    ],
)
def test_a_text_is_quoted_when_it_must_be(
    cdrs: CdrStore, journal: Path, tmp_path: Path, text: str, cell: str
) -> None:
    columns = ("account", "answer", "fee", "caller_gateway")
    fill_with(cdrs, journal, cdr(account=text, caller_gateway=text))
    exported(cdrs, tmp_path / "x.csv", columns)
    assert (tmp_path / "x.csv").read_bytes() == (
        b"account,answer,fee,caller_gateway\r\n" + f"{cell},,0.000000,{cell}\r\n".encode()
    )


def test_texts_are_looked_through_only_where_one_needs_it() -> None:
    interval = steady("UTC", START)
    assert "contains" in line(("caller",), interval)
    assert "contains" not in line(("caller", "fee"), interval, {"user_agent"})
    assert texts(CSV_COLUMNS) == [
        name for name in CSV_COLUMNS if CDR.columns.get(name) == "VARCHAR"
    ]


def test_a_lone_cell_without_value_is_an_empty_line(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(answer=None))
    exported(cdrs, tmp_path / "x.csv", ("answer",))
    assert (tmp_path / "x.csv").read_bytes() == b"answer\r\n\r\n"


@pytest.mark.parametrize(
    ("fee", "cell"),
    [
        (0.0, "0.000000"),
        (0.010299999999999998, "0.010300"),
        (0.1 + 0.2, "0.300000"),
        (1e-05, "0.000010"),
        (1.2345678, "1.234568"),
        (0.0000004, "0.000000"),
        (1e15, "1000000000000000.000000"),
        (-2.5, "-2.500000"),
    ],
)
def test_a_fee_has_six_decimals(
    cdrs: CdrStore, journal: Path, tmp_path: Path, fee: float, cell: str
) -> None:
    fill_with(cdrs, journal, cdr(fee=fee))
    assert exported(cdrs, tmp_path / "x.csv", ("fee",))[1] == [cell]


@pytest.mark.parametrize("columns", [(), ("nothing",), ("caller", "caller"), ('"; DROP',)])
def test_unknown_columns_are_refused(columns: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        check_columns(columns)


def test_every_column_offered_can_be_written(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    check_columns(CSV_COLUMNS)
    fill_with(cdrs, journal, connected(1000))
    assert len(exported(cdrs, tmp_path / "x.csv", CSV_COLUMNS)[1]) == len(CSV_COLUMNS)


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "UTC'; --", "\x00"])
def test_unknown_zones_are_refused(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_timezone(name)
    assert caught.value.field == "timezone"


def test_times_beyond_the_steady_interval_are_right_as_well(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    moments = [datetime(2026, month, 15, 12, tzinfo=UTC) for month in range(1, 13)]
    moments += [datetime(year, 7, 1, tzinfo=UTC) for year in (1999, 2010, 2040)]
    moments += [datetime(2026, 10, 25, 0, 59, 59, 999_000, tzinfo=UTC)]
    moments += [datetime(2026, 10, 25, 1, tzinfo=UTC)]
    records = [cdr(start=int(moment.timestamp() * 1000)) for moment in moments]
    fill_with(cdrs, journal, *records)
    for zone in ("Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu"):
        expected = [
            moment.astimezone(ZoneInfo(zone)).isoformat(timespec="milliseconds")
            for moment in sorted(moments, reverse=True)
        ]
        cells = exported(cdrs, tmp_path / "x.csv", ("start",), zone)[1:]
        assert [cell[0] for cell in cells] == expected, zone


def test_a_steady_interval_ends_before_the_clock_changes() -> None:
    summer = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp() * 1000)
    interval = steady("Europe/Berlin", summer)
    assert interval.offset_min == 120
    assert interval.low >= datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp() * 1000
    assert interval.high < datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp() * 1000
    assert steady("America/St_Johns", summer).offset_min == -150
    assert steady("Asia/Shanghai", summer).high > interval.high
