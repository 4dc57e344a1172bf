import json
from pathlib import Path

from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import CSV_COLUMNS
from tests.helpers.stores import START, cdr, connected, fill_with

HOSTILE = '=1+1,"\\\r\n\x00\x1f\u2028王'


def test_a_line_is_the_record_exactly(cdrs: CdrStore, journal: Path, tmp_path: Path) -> None:
    refused = cdr(start=START, caller=HOSTILE, user_agent="")
    answered = connected(61_500, start=START + 1000, fee=0.25, callee_gateway="west")
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
    assert (first["hold_ms"], first["fee"], first["callee_gateway"]) == (61_500, 0.25, "west")
    assert first["start"] == "2023-11-15T03:43:21.000+05:30"
    assert first["end_reason_text"] == "Normal call clearing"


def test_an_export_of_nothing_is_empty(cdrs: CdrStore, tmp_path: Path) -> None:
    result = cdrs.export(CdrFilter(), path=tmp_path / "x.jsonl", file_format="jsonl")
    assert (result.rows, result.bytes) == (0, 0)
