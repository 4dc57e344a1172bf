r"""What a condition on a text says: exactly this, begins so, ends so, contains it, or not that.

An operator types ``8801*``, ``*4711``, ``*scan*`` or ``!1001``; a value without a sign is meant
exactly. A backslash takes the meaning of the sign behind it, so ``\*98`` is the feature code. Two
quotes and nothing else, ``""``, are the empty text, ``!""`` any other.
Within one condition any value that is asked for will do, and none that is excluded may be there.

Nothing of a value is written into a statement; it travels beside it.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from engine.errors import Invalid
from engine.store.clauses import Clause, disjunction, negation

EMPTY: Final = '""'
"""A value that means the empty text; no value at all is none that could be asked for."""

_ESCAPE: Final = "\\"
_STAR: Final = "*"
_NOT: Final = "!"
MANY: Final = 20
"""Exact values of a condition from which they go as one list."""


class Term(NamedTuple):
    """One value of a condition.

    Attributes:
        text: What is looked for.
        before: Whether anything may stand before it.
        after: Whether anything may stand behind it.
        excluded: Whether it is what must not be there.
    """

    text: str
    before: bool = False
    after: bool = False
    excluded: bool = False


def read_term(field: str, value: str) -> Term:
    """Read one value as it is typed.

    Raises:
        Invalid: a star in the middle, or a backslash with nothing behind it; names the field.
    """
    if value.isalnum():  # most are, and hundreds are pasted
        return Term(value)
    excluded = value.startswith(_NOT)
    meant = value[1:] if excluded else value
    if meant == EMPTY:
        return Term("", excluded=excluded)
    signs = _signs(field, meant)
    before = len(signs) > 1 and signs[0] is None
    after = bool(signs) and signs[-1] is None
    inner = signs[before : len(signs) - after]
    if None in inner:
        raise Invalid(
            field, "a * stands at the beginning or the end; write \\* for the sign itself"
        )
    text = "".join(sign for sign in inner if sign is not None)
    if excluded and not (text or before or after):
        raise Invalid(field, "behind ! stands what is not wanted; write \\! for the sign itself")
    return Term(text, before, after, excluded)


def written(text: str) -> str:
    """The text as a value that means exactly it."""
    escaped = "".join(f"{_ESCAPE}{sign}" if sign in (_ESCAPE, _STAR) else sign for sign in text)
    if not escaped:
        return EMPTY
    return f"{_ESCAPE}{escaped}" if escaped.startswith(_NOT) or escaped == EMPTY else escaped


def matching(
    columns: Sequence[str], terms: Iterable[Term], *, folded: bool = False
) -> list[Clause]:
    """One of the columns is what is asked for, and none is what is excluded.

    Args:
        columns: Of the table, or expressions of ours.
        terms: The values; none restrict nothing.
        folded: Whether letters count in any case.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for term in terms:
        (unwanted if term.excluded else wanted).append(term)
    clauses = []
    if wanted:
        clauses.append(_any(columns, wanted, folded))
    if unwanted:
        clauses.append(negation(_any(columns, unwanted, folded)))
    return clauses


def _signs(field: str, value: str) -> list[str | None]:
    """The signs of a value; None for a star that stands for anything."""
    signs: list[str | None] = []
    escaped = False
    for sign in value:
        if escaped or sign not in (_ESCAPE, _STAR):
            signs.append(sign)
            escaped = False
        elif sign == _ESCAPE:
            escaped = True
        else:
            signs.append(None)
    if escaped:
        raise Invalid(field, "behind a \\ stands the sign that is meant as it is")
    return signs


def _any(columns: Sequence[str], terms: Sequence[Term], folded: bool) -> Clause:
    return disjunction(clause for column in columns for clause in _one(column, terms, folded))


def _one(column: str, terms: Sequence[Term], folded: bool) -> list[Clause]:
    """The values over one column: exact ones together, which DuckDB looks up at once.

    Many of them go as one list: with a question mark each, a statement takes 10 ms to be read.
    """
    shown, mark = (f"lower({column})", "lower(?)") if folded else (column, "?")
    exact: list[object] = [term.text for term in terms if not term.before and not term.after]
    clauses: list[Clause] = []
    if len(exact) >= MANY:
        listed = mark.replace("?", "unnest(?::VARCHAR[])")
        clauses.append((f"{shown} IN (SELECT {listed})", [exact]))
    elif exact:
        clauses.append((f"{shown} IN ({', '.join([mark] * len(exact))})", exact))
    for term in terms:
        function = _FUNCTIONS.get((term.before, term.after))
        if function:
            clauses.append((f"{function}({shown}, {mark})", [term.text]))
    return clauses


_FUNCTIONS: Final = {
    (True, True): "contains",
    (True, False): "suffix",
    (False, True): "starts_with",
}
"""What DuckDB calls each way of not being exact; by (before, after)."""
