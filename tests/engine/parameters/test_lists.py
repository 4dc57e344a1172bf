import pytest

from engine.parameters.lists import are_numbers, numbers_of


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
