import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from engine.errors import StoreError
from engine.store.parquet_join import ParquetJoin
from engine.store.thrift_compact import Kind, Value, read, write

ROWS = """SELECT i AS n, CASE WHEN i % 3 = 0 THEN NULL ELSE 'text ' || i % 7 END AS text,
    [i, i + 1] AS list, (i * 0.5)::DOUBLE AS half FROM range({}, {}) numbers(i)"""


@pytest.fixture(scope="module")
def connection() -> Iterator[Any]:
    with duckdb.connect(config={"threads": 1}) as opened:
        yield opened


class Reader:
    """Asks a file."""

    def __init__(self, connection: Any, path: Path) -> None:
        self._connection = connection
        self._path = str(path)

    def rows(self, statement: str, *values: object) -> list[Any]:
        found: list[Any] = self._connection.execute(statement, [self._path, *values]).fetchall()
        return found


@pytest.fixture
def parts(connection: Any, tmp_path: Path) -> list[Path]:
    """Three files, two with several groups of rows and one without rows."""
    found = []
    connection.execute(f"CREATE OR REPLACE TEMP TABLE made AS {ROWS.format(0, 9000)}")
    statement = """COPY (SELECT * FROM made WHERE n >= ? AND n < ? UNION ALL
        SELECT NULL, NULL, NULL, NULL WHERE random() > 1)
        TO ? (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)"""
    for number, (begin, end) in enumerate(((0, 5000), (5000, 5000), (5000, 9000))):
        path = tmp_path / f"part{number}"
        connection.execute(statement, [begin, end, str(path)])
        found.append(path)
    return found


def _joined(path: Path, parts: list[Path]) -> tuple[int, str]:
    join = ParquetJoin(path)
    try:
        for part in parts:
            join.append(part)
        return join.finish()
    finally:
        join.close()


def test_rows_are_those_of_all_files_in_order(
    connection: Any, parts: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "joined"
    size, checksum = _joined(path, parts)
    data = path.read_bytes()
    assert (size, checksum) == (len(data), hashlib.sha256(data).hexdigest())
    reader = Reader(connection, path)
    expected = connection.execute(ROWS.format(0, 9000)).fetchall()
    assert reader.rows("SELECT * FROM read_parquet(?)") == expected
    assert reader.rows("SELECT num_rows FROM parquet_file_metadata(?)") == [(9000,)]


def test_a_value_is_found_by_filters_and_statistics_of_the_right_group(
    connection: Any, parts: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "joined"
    _joined(path, parts)
    reader = Reader(connection, path)
    for number in (0, 4999, 5000, 8999):
        assert reader.rows("SELECT half FROM read_parquet(?) WHERE n = ?", number) == [
            (number / 2,)
        ]
    count = "SELECT count(*) FROM read_parquet(?) WHERE text = ?"
    expected = sum(1 for i in range(9000) if i % 3 and i % 7 == 3)
    assert reader.rows(count, "text 3") == [(expected,)]
    probe = "SELECT DISTINCT bloom_filter_excludes FROM parquet_bloom_probe(?, 'text', ?)"
    assert reader.rows(probe, "text 3") == [(False,)]
    assert reader.rows(probe, "no such text") == [(True,)]


def test_one_file_stays_what_it_was(parts: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "joined"
    _joined(path, parts[:1])
    assert path.read_bytes() == parts[0].read_bytes()


def test_a_footer_read_and_written_again_is_the_same(parts: list[Path]) -> None:
    data = parts[0].read_bytes()
    footer = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
    assert write(read(footer)) == footer


def test_indexes_of_pages_are_left_out_for_they_hold_places(
    connection: Any, parts: list[Path], tmp_path: Path
) -> None:
    data = parts[0].read_bytes()
    begin = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    footer = read(data[begin:-8])
    for group in footer[4].data.items:
        for chunk in group[1].data.items:
            chunk |= {4: Value(Kind.I64, 77), 5: Value(Kind.I32, 7)}
            chunk |= {6: Value(Kind.I64, 88), 7: Value(Kind.I32, 8)}
    indexed = write(footer)
    part = tmp_path / "indexed"
    part.write_bytes(data[:begin] + indexed + len(indexed).to_bytes(4, "little") + b"PAR1")
    assert part.stat().st_size > len(data)
    path = tmp_path / "joined"
    _joined(path, [part])
    assert path.read_bytes() == data
    _joined(path, [parts[2], part])
    assert len(Reader(connection, path).rows("SELECT * FROM read_parquet(?)")) == 9000


def test_other_columns_are_refused(connection: Any, parts: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    connection.execute(f"COPY (SELECT 1 AS n) TO '{other}' (FORMAT parquet)")
    with pytest.raises(StoreError, match="columns differ"):
        _joined(tmp_path / "joined", [parts[0], other])


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"PAR1" + b"\xff" * 4 + b"PAR1", b"PAR1\0\1\0\0\0PAR1"]
)
def test_what_is_no_parquet_file_is_refused(tmp_path: Path, data: bytes) -> None:
    part = tmp_path / "part"
    part.write_bytes(data)
    with pytest.raises(StoreError, match="cannot be appended"):
        _joined(tmp_path / "joined", [part])
