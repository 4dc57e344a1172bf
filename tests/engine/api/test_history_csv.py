import csv
import io

from engine.api.history_csv import COLUMNS, as_csv
from engine.store.security_history import SecurityEvent

EVENT = SecurityEvent(
    "id", 1_790_000_000_000, "ip", "added", "192.0.2.1", None, "", "=cmd|' /C calc'!A0", "bob",
    1_790_000_000_000, None, 0, 3, ["192.0.2.1"], "a, \"b\"\r\nc",
)  # fmt: skip


def test_cells_of_strangers_are_harmless_and_of_one_line() -> None:
    text = b"".join(as_csv([EVENT])).decode()
    assert text.count("\r\n") == 2
    heading, row = csv.reader(io.StringIO(text, newline=""))
    assert tuple(heading) == COLUMNS
    cells = dict(zip(heading, row, strict=True))
    assert cells["reason"] == "'=cmd|' /C calc'!A0"
    assert cells["evidence"] == 'a, "b"  c'
    assert (cells["at"], cells["until"], cells["known"]) == ("2026-09-21T14:13:20.000Z", "", "")
