import csv
import io

from engine.api.audit_csv import COLUMNS, as_csv
from engine.store.rows import AuditRow

ROW = AuditRow(
    7, 1_790_000_000.0, "maria", "192.0.2.7", "endpoint.update", "endpoint:1001",
    {"name": "=1+1"}, None, "=HYPERLINK(0)",
)  # fmt: skip


def test_states_are_json_and_a_reason_is_no_formula() -> None:
    text = b"".join(as_csv([ROW])).decode()
    heading, row = csv.reader(io.StringIO(text, newline=""))
    assert tuple(heading) == COLUMNS
    cells = dict(zip(heading, row, strict=True))
    assert cells["at"] == "2026-09-21T14:13:20.000Z"
    assert (cells["before"], cells["after"]) == ('{"name": "=1+1"}', "")
    assert cells["reason"] == "'=HYPERLINK(0)"
