"""The Chinese texts of the blacklist of numbers belong to its parameters."""

from engine.parameters.numbers import NUMBERS
from engine.parameters.numbers_chinese import NUMBERS_CHINESE


def test_each_parameter_has_as_many_texts_as_in_english() -> None:
    assert {each.name for each in NUMBERS} == set(NUMBERS_CHINESE)
    for each in NUMBERS:
        assert len(NUMBERS_CHINESE[each.name][1]) == len(each.recommended)
