import duckdb
import pytest

from engine.store.text_grams import BIT_OF, MAX_PIECES, PART_BITS, PIECES_OF, pieces

TEXTS = (
    "8801712345678",
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


def kept(text: str) -> set[int]:
    """The bits that an index keeps of a text."""
    texts = "WITH texts AS (SELECT 0 AS block, lower(?::VARCHAR) AS text)"
    return bits(f"{texts} SELECT {BIT_OF} FROM ({PIECES_OF})", [text])  # noqa: S608


def asked(*texts: str) -> set[int]:
    """The bits that a search for each of the texts needs."""
    statement = f"SELECT {BIT_OF} FROM (SELECT lower(unnest(?::VARCHAR[])) AS gram)"  # noqa: S608
    return bits(statement, [[piece for text in texts for piece in pieces(text)]])


@pytest.mark.parametrize("text", TEXTS)
def test_all_that_is_asked_for_is_kept_of_a_text_around_it(text: str) -> None:
    assert asked(text) == kept(text)
    parts = [text[first:end] for first in range(len(text)) for end in range(first, len(text) + 1)]
    assert asked(*parts) == kept(text)
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


def test_digits_letters_and_words_have_bits_of_their_own() -> None:
    assert asked("00000") == {0}
    assert asked("99999") == {99_999}
    [letters], [word] = asked("9999f"), asked("g99")
    assert 100_000 < letters < 100_352 + 131_072 <= word < 100_352 + 131_072 + 65_536
    assert 100_352 % PART_BITS == 0


def test_a_long_text_is_looked_up_by_some_of_its_pieces() -> None:
    assert len(pieces("7" * 10_000)) == MAX_PIECES
    assert len(pieces("7" * (MAX_PIECES + 4))) == MAX_PIECES
    assert len(pieces("7" * (MAX_PIECES + 3))) == MAX_PIECES - 1
