"""Both languages have every sentence, with the same figures in it."""

import string

import pytest

from engine.api.checklist import KEYS, Point
from engine.api.checklist_words import CHINESE, ENGLISH, found_text, is_chinese, words_for


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_say_the_same(key: str) -> None:
    english, chinese = ENGLISH[key], CHINESE[key]  # type: ignore[index]
    assert english.found.keys() == chinese.found.keys()
    for code, text in english.found.items():
        assert names(text) == names(chinese.found[code])
    assert english.title.isascii()
    assert not chinese.title.isascii()


def test_the_language_is_the_first_that_is_asked_for() -> None:
    assert words_for("zh-CN,en;q=0.5") is CHINESE
    assert words_for("en,zh") is words_for("") is ENGLISH
    assert is_chinese(" ZH")


def test_a_moment_is_said_in_utc() -> None:
    point = Point("test", "ok", "seen", {"at": 1_790_000_000.0, "days": 0})
    assert found_text(point, ENGLISH["test"]) == "The last lockout was at 2026-09-21 14:13 UTC."
