"""A trace crosses the control socket as it was, whatever bytes are in it."""

from engine.control.frames import Decoder, encode
from engine.control.messages import convert
from engine.control.traces import TraceAnswer, TraceLeg, TraceMessage, TracePage

ENDS = ("192.0.2.77:5060", "[2001:db8::1]:5060")
MESSAGE = TraceMessage(3, 1.5, True, 1, *ENDS, "UDP", 9, b"SIP/2.0 \xff\x00")
LEG = TraceLeg("a@b", "carrier-a", True, ENDS[0], "UDP")
PAGE = TracePage("id", "a@b", "1001", "0044", True, 2, [LEG], [MESSAGE], True)


def test_a_trace_survives_the_wire() -> None:
    (message,) = Decoder().feed(encode({"result": TraceAnswer(True, 15, PAGE)}))
    assert convert(message["result"], TraceAnswer) == TraceAnswer(True, 15, PAGE)


def test_no_trace_is_an_answer_too() -> None:
    (message,) = Decoder().feed(encode({"result": TraceAnswer(False, 15)}))
    assert convert(message["result"], TraceAnswer).page is None
