from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.billing.journal import SEAL_RECORDS
from engine.billing.records import CdrRecord
from engine.errors import StoreError
from engine.store import cdr_grams
from engine.store.cdr_anchors import doubtful, groups
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_grams import TextIndex, drop
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import cdr, fill_with, segment
from tests.helpers.text_records import NEEDLES, all_answers, searches


@pytest.fixture
def database(cdrs: CdrStore) -> CdrDatabase:
    """The database of ``cdrs``."""
    return cdrs._database


@pytest.mark.slow
def test_answers_are_the_same_without_a_half_and_a_whole_index(
    cdrs: CdrStore, filled: list[CdrRecord]
) -> None:
    texts = searches(filled)
    without = [all_answers(cdrs, text) for text in texts]
    assert cdrs.index_texts(3) == 3
    assert [all_answers(cdrs, text) for text in texts] == without
    assert cdrs.index_texts(1000) == 2
    assert cdrs.index_texts(1000) == 0
    assert [all_answers(cdrs, text) for text in texts] == without
    for needle in NEEDLES:
        assert cdrs.count(CdrFilter(q=needle)) == 1


@pytest.mark.parametrize("which", ["block < 3", "block = 4", "true"])
def test_bits_that_another_version_or_rule_computed_are_made_anew(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase, which: str
) -> None:
    cdrs.index_texts(100)
    known = all_known(database)
    with database.write() as cursor:
        cursor.execute(f"UPDATE cdr_block SET version = version + 1 WHERE {which}")  # noqa: S608
        for table in ("cdr_gram", "cdr_gram_new"):
            cursor.execute(f"UPDATE {table} SET bits = ~bits")  # noqa: S608
        for table in ("cdr_digits", "cdr_digits_new"):
            cursor.execute(f"UPDATE {table} SET records = ~records")  # noqa: S608
    assert indexed(database) is None
    assert cdrs.count(CdrFilter(q=NEEDLES[1])) == 1
    assert cdrs.index_texts(100) == 5
    assert indexed(database) == 5
    assert all_known(database) == known


@pytest.mark.slow
def test_what_is_known_is_put_in_order_again_and_again(
    cdrs: CdrStore,
    filled: list[CdrRecord],
    database: CdrDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = searches(filled)
    cdrs.index_texts(100)
    known, answers = all_known(database), [all_answers(cdrs, text) for text in texts]
    assert lengths(database) == (0, len(known))
    with database.write() as cursor:
        drop(cursor)
    assert all_known(database) == []
    monkeypatch.setattr(cdr_grams, "ORDERED_BLOCKS", 2)
    ordered = []
    while cdrs.index_texts(1):
        ordered.append(lengths(database)[0] > 0)
    assert ordered == [False, True, True, True, True]
    assert all_known(database) == known
    behind = database.fetch("SELECT DISTINCT block FROM cdr_gram_new")
    assert behind == database.fetch("SELECT DISTINCT block FROM cdr_digits_new") == [(4,)]
    rows = database.fetch("SELECT part, block FROM cdr_gram WHERE block < 2")
    assert rows == sorted(rows)
    rows = database.fetch("SELECT number, block FROM cdr_digits WHERE block < 2")
    assert rows == sorted(rows)
    assert [all_answers(cdrs, text) for text in texts] == answers


def test_calm_segments_extend_the_index_and_full_ones_do_not(
    cdrs: CdrStore, journal: Path, database: CdrDatabase
) -> None:
    fill_with(cdrs, journal, *[cdr() for _ in range(SEAL_RECORDS)])
    assert database.fetch("SELECT count(*) FROM cdr_block") == [(0,)]
    fill_with(cdrs, journal, cdr())
    assert database.fetch("SELECT count(*) FROM cdr_block") == [(SEAL_RECORDS // BLOCK_ROWS,)]


def test_a_segment_is_taken_even_if_the_index_cannot_be_extended(
    cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: TextIndex, blocks: int) -> int:
        raise StoreError(f"no room for {blocks} blocks")

    monkeypatch.setattr(TextIndex, "extend", fail)
    assert cdrs.ingest(segment(journal, "cdr", cdr())).rows == 1


def all_known(database: CdrDatabase) -> Sequence[object]:
    """What the index knows of all blocks."""
    bits = database.fetch("FROM cdr_gram UNION ALL FROM cdr_gram_new ORDER BY ALL")
    return bits + database.fetch("FROM cdr_digits UNION ALL FROM cdr_digits_new ORDER BY ALL")


def lengths(database: CdrDatabase) -> tuple[int, int]:
    """How much of that is in order, and how much is new."""
    count = "SELECT (SELECT count(*) FROM cdr_gram{0}) + (SELECT count(*) FROM cdr_digits{0})"
    return database.fetch(count.format(""))[0][0], database.fetch(count.format("_new"))[0][0]


def indexed(database: CdrDatabase) -> int | None:
    """The end of what has bits; None when they cannot be believed."""
    with database.snapshot() as cursor:
        known = groups(cursor)
        return None if doubtful(cursor, known) else max(group.end for group in known)


def remove(database: CdrDatabase, condition: str) -> None:
    with database.write() as cursor:
        drop(cursor)
        cursor.execute(f"DELETE FROM cdr WHERE {condition}")  # noqa: S608


def test_an_index_with_gaps_finds_the_same(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase
) -> None:
    remove(database, f"rowid >= {BLOCK_ROWS} AND rowid < {3 * BLOCK_ROWS + 7} OR rowid % 5 = 3")
    texts = searches(filled)[::2]
    without = [all_answers(cdrs, text) for text in texts]
    assert cdrs.index_texts(1) == 1
    assert cdrs.index_texts(1) == 3  # two of them have nothing
    assert [all_answers(cdrs, text) for text in texts] == without
    assert cdrs.index_texts(1000) == 1
    assert indexed(database) == 5
    assert [all_answers(cdrs, text) for text in texts] == without


def test_an_index_of_rows_that_have_moved_is_made_anew(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase
) -> None:
    texts = searches(filled)
    cdrs.index_texts(1000)
    with database.write() as cursor:  # as if DuckDB had tidied up
        cursor.execute("CREATE TEMP TABLE kept AS SELECT * FROM cdr WHERE rowid >= 100")
        cursor.execute("DELETE FROM cdr")
        cursor.execute("INSERT INTO cdr SELECT * FROM kept")
        cursor.execute("DROP TABLE kept")
    with database.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    assert indexed(database) is None
    without = [all_answers(cdrs, text) for text in texts]
    assert cdrs.count(CdrFilter(q=NEEDLES[1])) == 1
    assert cdrs.index_texts(1000) >= 5  # with the empty ones, if DuckDB has kept them
    assert indexed(database) is not None
    assert [all_answers(cdrs, text) for text in texts] == without
