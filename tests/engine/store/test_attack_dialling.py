from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.store import attack_dialling

_HEADS = ("+", "00", "000", "0000000", "011", "9011", "900", "9", "0900", "1900", "0190", "")
_CODES = ("870", "880", "881", "882", "883", "884", "979", "978", "44", "0")
_NUMBERS = st.one_of(
    st.text("0123456789+#* aé", max_size=14),
    st.builds(
        "{}{}{}".format, *map(st.sampled_from, (_HEADS, _CODES)), st.text("0189", max_size=9)
    ),
)


@pytest.fixture(scope="module")
def connection() -> Any:
    with duckdb.connect() as opened:
        yield opened


def _abroad(number: str) -> str | None:
    """A number from its country code on, the long way."""
    if number.startswith("00"):
        return number[2:].lstrip("0")
    heads = ("+", "011", "9011", "900")
    return next((number[len(head) :] for head in heads if number.startswith(head)), None)


def _answers(connection: Any, numbers: list[str]) -> list[tuple[bool, bool]]:
    columns = f"({attack_dialling.ABROAD}), ({attack_dialling.PREMIUM})"
    statement = f"SELECT {columns} FROM (SELECT unnest(?::VARCHAR[]) AS number)"  # noqa: S608
    rows: list[tuple[bool, bool]] = connection.execute(statement, [numbers]).fetchall()
    return rows


@settings(max_examples=25)
@given(numbers=st.lists(_NUMBERS, max_size=40))
def test_comparisons_say_what_the_country_code_says(connection: Any, numbers: list[str]) -> None:
    expected = []
    for number in numbers:
        long = len(number) >= attack_dialling.LEAST_CHARACTERS
        code = _abroad(number) or ""
        dear = code.startswith(("870", "881", "882", "883", "979"))
        dear = dear or number.startswith(("0900", "1900", "0190"))
        expected.append((long and code != "", long and dear))
    assert _answers(connection, numbers) == expected


def test_zeros_alone_go_nowhere(connection: Any) -> None:
    assert _answers(connection, ["00000000", "00000001"]) == [(False, False), (True, False)]
    assert _answers(connection, ["0088112", "00881123"]) == [(False, False), (True, True)]
