from string import Formatter

import pytest

from engine.management.reports.evidence_words import TEXTS, WEEKDAYS, Words


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_it_with_the_same_gaps(key: str) -> None:
    english, chinese = TEXTS[key]
    assert gaps(english) == gaps(chinese)
    assert english.isascii() or "·" in english
    assert not chinese.isascii() or key == "SIP"


def test_words_are_those_of_the_language() -> None:
    assert Words("en")("page", page=1, pages=3) == "Page 1 of 3"
    assert Words("zh")("page", page=1, pages=3) == "第 1 页，共 3 页"
    assert Words("zh").weekdays[0] == "周一"
    assert all(len(days) == 7 for days in WEEKDAYS.values())
