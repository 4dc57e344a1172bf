from engine.parameters.histories import HISTORIES
from engine.parameters.histories_chinese import HISTORIES_CHINESE


def test_each_parameter_has_as_many_texts_as_in_english() -> None:
    assert {each.name for each in HISTORIES} == set(HISTORIES_CHINESE)
    for each in HISTORIES:
        assert len(HISTORIES_CHINESE[each.name][1]) == len(each.recommended)
