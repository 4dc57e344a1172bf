import hashlib
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store import archive_parquet
from engine.store.archive_parquet import ArchiveWriter, Source, enter
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.disks import fill, small_disk
from tests.helpers.stores import START, Wall, cdr, fill_with

EVERYTHING = Source("cdr", ("start >= ?", [START]), illegal=True)


@pytest.fixture
def writer(cdrs: CdrStore, wall: Wall) -> ArchiveWriter:
    return ArchiveWriter(cdrs._database, cdrs.archive.folder, wall)


def test_a_file_is_sorted_hashed_private_and_doomed_until_it_is_entered(
    cdrs: CdrStore, journal: Path, writer: ArchiveWriter
) -> None:
    fill_with(cdrs, journal, *[cdr(start=START + n % 5) for n in range(9)])
    made = writer.write(EVERYTHING)
    assert made is not None
    path = cdrs.archive.path(made)
    content = path.read_bytes()
    assert (made.rows, made.first, made.last, made.illegal) == (9, START, START + 4, True)
    assert (made.bytes, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.name.startswith("2023-11-14-")
    order = cdrs._database.fetch(f"SELECT start, flow_no FROM '{path}'")  # noqa: S608
    assert order == sorted(order)
    doomed = "SELECT file FROM cdr_doomed"
    assert cdrs._database.fetch(doomed) == [(made.file,)]
    with cdrs._database.write() as cursor:
        enter(cursor, made)
    assert cdrs._database.fetch(doomed) == []
    with cdrs._database.write() as cursor:
        enter(cursor, None, made.file)
    assert cdrs._database.fetch(doomed) == [(made.file,)]
    assert cdrs.records.entries() == []


def test_nothing_makes_no_file(cdrs: CdrStore, writer: ArchiveWriter) -> None:
    assert writer.write(EVERYTHING) is None
    assert list(cdrs.archive.folder.iterdir()) == []


def test_a_file_that_reads_back_otherwise_does_not_count(
    cdrs: CdrStore, journal: Path, writer: ArchiveWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_with(cdrs, journal, cdr(), cdr())
    copy = archive_parquet._copy

    def lose_one(cursor: object, source: Source, path: Path) -> None:
        copy(cursor, source._replace(condition=("start = ?", [START])), path)

    monkeypatch.setattr(archive_parquet, "_copy", lose_one)
    with pytest.raises(StoreError, match="read back"):
        writer.write(EVERYTHING)
    assert list(cdrs.archive.folder.iterdir()) == []


def test_a_full_disk_leaves_records_where_they_are(tmp_path: Path) -> None:
    with small_disk(tmp_path, "24m"):
        cdrs = open_cdrs(tmp_path / "cdr.duckdb")
        fill_with(cdrs, tmp_path / "journal", *[cdr(call_id=f"{n:064x}") for n in range(500)])
        writer = ArchiveWriter(cdrs._database, cdrs.archive.folder, Wall())
        filler = fill(tmp_path)
        with pytest.raises(StoreError, match="disk is full"):
            writer.write(EVERYTHING)
        assert [path.name for path in cdrs.archive.folder.glob("*")] == []
        filler.unlink()
        made = writer.write(EVERYTHING)
        assert made is not None
        assert made.rows == 500
        cdrs.close()
