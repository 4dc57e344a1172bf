import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.store.archive_files import ArchiveFile, ArchiveFiles, Leases, day_of
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START

DAY = 86_400_000


@pytest.fixture
def database(cdrs: CdrStore) -> CdrDatabase:
    return cdrs._database


@pytest.fixture
def files(tmp_path: Path) -> ArchiveFiles:
    folder = tmp_path / "archive"
    folder.mkdir()
    return ArchiveFiles(folder)


def entry(
    files: ArchiveFiles, name: str, content: bytes = b"PAR1", **changes: object
) -> ArchiveFile:
    (files.folder / name).write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    made = ArchiveFile(name, False, START, START + DAY, 3, len(content), sha256, START)
    return made._replace(**changes)  # type: ignore[arg-type]


def enter(cursor: Cursor, *entries: ArchiveFile) -> None:
    for each in entries:
        cursor.execute("INSERT INTO cdr_archive VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(each))


def at(moment: int) -> datetime:
    return datetime.fromtimestamp(moment / 1000, UTC)


def test_only_files_that_may_have_records_of_a_filter_are_named(
    database: CdrDatabase, files: ArchiveFiles
) -> None:
    ordinary = entry(files, "a.parquet")
    illegal = entry(files, "b.parquet", illegal=True, first=START + 2 * DAY, last=START + 3 * DAY)
    with database.write() as cursor:
        enter(cursor, illegal, ordinary)
        assert files.entries(cursor) == [ordinary, illegal]
        for chosen, expected in (
            (CdrFilter(), [ordinary, illegal]),
            (CdrFilter(illegal=True), [illegal]),
            (CdrFilter(illegal=False), [ordinary]),
            (CdrFilter(from_=at(START + DAY)), [ordinary, illegal]),
            (CdrFilter(from_=at(START + DAY + 1)), [illegal]),
            (CdrFilter(to=at(START + 2 * DAY)), [ordinary]),
            (CdrFilter(to=at(START + 2 * DAY + 1)), [ordinary, illegal]),
            (CdrFilter(to=at(START)), []),
        ):
            assert files.entries(cursor, chosen) == expected


def test_a_file_that_is_not_what_was_written_is_found_out_and_taken_back(
    files: ArchiveFiles,
) -> None:
    good = entry(files, "a.parquet", b"PAR1 and so on")
    assert files.fault(good) == ""
    path = files.path(good)
    path.write_bytes(b"PAR1 and so_on")
    path.touch()
    assert "not what was written" in files.fault(good) or files.doubt([good])
    path.write_bytes(b"PAR1")
    assert "4 bytes instead of 14" in files.fault(good)
    unread = entry(files, "unread.parquet", b"PAR1")
    files.path(unread).write_bytes(b"PAR2")
    path.unlink()
    assert "cannot be opened" in files.fault(good)
    assert [lacking.file for lacking in files.known_faults([good, unread])] == [good.file]
    assert files.unread([good, unread]) == [unread]
    [lacking] = files.missing([good])
    assert lacking.days().startswith("the archived records of 2023-11-14 to 2023-11-15 (3, a.parq")
    path.write_bytes(b"PAR1 and so on")
    assert files.fault(good) == ""


def test_doubt_compares_again_although_size_and_time_are_the_same(files: ArchiveFiles) -> None:
    good = entry(files, "a.parquet")
    assert not files.doubt([good])
    status = files.path(good).stat()
    files.path(good).write_bytes(b"PAR2")

    os.utime(files.path(good), ns=(status.st_atime_ns, status.st_mtime_ns))
    assert files.fault(good) == ""
    assert files.doubt([good])
    assert files.fault(good) == "its content is not what was written"


def test_only_doomed_files_without_an_entry_are_tidied_away(
    database: CdrDatabase, files: ArchiveFiles
) -> None:
    kept, crashed, foreign = (entry(files, f"{name}.parquet") for name in "abc")
    (files.folder / "d.parquet.part").write_bytes(b"half")
    with database.write() as cursor:
        enter(cursor, kept)
        cursor.execute("INSERT INTO cdr_doomed VALUES ('a.parquet'), ('b.parquet'), ('gone')")
        files.tidy(cursor)
        assert cursor.execute("SELECT count(*) FROM cdr_doomed").fetchall() == [(0,)]
    assert sorted(path.name for path in files.folder.iterdir()) == [kept.file, foreign.file]
    assert not files.path(crashed).exists()


def test_a_retired_file_goes_with_the_last_of_its_readers(files: ArchiveFiles) -> None:
    old = files.path(entry(files, "a.parquet"))
    with files.lease():
        with files.lease():
            files.retire(["a.parquet"])
            assert old.exists()
        assert old.exists()
    assert not old.exists()
    files.retire(["a.parquet"])  # gone already


def test_readers_that_come_later_hold_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.touch()
    leases = Leases()
    first = leases.lease()
    first.__enter__()
    leases.retire([path])
    with leases.lease():
        first.__exit__(None, None, None)
        assert not path.exists()


def test_days_are_those_of_utc() -> None:
    assert day_of(START) == "2023-11-14"
    assert day_of(0) == "1970-01-01"
