import os
from pathlib import Path

import pytest

from engine.billing.records import CdrRecord
from engine.errors import StoreError
from engine.store.archive_files import ArchiveFile
from engine.store.cdr_file_grams import FileIndex, blocks_done, blocks_of
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from tests.helpers.archives import archive_by_hand
from tests.helpers.stores import START, cdr, fill_with
from tests.helpers.text_records import HOUR, NEEDLES, all_answers, searches

TABLES = ("cdr_file_block", "cdr_file_gram", "cdr_file_gram_new")


@pytest.fixture
def index(cdrs: CdrStore) -> FileIndex:
    return FileIndex(cdrs._database, cdrs.archive)


@pytest.fixture
def archived(cdrs: CdrStore, filled: list[CdrRecord]) -> list[ArchiveFile]:
    """Two blocks in an old file, two and a half in a newer one, the rest in the table."""
    return [
        archive_by_hand(cdrs, f"start < {START + 2 * HOUR}"),
        archive_by_hand(cdrs, f"start >= {START + 2 * HOUR} AND start < {START + 4 * HOUR + 500}"),
    ]


@pytest.mark.slow
def test_answers_are_the_same_without_a_part_of_and_the_whole_index(
    cdrs: CdrStore, index: FileIndex, filled: list[CdrRecord], archived: list[ArchiveFile]
) -> None:
    texts = searches(filled)
    without = [all_answers(cdrs, text) for text in texts]
    made = []
    while blocks := index.extend(2):
        made.append(blocks)
        assert [all_answers(cdrs, text) for text in texts] == without
    assert made == [2, 1, 2]
    for needle in NEEDLES:
        assert cdrs.count(CdrFilter(q=needle)) == 1


def test_the_newest_file_comes_first_and_a_whole_one_is_put_in_order(
    cdrs: CdrStore, index: FileIndex, archived: list[ArchiveFile]
) -> None:
    old, new = archived
    assert (blocks_of(old), blocks_of(new)) == (2, 3)
    assert index.extend(2) == 2
    assert done(cdrs) == {new.file: 2}
    assert rows(cdrs, "cdr_file_gram") == 0 < rows(cdrs, "cdr_file_gram_new")
    assert index.extend(100) == 1
    assert rows(cdrs, "cdr_file_gram") > 0 == rows(cdrs, "cdr_file_gram_new")
    assert index.extend(100) == 2
    assert done(cdrs) == {new.file: 3, old.file: 2}
    parts = cdrs._database.fetch("SELECT part, block FROM cdr_file_gram WHERE block < 3")
    assert parts == sorted(parts)


def test_blocks_have_numbers_and_times_of_their_own(
    cdrs: CdrStore, index: FileIndex, archived: list[ArchiveFile]
) -> None:
    while index.extend(1):
        pass
    blocks = cdrs._database.fetch("SELECT file, block, first, last FROM cdr_file_block")
    assert [number for _, number, _, _ in blocks] == list(range(5))
    for file in archived:
        times = [(first, last) for name, _, first, last in blocks if name == file.file]
        assert times == sorted(times)
        assert (times[0][0], times[-1][1]) == (file.first, file.last)


def test_the_bits_of_a_file_are_those_its_records_had_in_the_table(
    cdrs: CdrStore, journal: Path, index: FileIndex
) -> None:
    fill_with(cdrs, journal, *(cdr(start=START + number) for number in range(BLOCK_ROWS + 1)))
    known = "SELECT part, bits FROM {0} UNION ALL SELECT part, bits FROM {0}_new ORDER BY 1"
    cdrs.index_texts(1)
    in_table = cdrs._database.fetch(known.format("cdr_gram"))
    archive_by_hand(cdrs, f"start < {START + BLOCK_ROWS}")
    assert index.extend(1) == 1
    assert cdrs._database.fetch(known.format("cdr_file_gram")) == in_table != []


def test_what_is_known_of_files_that_are_gone_is_forgotten(
    cdrs: CdrStore, index: FileIndex, archived: list[ArchiveFile]
) -> None:
    while index.extend(100):
        pass
    old, new = archived
    with cdrs._database.write() as cursor:
        cursor.execute("DELETE FROM cdr_archive WHERE file = ?", [new.file])
    last = archive_by_hand(cdrs, "true")
    assert index.extend(100) == blocks_of(last)
    assert new.file not in done(cdrs)
    assert done(cdrs)[old.file] == 2
    numbers = cdrs._database.fetch("SELECT DISTINCT block FROM cdr_file_gram ORDER BY 1")
    assert numbers == cdrs._database.fetch("SELECT block FROM cdr_file_block ORDER BY 1")


def test_bits_of_another_rule_are_not_believed_and_made_anew(
    cdrs: CdrStore, index: FileIndex, archived: list[ArchiveFile]
) -> None:
    while index.extend(100):
        pass
    with cdrs._database.write() as cursor:
        cursor.execute("UPDATE cdr_file_block SET version = version + 1")
        cursor.execute("UPDATE cdr_file_gram SET bits = ~bits")
    assert done(cdrs) == {}
    assert cdrs.count(CdrFilter(q=NEEDLES[1])) == 1
    assert [index.extend(100), index.extend(100), index.extend(100)] == [3, 2, 0]
    assert cdrs.count(CdrFilter(q=NEEDLES[1])) == 1
    assert rows(cdrs, "cdr_file_block") == 5


def test_a_damaged_file_waits_until_it_is_put_back(
    cdrs: CdrStore, index: FileIndex, archived: list[ArchiveFile]
) -> None:
    path = cdrs.archive.path(archived[1])
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert [index.extend(100), index.extend(100)] == [2, 0]
    assert list(done(cdrs)) == [archived[0].file]
    path.write_bytes(content)
    assert index.extend(100) == 3


def test_a_file_that_breaks_after_it_was_compared_stops_the_others_once(
    cdrs: CdrStore, index: FileIndex, archived: list[ArchiveFile]
) -> None:
    path = cdrs.archive.path(archived[1])
    assert index.extend(1) == 1
    status = path.stat()
    path.write_bytes(bytes(status.st_size))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(StoreError):
        index.extend(100)
    assert [index.extend(100), index.extend(100)] == [2, 0]
    assert [each.file for each in cdrs.records.missing()] == [archived[1].file]


def test_two_at_once_make_nothing_twice(
    cdrs: CdrStore,
    index: FileIndex,
    archived: list[ArchiveFile],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = index._next()
    assert index.extend(2) == 2
    monkeypatch.setattr(index, "_next", lambda: late)
    assert index.extend(2) == 0
    assert rows(cdrs, "cdr_file_block") == 2


def test_the_store_indexes_files_when_the_table_is_done(
    cdrs: CdrStore, archived: list[ArchiveFile]
) -> None:
    made = []
    while blocks := cdrs.index_texts(2):
        made.append(blocks)
    assert made[-3:] == [2, 1, 2]
    assert done(cdrs) == {archived[1].file: 3, archived[0].file: 2}


def done(cdrs: CdrStore) -> dict[str, int]:
    with cdrs._database.snapshot() as cursor:
        return blocks_done(cursor)


def rows(cdrs: CdrStore, table: str) -> int:
    assert table in TABLES
    return int(cdrs._database.fetch(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608
