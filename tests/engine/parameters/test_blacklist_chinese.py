"""The Chinese texts of the blacklist belong to its parameters."""

from engine.parameters.blacklist import BLACKLIST
from engine.parameters.blacklist_chinese import BLACKLIST_CHINESE


def test_each_parameter_has_as_many_texts_as_in_english() -> None:
    assert {each.name for each in BLACKLIST} == set(BLACKLIST_CHINESE)
    for each in BLACKLIST:
        assert len(BLACKLIST_CHINESE[each.name][1]) == len(each.recommended)
