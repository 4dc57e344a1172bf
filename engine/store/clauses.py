"""Conditions of SQL as values: a text with question marks, and what stands for them."""

from collections.abc import Iterable

Clause = tuple[str, list[object]]
"""A condition with its parameters in order of the question marks."""


def conjunction(clauses: Iterable[Clause]) -> Clause:
    """All of the conditions as one, "true" for none."""
    return _joined(clauses, " AND ", "true")


def disjunction(clauses: Iterable[Clause]) -> Clause:
    """Any of the conditions as one, "false" for none."""
    return _joined(clauses, " OR ", "false")


def negation(clause: Clause) -> Clause:
    """The opposite."""
    text, values = clause
    return f"NOT ({text})", values


def _joined(clauses: Iterable[Clause], word: str, nothing: str) -> Clause:
    given = list(clauses)
    text = word.join(f"({clause})" for clause, _ in given) or nothing
    return text, [value for _, values in given for value in values]
