import pytest

from engine.billing.aggregates import OTHER as COUNTED_AS
from engine.store import attack_ranking as order
from engine.store.clauses import Clause

RECORDS = order.Source("cdr", ("start >= ?", [1]))
COUNTS: Clause = ("minute >= ?", [2])
LOCKED: Clause = ('"at" >= ?', [3])


@pytest.mark.parametrize(
    "statement",
    [
        order.sources(RECORDS, COUNTS, LOCKED, network=False),
        order.sources(RECORDS, COUNTS, LOCKED, network=True),
        order.ranking(20, network=False),
        order.ranking(20, network=True),
        order.members(["192.0.2.0/24"]),
        order.elsewhere(COUNTS),
    ],
)
def test_every_question_mark_has_a_value_and_nothing_is_left_to_fill_in(statement: Clause) -> None:
    text, values = statement
    assert text.count("?") == len(values)
    assert "{" not in text
    assert "192.0.2.0" not in text


def test_a_network_has_an_end_however_many_addresses_are_forged() -> None:
    text, _ = order.members([])
    assert f"<= {order.MAX_ADDRESSES}" in text


def test_counts_beyond_the_limit_are_no_source() -> None:
    assert order.OTHER == COUNTED_AS
    assert f"source = '{order.OTHER}'" in order.elsewhere(COUNTS)[0]
    assert order.ranking(8, network=False)[1] == [2, 8, 8]
