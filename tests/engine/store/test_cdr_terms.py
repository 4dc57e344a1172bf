from unittest import mock

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.store import cdr_terms
from engine.store.cdr_terms import Term, matching, read_term, written
from engine.store.clauses import conjunction


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("1001", Term("1001")),
        ("8801*", Term("8801", after=True)),
        ("*4711", Term("4711", before=True)),
        ("*77*", Term("77", before=True, after=True)),
        ("!1001", Term("1001", excluded=True)),
        ("!8801*", Term("8801", after=True, excluded=True)),
        ("*", Term("", after=True)),
        ("!*", Term("", after=True, excluded=True)),
        ("**", Term("", before=True, after=True)),
        (r"\*98", Term("*98")),
        (r"\*98*", Term("*98", after=True)),
        (r"\!x", Term("!x")),
        (r"a\\b", Term(r"a\b")),
        (r"1\*", Term("1*")),
        ("x!", Term("x!")),
        ('""', Term("")),
        ('!""', Term("", excluded=True)),
        (r'\""', Term('""')),
        ('""*', Term('""', after=True)),
        ('"1001"', Term('"1001"')),
        ("", Term("")),
    ],
)
def test_values_are_read_as_they_are_typed(value: str, term: Term) -> None:
    assert read_term("caller", value) == term


@pytest.mark.parametrize("value", ["1*2", "*1*2*", "***", "!", "abc\\", "!\\"])
def test_what_cannot_be_read_names_its_field(value: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_term("callee", value)
    assert caught.value.field == "callee"


@given(st.one_of(st.text(), st.text('"!*\\', max_size=4)))
def test_a_text_that_is_written_out_means_itself(text: str) -> None:
    assert read_term("caller", written(text)) == Term(text)


_WORDS = st.text("ab*", max_size=3)


@pytest.mark.parametrize("many", [1, 20])
@given(
    st.lists(st.builds(Term, _WORDS, st.booleans(), st.booleans(), st.booleans()), max_size=4),
    st.lists(_WORDS, min_size=1, max_size=2),
)
def test_terms_mean_in_sql_what_they_say(many: int, terms: list[Term], cells: list[str]) -> None:
    with mock.patch.object(cdr_terms, "MANY", many):
        check(terms, cells)


def check(terms: list[Term], cells: list[str]) -> None:
    columns = [f"c{number}" for number in range(len(cells))]
    text, values = conjunction(matching(columns, terms))
    marks = ", ".join("?" * len(cells))
    source = f"(SELECT * FROM (VALUES ({marks})) t({', '.join(columns)}))"  # noqa: S608
    found = duckdb.execute(f"SELECT {text} FROM {source}", [*values, *cells]).fetchall()  # noqa: S608

    def met(term: Term) -> bool:
        return any(_meets(term, cell) for cell in cells)

    wanted = [term for term in terms if not term.excluded]
    expected = not wanted or any(map(met, wanted))
    assert found == [(expected and not any(met(term) for term in terms if term.excluded),)]


@pytest.mark.parametrize("folded", [True, False])
def test_a_pasted_list_goes_as_one_value(folded: bool) -> None:
    terms = [Term(f"Phone {number}") for number in range(500)]
    text, values = conjunction(matching(["c"], terms, folded=folded))
    assert (text.count("?"), len(values)) == (1, 1)
    asked = ["Phone 499", "PHONE 7", "Phone 500"]
    source = "(SELECT unnest(?::VARCHAR[]) AS c)"
    found = duckdb.execute(f"SELECT c FROM {source} WHERE {text}", [asked, *values]).fetchall()  # noqa: S608
    assert [cell for (cell,) in found] == (asked[:2] if folded else asked[:1])


def test_letters_count_in_any_case_where_that_is_asked_for() -> None:
    text, values = conjunction(matching(["'Friendly-Scanner'"], [Term("FRIENDLY", after=True)]))
    assert duckdb.execute(f"SELECT {text}", values).fetchall() == [(False,)]
    clauses = matching(["'Friendly-Scanner'"], [Term("FRIENDLY", after=True)], folded=True)
    text, values = conjunction(clauses)
    assert duckdb.execute(f"SELECT {text}", values).fetchall() == [(True,)]


def _meets(term: Term, cell: str) -> bool:
    if term.before and term.after:
        return term.text in cell
    if term.before:
        return cell.endswith(term.text)
    return cell.startswith(term.text) if term.after else cell == term.text
