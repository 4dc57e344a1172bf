"""Codes of a record as words: the engine says them in both languages, the client picks one.

Until the engine has answered, and for a code of a newer engine, the code itself is the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from client.api.cdr_values import Cdr, Vocabulary, Word
from client.models.columns import Pill

ILLEGAL = 9
_ICONS = {0: "phone", 1: "router", 2: "link", 3: "receipt-2", ILLEGAL: "ban"}


class CdrWords:
    """The vocabulary in one language.

    Args:
        vocabulary: what the engine answered.
        language: ``zh_CN`` or any other, which gives English.
    """

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        chinese = language.startswith("zh")
        self.modes = _texts(vocabulary.billing_modes, chinese=chinese)
        self.reasons = _texts(vocabulary.end_reasons, chinese=chinese)
        self.directions = _texts(vocabulary.end_directions, chinese=chinese)

    def mode(self, code: int) -> str:
        """``9 Illegal call``."""
        return _coded(self.modes, code)

    def reason(self, code: int) -> str:
        """``-9 Unauthorised call``."""
        return _coded(self.reasons, code)

    def direction(self, code: int) -> str:
        """Who ended the call; VOS3000's operators know this one by its word alone."""
        return self.directions.get(code, str(code))

    def pill(self, record: Cdr) -> Pill:
        """The billing mode as icon, word and tone; illegal calls stand out."""
        code = record.billing_mode
        tone = "bad" if code == ILLEGAL else "neutral"
        return Pill(_ICONS.get(code, "help-circle"), self.mode(code), tone)


def _texts(words: Iterable[Word], *, chinese: bool) -> dict[int, str]:
    return {word.code: word.zh if chinese else word.en for word in words}


def _coded(texts: Mapping[int, str], code: int) -> str:
    return f"{code} {texts[code]}" if code in texts else str(code)
