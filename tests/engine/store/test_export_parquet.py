import hashlib
from pathlib import Path

import duckdb
import pytest

from engine.errors import StoreError
from engine.store import cdr_export, export_parquet
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import CSV_COLUMNS
from tests.helpers.stores import START, cdr, connected, fill_with


def test_columns_are_typed_and_times_are_moments(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(
        cdrs,
        journal,
        cdr(start=START, caller="=1"),
        connected(1500, start=START + 1000, fee=0.1 + 0.2),
    )
    path = tmp_path / "x.parquet"
    result = cdrs.export(
        CdrFilter(), path=path, file_format="parquet", columns=CSV_COLUMNS, timezone="Asia/Tokyo"
    )
    data = path.read_bytes()
    assert (result.bytes, result.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    connection = duckdb.connect()
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    types = {row[0]: row[1] for row in described}
    assert list(types) == list(CSV_COLUMNS)
    assert types["start"] == types["answer"] == "TIMESTAMP WITH TIME ZONE"
    assert (types["id"], types["fee"], types["billing_mode"]) == ("UUID", "DOUBLE", "SMALLINT")
    names = "epoch_ms(start), epoch_ms(answer), caller, hold_ms, fee, end_reason_text"
    rows = connection.execute(f"SELECT {names} FROM read_parquet(?)", [str(path)]).fetchall()  # noqa: S608
    assert rows == [
        (START + 1000, START + 3000, "1001", 1500, 0.1 + 0.2, "Normal call clearing"),
        (START, None, "=1", 0, 0.0, "Unauthorised call"),
    ]


@pytest.mark.parametrize("rows", [0, 1, 6, 13])
def test_slices_become_one_file_in_order_and_leave_nothing(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 6))
    records = [cdr(start=START + number) for number in range(rows)]
    fill_with(cdrs, journal, *records)
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "x.parquet"
    result = cdrs.export(CdrFilter(), path=path, file_format="parquet", columns=("flow_no",))
    found = duckdb.execute("SELECT flow_no FROM read_parquet(?)", [str(path)]).fetchall()
    assert [row[0] for row in found] == [record.flow_no for record in reversed(records)]
    assert result.rows == rows
    assert list(folder.iterdir()) == [path]


def test_a_column_may_have_gaps_in_some_slices_only(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 2))
    path = tmp_path / "x.parquet"
    answered = [connected(1500, start=START + number) for number in range(4)]
    for records in (answered, [cdr(start=START + 10 + number) for number in range(3)]):
        fill_with(cdrs, journal, *records)
        cdrs.export(CdrFilter(), path=path, file_format="parquet", columns=("answer", "start"))
        schema = "SELECT DISTINCT repetition_type FROM parquet_schema(?) WHERE num_children IS NULL"
        assert duckdb.execute(schema, [str(path)]).fetchall() == [("OPTIONAL",)]
    found = duckdb.execute("SELECT answer IS NULL FROM read_parquet(?)", [str(path)]).fetchall()
    assert [row[0] for row in found] == [True] * 3 + [False] * 4


def test_parts_of_different_columns_are_no_file(
    cdrs: CdrStore, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_parquet, "_NEVER", "false")
    monkeypatch.setattr(cdr_export, "SLICE_ROWS", dict.fromkeys(cdr_export.WRITERS, 2))
    fill_with(cdrs, journal, *(cdr(start=START + number) for number in range(2)))
    with pytest.raises(StoreError, match="columns differ"):
        cdrs.export(CdrFilter(), path=tmp_path / "x.parquet", file_format="parquet")
    assert not list(tmp_path.glob("x.parquet*"))
