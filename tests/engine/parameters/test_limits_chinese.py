"""The Chinese texts of the rate limits belong to its parameters."""

from engine.parameters.limits import LIMITS
from engine.parameters.limits_chinese import LIMITS_CHINESE


def test_each_parameter_has_as_many_texts_as_in_english() -> None:
    assert {each.name for each in LIMITS} == set(LIMITS_CHINESE)
    for each in LIMITS:
        assert len(LIMITS_CHINESE[each.name][1]) == len(each.recommended)
