from engine.parameters.flood import FLOOD
from engine.parameters.flood_chinese import FLOOD_CHINESE


def test_each_parameter_has_as_many_texts_as_in_english() -> None:
    assert {each.name for each in FLOOD} == set(FLOOD_CHINESE)
    for each in FLOOD:
        assert len(FLOOD_CHINESE[each.name][1]) == len(each.recommended)
