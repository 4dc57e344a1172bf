from engine.parameters.syslog import SYSLOG
from engine.parameters.syslog_chinese import SYSLOG_CHINESE


def test_each_parameter_has_as_many_texts_as_in_english() -> None:
    assert {each.name for each in SYSLOG} == set(SYSLOG_CHINESE)
    for each in SYSLOG:
        assert len(SYSLOG_CHINESE[each.name][1]) == len(each.recommended)
