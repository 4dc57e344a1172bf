"""The messages of the helper on the wire."""

from __future__ import annotations

import msgspec

from engine.control.frames import Decoder, encode
from engine.control.kernel import BLOCK, KernelAsk, KernelNews, KernelReport
from engine.control.messages import convert


def test_question_and_answer_survive_the_wire() -> None:
    question = KernelAsk("g", 4, 0, KernelReport("enforced", applied=4, withheld=["192.0.2.1"]))
    news = KernelNews(1, False, [5060], "g", 5, rows=[(BLOCK, "192.0.2.7", 1.5)])
    for value in (question, news):
        (message,) = Decoder().feed(encode(msgspec.to_builtins(value)))
        assert convert(message, type(value)) == value


def test_a_helper_that_says_nothing_is_off() -> None:
    assert convert({}, KernelReport) == KernelReport()
    assert KernelReport().state == "off"
