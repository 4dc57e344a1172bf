import duckdb
import pytest

from engine.store.text_grams import (
    BIT_OF,
    CALL_ID,
    CALLEE,
    MOST_PIECES,
    PART_BITS,
    PIECES_OF,
    pieces,
)

TEXTS = (
    "8801712345678",
    "4711",
    "a4711",
    "٤٧١١",
    "00f3A9b27c@PBX.example",
    "Cisco/7.4 (x86)",
    "Zürich",
    "王芳打电话",
    "İstanbul",
    "12a",
    "",
    "a\nb\x00c",
    "----",
)


def bits(sql: str, values: list[object]) -> set[int]:
    with duckdb.connect() as connection:
        rows = connection.execute(sql, values).fetchall()
    assert all(bit is not None for (bit,) in rows)
    return {bit for (bit,) in rows}


def kept(text: str, kind: int = CALLEE) -> set[int]:
    """The bits that an index keeps of a text."""
    texts = "WITH texts AS (SELECT 0 AS block, ?::INTEGER AS kind, lower(?::VARCHAR) AS text)"
    return bits(f"{texts} SELECT {BIT_OF} FROM ({PIECES_OF})", [kind, text])  # noqa: S608


def asked(*texts: str, last: bool = False, kind: int = CALLEE) -> set[int]:
    """The bits that a search for each of the texts needs."""
    found = [piece for text in texts for piece in pieces(text, last=last)]
    statement = (
        f"SELECT {BIT_OF} FROM (SELECT ?::INTEGER AS kind, "  # noqa: S608
        "lower(unnest(?::VARCHAR[])) AS gram)"
    )
    return bits(statement, [kind, found])


@pytest.mark.parametrize("text", TEXTS)
def test_all_that_is_asked_for_is_kept_of_a_text_around_it(text: str) -> None:
    assert asked(text) <= asked(text, last=True) <= kept(text)
    parts = [text[first:end] for first in range(len(text)) for end in range(first, len(text) + 1)]
    ends = [text[first:] for first in range(len(text))]
    assert asked(*parts) | asked(*ends, last=True) == kept(text)
    assert asked(*(part.upper() for part in parts)) <= kept(f"{text} {text.upper()}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("471", []),
        ("4711", []),
        ("47110", ["47110"]),
        ("bee4", []),
        ("bee4F0", ["bee4F", "ee4F0"]),
        ("gx", []),
        ("pbx", ["pbx"]),
        ("12-3", ["12-", "2-3"]),
        ("", []),
    ],
)
def test_five_hexadecimal_signs_or_three_others_make_a_piece(
    text: str, expected: list[str]
) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("471", []),
        ("4711", ["$4711"]),
        ("14711", ["$4711", "14711"]),
        ("x4711", ["$4711", "x47"]),
        ("471x", ["71x"]),
        ("", []),
    ],
)
def test_the_last_four_digits_make_a_piece_where_nothing_follows(
    text: str, expected: list[str]
) -> None:
    assert pieces(text, last=True) == expected


def test_digits_letters_and_words_have_bits_of_their_own() -> None:
    first = min(asked("00000"))
    assert asked("00000") == {first}
    assert asked("99999") == {first + 99_999}
    [letters], [word], [end] = asked("9999f"), asked("g99"), asked("0000", last=True)
    bounds = [first + 100_000, first + 100_352, first + 231_424, first + 296_960]
    assert bounds[0] < letters < bounds[2] <= word < bounds[3] == end
    assert asked("9999", last=True) == {end + 9_999}
    assert {(edge - first) % PART_BITS for edge in bounds[1:]} == {0}


def test_texts_of_another_kind_share_no_bit() -> None:
    some = [asked(*TEXTS, "0000", "9999", last=True, kind=kind) for kind in (CALLEE, CALL_ID)]
    assert len(some[0]) == len(some[1])
    assert not some[0] & some[1]
    assert not {bit // PART_BITS for bit in some[0]} & {bit // PART_BITS for bit in some[1]}


def test_a_long_text_is_looked_up_by_pieces_from_all_over_it() -> None:
    assert len(pieces("7" * 10_000)) <= MOST_PIECES
    text = "".join(f"{number:05}" for number in range(0, 99_999, 997))
    some = pieces(text)
    assert MOST_PIECES - 1 <= len(some) <= MOST_PIECES
    assert some[0] == text[:5]
    assert some[-1] in text[-len(text) // 5 :]
    assert pieces("8801712345678") == [
        "88017",
        "80171",
        "01712",
        "17123",
        "71234",
        "12345",
        "23456",
        "34567",
        "45678",
    ]
