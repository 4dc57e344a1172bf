import duckdb
import pytest

from engine.store.clauses import Clause, conjunction, disjunction, negation


@pytest.mark.parametrize(
    ("clause", "holds"),
    [
        (conjunction([]), True),
        (disjunction([]), False),
        (conjunction([("? > 1", [2]), ("? > 1", [1])]), False),
        (conjunction([("? > 1", [2]), ("? > 1", [3])]), True),
        (disjunction([("? > 1", [2]), ("? > 1", [1])]), True),
        (disjunction([("? > 1", [1]), ("? > 1", [0])]), False),
        (negation(("? OR ?", [False, False])), True),
        (negation(disjunction([("?", [True])])), False),
    ],
)
def test_conditions_are_joined_with_their_values(clause: Clause, holds: bool) -> None:
    text, values = clause
    assert duckdb.execute(f"SELECT {text}", values).fetchall() == [(holds,)]
