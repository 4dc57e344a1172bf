from datetime import UTC, datetime

import pytest

from client.api.cdr_values import Cdr, Vocabulary, Word
from client.models.cdr_vocabulary import CdrWords

VOCABULARY = Vocabulary(
    (Word(0, "Phone", "话机"), Word(9, "Illegal call", "非法呼叫")),
    (Word(-9, "Unauthorised call", "未授权呼叫"),),
    (Word(2, "Server", "服务器"),),
)
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def record(mode: int) -> Cdr:
    return Cdr("a", 1, "100", "0044", "192.0.2.1", "", MOMENT, MOMENT, 0, mode, -9)


@pytest.mark.parametrize(
    ("language", "mode", "reason", "direction"),
    [
        ("en", "9 Illegal call", "-9 Unauthorised call", "Server"),
        ("zh_CN", "9 非法呼叫", "-9 未授权呼叫", "服务器"),
    ],
)
def test_codes_are_words_of_the_language(
    language: str, mode: str, reason: str, direction: str
) -> None:
    words = CdrWords(VOCABULARY, language)
    assert (words.mode(9), words.reason(-9), words.direction(2)) == (mode, reason, direction)


def test_a_code_without_a_word_is_shown_as_it_is() -> None:
    words = CdrWords(Vocabulary(), "en")
    assert (words.mode(7), words.reason(486), words.direction(5)) == ("7", "486", "5")


def test_an_illegal_call_stands_out() -> None:
    words = CdrWords(VOCABULARY, "en")
    assert words.pill(record(9)).tone == "bad"
    assert words.pill(record(0)).tone == "neutral"
    assert words.pill(record(7)).word == "7"
