import pytest

from engine.billing.modes import ILLEGAL, MODES, mode_name


def test_the_modes_are_the_documented_ones() -> None:  # req 44, 45; design 3.3
    assert list(MODES) == [0, 1, 2, 3, 9]
    assert ILLEGAL == 9


@pytest.mark.parametrize("code", list(MODES))
def test_every_mode_has_a_name_in_both_languages(code: int) -> None:
    english, chinese = mode_name(code), mode_name(code, "zh")
    assert english.isascii()
    assert not chinese.isascii()


def test_a_mode_of_a_later_release_is_shown_as_a_number() -> None:
    assert mode_name(77) == mode_name(77, "zh") == "77"
