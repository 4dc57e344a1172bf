import random
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.billing.journal import SEAL_RECORDS
from engine.billing.records import CdrRecord
from engine.errors import StoreError
from engine.store import cdr_store
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_grams import BLOCK_ROWS, MAX_BLOCKS, TextIndex, drop
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, cdr, fill_with, segment

HOUR = 3_600_000
NEEDLES = ("Zürich-7@PBX", "+4420794600001", "AgentÜber/9", "fe80::1234", "王芳打电话给")


@pytest.fixture
def database(cdrs: CdrStore) -> CdrDatabase:
    """The database of ``cdrs``."""
    return cdrs._database


def records(count: int) -> list[CdrRecord]:
    """Records an hour apart in each block, with the needles in one place each."""
    draw = random.Random(7)
    made = [
        cdr(
            start=START + number // BLOCK_ROWS * HOUR + number % 997,
            call_id="".join(draw.choices(string.hexdigits, k=24)),
            callee=str(draw.randrange(10**9)),
        )
        for number in range(count)
    ]
    columns = ("call_id", "callee", "user_agent", "caller_ip", "caller")
    for place, (column, needle) in enumerate(zip(columns, NEEDLES, strict=True)):
        number = 100 + place * BLOCK_ROWS
        text = f"{'x' * place}{needle}{'y' * (3 - place % 3)}"
        made[number] = cdr(**{"start": made[number].start, column: text})
    return made


@pytest.fixture
def filled(cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch) -> list[CdrRecord]:
    """Five blocks and a rest, in a store that indexes only when told to."""
    monkeypatch.setattr(cdr_store, "_BLOCKS_BESIDES", 0)
    made = records(5 * BLOCK_ROWS + 500)
    fill_with(cdrs, journal, *made)
    return made


def searches(made: list[CdrRecord]) -> list[str]:
    """Each needle in part; the first and the last also whole, and whole in the other case."""
    draw = random.Random(11)
    cuts = [text for needle in (NEEDLES[0], NEEDLES[-1]) for text in (needle, needle.upper())]
    for place, needle in enumerate(NEEDLES):
        first = draw.randrange(len(needle) - 5)
        cuts.append(needle[first:] if place % 2 else needle[first : first + 6])
    text = draw.choice(made).call_id
    return [*cuts, text, text[3:11], "nobody at all", "%", "zz", "friendly"]


def all_answers(cdrs: CdrStore, text: str) -> tuple[object, ...]:
    filters = CdrFilter(q=text)
    late = CdrFilter(q=text, from_=datetime.fromtimestamp(START / 1000, UTC) + timedelta(hours=2))
    early = CdrFilter(q=text, to=datetime.fromtimestamp(START / 1000, UTC) + timedelta(hours=3))
    return (
        cdrs.page(filters),
        cdrs.page(late, cursor=f"{START + 3 * HOUR}.0"),
        cdrs.summary(early),
        cdrs.series(filters, 3600),
    )


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


def possible(database: CdrDatabase, text: str) -> list[int] | None:
    """The blocks that a search is asked of; None for all."""
    clauses = TextIndex(database).clauses(CdrFilter(q=text))
    return sorted(clauses[0][1][1]) if clauses else None  # type: ignore[call-overload]


def test_a_rare_text_is_looked_for_where_it_can_be(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase
) -> None:
    assert possible(database, NEEDLES[0]) == [0, 1, 2, 3, 4, 5]
    cdrs.index_texts(100)
    for block, needle in enumerate(NEEDLES):
        found = possible(database, needle) or []
        # The last block is not full, so it is always looked through. Bits may be shared.
        assert {block, 5} <= set(found)
        assert len(found) <= 3
    assert possible(database, "nobody at all") == [5]
    assert possible(database, "friendly-scanner") == [0, 1, 2, 3, 4, 5]


def test_a_short_text_and_none_are_looked_for_everywhere(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase
) -> None:
    cdrs.index_texts(100)
    assert [possible(database, text) for text in ("", "a", "王芳打电话")] == [None, None, None]


def test_a_text_of_many_blocks_is_looked_for_everywhere(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    cdrs.index_texts(100)
    monkeypatch.setattr("engine.store.cdr_grams.MAX_BLOCKS", 5)
    assert possible(database, "friendly-scanner") is None
    assert MAX_BLOCKS > 5


def test_bits_that_another_version_computed_are_not_believed(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase
) -> None:
    cdrs.index_texts(100)
    with database.write() as cursor:
        cursor.execute("UPDATE cdr_block SET version = version + 1 WHERE block < 3")
        cursor.execute("DELETE FROM cdr_gram WHERE block < 3")
    assert possible(database, "nobody at all") == [0, 1, 2, 5]
    assert cdrs.count(CdrFilter(q=NEEDLES[1])) == 1


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


def test_records_that_arrive_after_the_question_are_not_in_the_answer(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase, journal: Path
) -> None:
    cdrs.index_texts(100)
    with cdrs.records.reading(CdrFilter(q=NEEDLES[0])) as reading:
        fill_with(cdrs, journal, cdr(call_id=NEEDLES[0]))
        text, values = reading.condition
        statement = f"SELECT count(*) FROM cdr WHERE {text}"  # noqa: S608
        assert reading.fetch(statement, values) == [(1,)]
    assert cdrs.count(CdrFilter(q=NEEDLES[0])) == 2


def remove(database: CdrDatabase, condition: str) -> None:
    with database.write() as cursor:
        drop(cursor)
        cursor.execute(f"DELETE FROM cdr WHERE {condition}")  # noqa: S608


def test_an_index_with_gaps_finds_the_same(
    cdrs: CdrStore, filled: list[CdrRecord], database: CdrDatabase
) -> None:
    remove(database, f"rowid >= {BLOCK_ROWS} AND rowid < {3 * BLOCK_ROWS + 7} OR rowid % 5 = 3")
    texts = searches(filled)
    without = [all_answers(cdrs, text) for text in texts]
    assert cdrs.index_texts(1) == 1
    assert cdrs.index_texts(1) == 3  # two of them have nothing
    assert [all_answers(cdrs, text) for text in texts] == without
    assert cdrs.index_texts(1000) == 1
    assert possible(database, "nobody at all") == [5]
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
    assert possible(database, "nobody at all") is None
    without = [all_answers(cdrs, text) for text in texts]
    assert cdrs.count(CdrFilter(q=NEEDLES[1])) == 1
    assert cdrs.index_texts(1000) >= 5  # with the empty ones, if DuckDB has kept them
    assert possible(database, "nobody at all") is not None
    assert [all_answers(cdrs, text) for text in texts] == without
