from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store.cdr_store import CdrStore
from engine.store.cdr_text import FIELDS, QUARTER_MS
from tests.helpers.stores import START, cdr, connected, fill_with

HOUR_MS = 3_600_000
FIRST = START - START % HOUR_MS


def lines(cdrs: CdrStore, path: Path, first: int = FIRST, end: int = FIRST + HOUR_MS) -> list[str]:
    rows = cdrs.text_files.write(first, end, path)
    found = path.read_bytes().decode("utf-8").splitlines()
    assert rows == len(found)
    return found


def test_a_record_is_a_line_of_18_fields(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    call = connected(
        61_000, start=START, caller_gateway="east", callee_gateway="west", fee=0.010299999999999998
    )
    fill_with(cdrs, journal, call)
    (line,) = lines(cdrs, tmp_path / "x.txt", FIRST, FIRST + 2 * HOUR_MS)
    fields = dict(zip(FIELDS, line.split("|"), strict=True))
    assert fields.pop("startTime")[4::3] == fields.pop("stopTime")[4::3]  # "-- ::" and seconds
    assert fields == {
        "callerE164": call.caller,
        "calleeE164": call.callee,
        "holdTime": "61",
        "endReason": "0",
        "endDirection": "0",
        "callerGatewayId": "east",
        "calleeGatewayId": "west",
        "callerIp": "192.0.2.20",
        "calleeIp": "",
        "feeTime": "61",
        "fee": "0.010300",
        "account": "1001",
        "sipStatus": "200",
        "calleeBilling": "0",
        "billingMode": "0",
        "flowNo": str(call.flow_no),
    }


def test_what_would_break_a_line_becomes_a_space(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(start=FIRST, caller="1|2\r\n3", callee='"q",x'))
    (line,) = lines(cdrs, tmp_path / "x.txt")
    assert line.split("|")[:2] == ["1 2  3", '"q",x']
    assert len(line.split("|")) == len(FIELDS)


def test_records_belong_to_the_hour_they_ended_in(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    over = connected(HOUR_MS, start=FIRST + 60_000, callee="over")
    fill_with(
        cdrs,
        journal,
        over,
        cdr(start=FIRST - 3, stop=FIRST, callee="first"),
        cdr(start=FIRST - 3, stop=FIRST - 1, callee="before"),
        cdr(start=FIRST, stop=FIRST + HOUR_MS - 1, callee="last"),
    )
    found = [line.split("|")[1] for line in lines(cdrs, tmp_path / "x.txt")]
    assert found == ["first", "last"]
    counts = cdrs.text_files.counts(FIRST, FIRST + 2 * HOUR_MS)
    assert counts == {FIRST: 1, FIRST + 3 * QUARTER_MS: 1, FIRST + 4 * QUARTER_MS: 1}


def test_a_file_that_cannot_be_written_is_an_error(cdrs: CdrStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        cdrs.text_files.write(FIRST, FIRST + 1, tmp_path / "missing" / "x.txt")
