import hashlib
from pathlib import Path

from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_store import CdrStore
from engine.store.export_parts import CHUNK, Given, Sink, Slice, copy_lines, file_checksum
from tests.helpers.stores import START, cdr, fill_with


def test_a_sink_hashes_what_it_writes(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"x" * (CHUNK + 1))
    sink = Sink(tmp_path / "out")
    sink.write(b"head ")
    sink.append(other)
    size, checksum = sink.finish()
    sink.close()
    data = (tmp_path / "out").read_bytes()
    assert data == b"head " + b"x" * (CHUNK + 1)
    assert (size, checksum) == (len(data), hashlib.sha256(data).hexdigest())
    assert file_checksum(tmp_path / "out") == (size, checksum)


def test_rows_are_sorted_before_anything_is_made_of_them() -> None:
    part = Slice(START, ("start >= ?", [START]), "other AS cdr", "ORDER BY cdr.fee")
    rows = "(SELECT * FROM other AS cdr WHERE start >= ? ORDER BY cdr.fee) AS cdr"
    assert part.sorted_rows == rows


def test_lines_are_written_as_they_are_newest_first(
    cdrs: CdrStore, journal: Path, tmp_path: Path
) -> None:
    fill_with(cdrs, journal, cdr(start=START, caller='"1",'), cdr(start=START + 1, caller="2"))
    cdrs.close()
    database = CdrDatabase(tmp_path / "cdr.duckdb", 1, "64MB", 60)
    with database.snapshot() as cursor:
        path = Given(tmp_path / "x", (), "UTC").scratch
        assert copy_lines(cursor, "caller || ';'", Slice(START, ("start >= ?", [START])), path) == 2
    assert path.read_bytes() == b'2;\r\n"1",;\r\n'
    database.close()
