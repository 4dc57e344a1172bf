"""What is blocked as a CSV file."""

import csv
import io

from client.formats import Formats
from client.models.block_listing import HEADINGS, as_csv
from tests.helpers.block_stubs import NOW, entry, lock, row


def test_rows_are_written_whole_and_harmless() -> None:
    evil = entry(1, "203.0.113.9", 60, rule="scanner", reason="=cmd()", evidence='a,"b"\nc', hits=3,
                 last_hit=NOW)  # fmt: skip
    rows = [row(evil), row(lock("1001")), row(entry(2, "198.51.100.0/24"))]
    lines = list(csv.DictReader(io.StringIO(as_csv(rows, Formats("UTC")))))
    assert tuple(lines[0]) == HEADINGS
    assert lines[0]["reason"] == "'=cmd()"
    assert lines[0]["evidence"] == 'a,"b" c'
    assert (lines[0]["until"], lines[0]["dropped"]) == ("2026-11-23 12:01:00", "3")
    assert lines[1]["layer"] == "extension"
    assert (lines[1]["sources"], lines[1]["dropped"]) == ("203.0.113.24:5060", "")
    assert (lines[2]["until"], lines[2]["last_dropped"]) == ("", "")
