from pathlib import Path
from typing import Any

import pytest

from engine.store import export_csv
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_store import CdrStore
from engine.store.export_csv import CsvWriter, doubtful
from engine.store.export_parts import Given, Slice
from tests.helpers.stores import START, cdr, fill_with

ALL = Slice(START, ("true", []))


def test_only_columns_with_a_doubtful_text_are_looked_through(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(caller="=1", user_agent="plain"), cdr(user_agent="a,b"))
    cdrs.close()
    database = CdrDatabase(tmp_path / "cdr.duckdb", 1, "64MB", 60)
    with database.snapshot() as cursor:
        columns = ("caller", "callee", "user_agent", "flow_no")
        assert doubtful(cursor, columns, ALL, set()) == {"caller", "user_agent"}
        assert doubtful(cursor, columns, ALL, {"caller"}) == {"user_agent"}
    database.close()


def test_slices_are_written_one_after_the_other(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, *[cdr(start=START + n, caller=str(n)) for n in range(3)])
    cdrs.close()
    database = CdrDatabase(tmp_path / "cdr.duckdb", 1, "64MB", 60)
    writer = CsvWriter(Given(tmp_path / "x.csv", ("caller",), "UTC"))
    writer.begin()
    with database.snapshot() as cursor:
        assert writer.add(cursor, Slice(START + 2, ("start > ?", [START]))) == 2
        assert writer.add(cursor, Slice(START, ("start = ?", [START]))) == 1
        size, _ = writer.finish(cursor)
    writer.close()
    assert (tmp_path / "x.csv").read_bytes() == b"caller\r\n2\r\n1\r\n0\r\n"
    assert size == 17
    database.close()


def test_slices_of_rows_that_lie_anywhere_are_looked_through_once(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_with(cdrs, journal, cdr(start=START), cdr(start=START + 1, caller="a,b"))
    cdrs.close()
    looked: list[Slice] = []

    def noted(cursor: Cursor, columns: Any, part: Slice, known: Any) -> set[str]:
        looked.append(part)
        return doubtful(cursor, columns, part, known)

    monkeypatch.setattr(export_csv, "doubtful", noted)
    database = CdrDatabase(tmp_path / "cdr.duckdb", 1, "64MB", 60)
    for every, times in ((("true", []), 1), (None, 2)):
        writer = CsvWriter(Given(tmp_path / "x.csv", ("caller",), "UTC"))
        looked.clear()
        with database.snapshot() as cursor:
            for moment in (START, START + 1):
                writer.add(cursor, Slice(START, ("start = ?", [moment]), every=every))
            writer.finish(cursor)
        writer.close()
        assert (tmp_path / "x.csv").read_bytes() == b'1001\r\n"a,b"\r\n'
        assert len(looked) == times
    database.close()
