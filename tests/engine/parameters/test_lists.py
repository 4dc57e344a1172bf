import pytest

from engine.parameters.lists import (
    MAX_WAITS,
    are_names,
    are_numbers,
    are_waits,
    names_of,
    numbers_of,
    waits_of,
)


def test_numbers_are_read_in_their_order_and_blanks_do_not_count() -> None:
    assert numbers_of(" 110,119 ,, 800*") == ("110", "119", "800*")
    assert numbers_of("") == ()


@pytest.mark.parametrize("text", ["*", "a b", "1,**", "1234567890" * 4])
def test_what_is_no_number_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        numbers_of(text)
    assert not are_numbers(text)


def test_a_star_before_the_end_is_a_key() -> None:
    assert are_numbers("*98,*72*")


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("0.5", (0.5,)),
        (" 0.5, 1 ,1", (0.5, 1.0, 1.0)),
        ("0.5,1,2,4,4,4,4,4,4,4", (0.5, 1.0, 2.0, *(4.0,) * 7)),
        ("15.5,16", (15.5, 16.0)),
    ],
)
def test_waits_are_read(text: str, waits: tuple[float, ...]) -> None:
    assert waits_of(text) == waits
    assert are_waits(text)


@pytest.mark.parametrize(
    "text",
    ["", "1,", "-1", "1e1", "0.499", "16.1", "1,0.9", "16,16", ",".join("1" * (MAX_WAITS + 1))],
)
def test_what_are_no_waits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="these are"):
        waits_of(text)
    assert not are_waits(text)


def test_names_are_read_in_their_order() -> None:
    assert names_of(" office, carrier-a ,,") == ("office", "carrier-a")
    assert are_names("office,carrier-a")
    assert not are_names("a" * 65)
