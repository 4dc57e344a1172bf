import pytest

from engine.store import attack_sql as sql
from engine.store.attack_ranking import Source
from engine.store.clauses import Clause

RECORDS = Source("cdr", ("start >= ?", [1]))
COUNTS: Clause = ("minute >= ?", [2])
LOCKED: Clause = ('"at" >= ?', [3])
ASKED: list[object] = [["192.0.2.1"], [0], [0]]


@pytest.mark.parametrize(
    "statement",
    [
        sql.chosen(ASKED, RECORDS, counted=True),
        sql.chosen(ASKED, RECORDS, counted=False),
        sql.details(ASKED, COUNTS, "UTC"),
        sql.rhythm(ASKED, RECORDS, COUNTS, "UTC", 10),
        sql.numbers(ASKED, COUNTS),
        sql.lockouts(ASKED[:2], LOCKED),
        sql.lockout_days(LOCKED),
    ],
)
def test_every_question_mark_has_a_value_and_nothing_is_left_to_fill_in(statement: Clause) -> None:
    text, values = statement
    assert text.count("?") - text.count("[+]?") == len(values)
    assert "{" not in text.replace("{}", "")
    assert "192.0.2.1" not in text


def test_records_that_are_read_for_their_numbers_have_an_end() -> None:
    limit = f"LIMIT {2 * sql.MAX_EXAMINED}"
    assert limit in sql.chosen(ASKED, RECORDS, counted=False)[0]
    assert limit not in sql.chosen(ASKED, RECORDS, counted=True)[0], "they are counted already"
