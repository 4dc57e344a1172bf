import hashlib
import json
from pathlib import Path

import pytest

from engine.store import cdr_export
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import CSV_COLUMNS
from tests.helpers.stores import START, cdr, connected, fill_with

HOSTILE = '=1+1,"\\\r\n\x00\x1f\u2028王'


def test_a_line_is_the_record_exactly(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    refused = cdr(start=START, caller=HOSTILE, user_agent="")
    answered = connected(
        61_500, start=START + 1000, fee=0.010299999999999998, callee_gateway="west"
    )
    fill_with(cdrs, journal, refused, answered)
    path = tmp_path / "x.jsonl"
    result = cdrs.export(
        CdrFilter(), path=path, file_format="jsonl", columns=CSV_COLUMNS, timezone="Asia/Kolkata"
    )
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert result.rows == len(lines) == 2
    first, second = map(json.loads, lines)
    assert list(first) == list(CSV_COLUMNS)
    assert second["caller"] == HOSTILE
    assert (second["answer"], second["pdd_ms"], second["user_agent"]) == (None, None, "")
    assert (second["billing_mode"], second["billing_mode_name"]) == (9, "Illegal call")
    assert (first["id"], first["flow_no"]) == (answered.id, answered.flow_no)
    assert (first["hold_ms"], first["fee"], first["callee_gateway"]) == (61_500, 0.0103, "west")
    assert '"fee":0.010300,' in lines[0]
    assert first["start"] == "2023-11-15T03:43:21.000+05:30"
    assert first["end_reason_text"] == "Normal call clearing"


def test_an_export_of_nothing_is_empty(cdrs: CdrStore, tmp_path: Path) -> None:
    result = cdrs.export(CdrFilter(), path=tmp_path / "x.jsonl", file_format="jsonl")
    assert (result.rows, result.bytes) == (0, 0)


def test_a_line_is_what_the_database_itself_would_write(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    signs = [chr(code) for code in (*range(0x20), 0x22, 0x2F, 0x5C, 0x7F, 0x85, 0x2028, 0x1F600)]
    records = [cdr(start=START, user_agent=sign, callee=f"a{sign}b") for sign in signs]
    fill_with(cdrs, journal, *records, connected(61_500, start=START - 1))
    columns = (
        "callee",
        "user_agent",
        "id",
        "call_id",
        "flow_no",
        "hold_ms",
        "pdd_ms",
        "end_reason",
    )
    path = tmp_path / "x.jsonl"
    cdrs.export(CdrFilter(), path=path, file_format="jsonl", columns=columns)
    own = ", ".join(f"'{name}': {name}" for name in columns)
    expected = cdrs._database.fetch(
        f"SELECT CAST(to_json({{{own}}}) AS VARCHAR) FROM cdr ORDER BY start DESC, flow_no DESC"  # noqa: S608
    )
    assert path.read_text(encoding="utf-8").split("\n") == [*(row[0] for row in expected), ""]


def test_slices_follow_one_another_and_leave_nothing(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 3))
    records = [cdr(start=START + number) for number in range(10)]
    fill_with(cdrs, journal, *records)
    folder = tmp_path / "out"
    folder.mkdir()
    result = cdrs.export(CdrFilter(), path=folder / "x.jsonl", file_format="jsonl")
    data = (folder / "x.jsonl").read_bytes()
    assert [json.loads(line)["flow_no"] for line in data.splitlines()] == [
        record.flow_no for record in reversed(records)
    ]
    assert (result.bytes, result.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert [path.name for path in folder.iterdir()] == ["x.jsonl"]
