from pathlib import Path

import pytest

from engine.api.services import ExportRequest
from engine.errors import StoreError
from engine.management.export_makers import Makers
from engine.store.cdr_export import ExportHandle
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import ExportResult
from engine.store.cdr_store import CdrStore

RECORDS = ExportRequest(CdrFilter(), ("caller",), "UTC", "alice")
REPORT = ExportRequest(CdrFilter(), (), "UTC", "alice", "pdf", "illegal-calls")


def test_records_are_written_by_the_store(cdrs: CdrStore, tmp_path: Path) -> None:
    path = tmp_path / "x.part"
    result, said = Makers(cdrs, None).make(RECORDS, path, ExportHandle(), lambda _: None)
    assert (result.rows, said) == (0, {})
    assert path.read_bytes() == b"caller\r\n"


def test_a_report_is_written_by_who_makes_them(cdrs: CdrStore, tmp_path: Path) -> None:
    asked = []

    def report(request, path, handle, counted):  # type: ignore[no-untyped-def]
        asked.append(request)
        return ExportResult(3, 4, "5"), {"made_by": "alice"}

    result, said = Makers(cdrs, report).make(REPORT, tmp_path, ExportHandle(), lambda _: None)
    assert (result.rows, said, asked) == (3, {"report": {"made_by": "alice"}}, [REPORT])


def test_without_anybody_to_write_it_a_report_fails(cdrs: CdrStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no reports"):
        Makers(cdrs, None).make(REPORT, tmp_path, ExportHandle(), lambda _: None)
