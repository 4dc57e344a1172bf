"""A trace as the interface shows it: what each message is, and its text made harmless.

Only what the list of messages needs is read here, by hand and forgivingly: a message that breaks
every rule is what somebody wants to look at most.
"""

import re
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from engine.api.trace_reading import Found
from engine.api.wire import stamp
from engine.control.traces import TraceMessage, TracePage

MAX_LINE: Final = 300
"""Characters of a first line, and of a method."""

_CSEQ: Final = re.compile(r"(?im)^cseq[ \t]*:[ \t]*\d*[ \t]*(\S*)")
_SDP: Final = re.compile(r"(?im)^(?:content-type|c)[ \t]*:.*application/sdp")
_MULTIPART: Final = re.compile(r"(?im)^content-type[ \t]*:.*multipart/")
_STATUS: Final = re.compile(r"(?i)sip/\d+\.\d+ +([1-6]\d\d)\b")


class Kind(NamedTuple):
    """What a message is: its first line, its method, the status of an answer, a session in it."""

    first_line: str
    method: str
    status: int | None
    sdp: bool


def readable(data: bytes) -> str:
    """Bytes from a stranger as text in lines: what no person can see is escaped.

    Line ends become line feeds. Other control characters, characters that change the direction of
    writing and bytes that are no UTF-8 become backslash escapes.
    """
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(each if each == "\n" or each.isprintable() else _escape(each) for each in text)


def kind_of(text: str) -> Kind:
    """What a message is, from its :func:`readable` text."""
    head, _, body = text.partition("\n\n")
    line = head.partition("\n")[0][:MAX_LINE]
    found = _STATUS.match(line)
    if found is None:
        method = line.partition(" ")[0]
    else:
        cseq = _CSEQ.search(head)
        method = "" if cseq is None else cseq[1][:MAX_LINE]
    described = _SDP.search(head) or (_MULTIPART.search(head) and _SDP.search(body))
    return Kind(line, method, int(found[1]) if found else None, bool(body.strip() and described))


def trace_item(found: Found) -> dict[str, Any]:
    """See :class:`engine.api.models.traces.TraceItem`."""
    trace = found.trace
    return {
        "id": trace.id,
        "call_id": trace.call_id,
        "caller": trace.caller,
        "callee": trace.callee,
        "running": trace.running,
        "dropped": trace.dropped,
        "kept_minutes": found.minutes,
        "legs": [
            {
                "call_id": leg.call_id,
                "name": leg.name,
                "gateway": leg.gateway,
                "peer": leg.peer,
                "transport": leg.transport,
            }
            for leg in trace.legs
        ],
        "messages": [_message_item(message) for message in trace.messages],
    }


def trace_text(trace: TracePage, by: str, now: float) -> str:
    """All messages as one text: a line about each, and below it the message, indented.

    The indent is what keeps a message from looking like a line about another one.

    Args:
        trace: What to write.
        by: Who asked.
        now: Epoch seconds.
    """
    legs = [f"Leg {number}: {_leg(leg.name, leg.peer)}" for number, leg in enumerate(trace.legs)]
    lines = [
        f"Call {trace.id or '(refused before it became one)'}",
        f"Call-ID {_line(trace.call_id)}",
        f"From {_line(trace.caller) or '?'} to {_line(trace.callee) or '?'}",
        *legs,
        f"Exported {stamp(now)} by {_line(by)}; passwords, keys and digests are covered with *.",
    ]
    if trace.dropped:
        lines.append(f"{trace.dropped} messages were left out: the call had too many.")
    before = trace.messages[0].at if trace.messages else 0.0
    for message in trace.messages:
        way = "received" if message.incoming else "sent"
        when = f"{stamp(message.at)} +{message.at - before:.3f} s"
        ends = f"{message.transport} {message.sender} -> {message.receiver}"
        lines += [
            "",
            f"{message.number}. {when} {way} on leg {message.leg}, {ends}, {message.size} bytes",
            *(f"    {line}".rstrip() for line in readable(message.data).split("\n")),
        ]
        before = message.at
    return "\n".join(lines) + "\n"


def file_name(trace: TracePage, suffix: str) -> str:
    """A name for a file that is safe everywhere: the time of the first message tells it apart."""
    at = trace.messages[0].at if trace.messages else 0.0
    moment = datetime.fromtimestamp(at, UTC).strftime("%Y%m%d-%H%M%S")
    return f"call-trace-{moment}-{trace.id[-12:] or 'refused'}.{suffix}"


def _message_item(message: TraceMessage) -> dict[str, Any]:
    text = readable(message.data)
    kind = kind_of(text)
    return {
        "number": message.number,
        "at": stamp(message.at),
        "direction": "in" if message.incoming else "out",
        "leg": message.leg,
        "from": message.sender,
        "to": message.receiver,
        "transport": message.transport,
        "first_line": kind.first_line,
        "method": kind.method,
        "status": kind.status,
        "sdp": kind.sdp,
        "bytes": message.size,
        "text": text,
    }


def _leg(name: str, peer: str) -> str:
    return f"{_line(name)} at {peer}" if name else peer


def _line(text: str) -> str:
    return readable(text.encode("utf-8", "surrogateescape")).replace("\n", "\\n")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
