"""A message from a stranger becomes a text that does nothing to whoever reads it."""

import pytest

from engine.api.trace_reading import Found
from engine.api.trace_view import MAX_LINE, file_name, kind_of, readable, trace_item, trace_text
from tests.helpers.switch_port import NOW, call, said, trace


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"A: b\r\n\r\nbody\r\n", "A: b\n\nbody\n"),
        ("名: 字\r\n".encode(), "名: 字\n"),
        (b"\x1b[2J", "\\x1b[2J"),
        (b"a\rb\tc\0", "a\\rb\\tc\\x00"),
        (b"\xff\xfe", "\\xff\\xfe"),
        ("\u202eevil\u2028".encode(), "\\u202eevil\\u2028"),
    ],
)
def test_bytes_become_harmless_text(data: bytes, text: str) -> None:
    assert readable(data) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BYE sip:a SIP/2.0\nCSeq: 2 BYE\n\n", ("BYE", None, False)),
        ("SIP/2.0 486 Busy\ncseq : 1 INVITE\n\n", ("INVITE", 486, False)),
        ("SIP/2.0 200\nVia: x\n\n", ("", 200, False)),
        ("SIP/2.0 999 No\nCSeq: 1 INVITE\n\n", ("SIP/2.0", None, False)),
        ("INVITE a\nContent-Type: application/sdp\n\nv=0", ("INVITE", None, True)),
        ("INVITE a\nc: application/SDP\n\nv=0", ("INVITE", None, True)),
        ("INVITE a\nc: application/sdp\n\n", ("INVITE", None, False)),
        (
            "INVITE a\nContent-Type: multipart/mixed\n\n--x\nContent-Type: application/sdp\n\nv=0",
            ("INVITE", None, True),
        ),
        ("INFO a\nContent-Type: text/plain\n\napplication/sdp", ("INFO", None, False)),
        ("", ("", None, False)),
    ],
)
def test_it_is_told_what_a_message_is(text: str, kind: tuple[str, int | None, bool]) -> None:
    assert kind_of(text)[1:] == kind


def test_a_first_line_is_cut() -> None:
    assert len(kind_of("x" * (MAX_LINE + 1)).first_line) == MAX_LINE


def test_an_export_tells_who_and_when_and_everything_that_was_said() -> None:
    text = trace_text(trace(call(1), dropped=2), "alice", NOW)
    assert text.startswith(f"Call {call(1).id}\nCall-ID leg0@phone\nFrom 1001 to 00441\n")
    assert "Leg 1: carrier-a at 203.0.113.5:5060\n" in text
    assert "by alice; passwords" in text
    assert "2 messages were left out" in text
    assert "\n2. 2026-09-21T14:13:20.200Z +0.100 s sent on leg 0, UDP" in text
    assert text.count("\n    INVITE sip:2002") == 2


def test_a_message_cannot_pretend_to_be_another_one() -> None:
    evil = said(1, "INVITE a\r\n\r\n2. 2026-09-21T14:13:20.200Z +0.100 s sent on leg 0")
    page = trace(call(1), messages=[evil], caller="x\nLeg 9: y", id="")
    text = trace_text(page, "alice", NOW)
    assert "\n    2. 2026" in text
    assert "\n2. " not in text
    assert "\nLeg 9" not in text
    assert "(refused before it became one)" in text


def test_a_file_has_a_harmless_name() -> None:
    page = trace(call(1))
    assert file_name(page, "pcap") == "call-trace-20260921-141320-000000000001.pcap"
    assert file_name(trace(call(1), id="", messages=[]), "txt") == (
        "call-trace-19700101-000000-refused.txt"
    )


def test_an_item_names_everything() -> None:
    item = trace_item(Found(trace(call(1), running=False, dropped=3), 7))
    assert (item["running"], item["dropped"], item["kept_minutes"]) == (False, 3, 7)
    assert [message["direction"] for message in item["messages"]] == [
        "in", "out", "out", "in", "out", "in",
    ]  # fmt: skip
    assert item["messages"][3]["status"] == 180
