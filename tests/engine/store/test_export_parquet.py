import hashlib
from pathlib import Path

import duckdb
import pytest

from engine.store import cdr_export
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.csv_columns import CSV_COLUMNS
from tests.helpers.stores import START, cdr, connected, fill_with


def test_columns_are_typed_and_times_are_moments(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(start=START, caller="=1"), connected(1500, start=START + 1000))
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
    names = "epoch_ms(start), epoch_ms(answer), caller, hold_ms, end_reason_text"
    rows = connection.execute(f"SELECT {names} FROM read_parquet(?)", [str(path)]).fetchall()  # noqa: S608
    assert rows == [
        (START + 1000, START + 3000, "1001", 1500, "Normal call clearing"),
        (START, None, "=1", 0, "Unauthorised call"),
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
