"""Does SIP answer? A real OPTIONS, sent to the switch as any phone would.

A process that exists is not a switch that works; an answer to a request is (RFC 3261 section 11:
OPTIONS asks what the other side can do, and any final answer proves that it is alive). Health says
"ok" only after such an answer.
"""

import time
from contextlib import closing
from typing import Final

from engine.addresses import PROBE, Listening
from engine.calls.messages import host_port
from engine.identifiers import branch, call_id, tag
from engine.management.own_sip import Line
from engine.sip.errors import PeerError
from engine.sip.nat import Source

PATIENCE_S: Final = 0.5


def answers(there: Listening, patience_s: float = PATIENCE_S) -> bool:
    """Whether SIP answers an OPTIONS in time; blocks for little longer than that."""
    deadline = time.monotonic() + patience_s
    try:
        with closing(Line(there, PROBE, patience_s)) as line:
            identity = call_id()
            line.send(_options(line, host_port(Source(there.host, there.port)), identity))
            while True:
                if _is_answer(line, deadline - time.monotonic(), identity):
                    return True
    except OSError:  # refused, unreachable or too late
        return False


def _options(line: Line, there: str, identity: str) -> bytes:
    """The request of RFC 3261 section 11.1."""
    here = host_port(line.here)
    return (
        f"OPTIONS sip:{there} SIP/2.0\r\n"
        f"Via: {line.protocol} {here};branch={branch()};rport\r\n"
        "Max-Forwards: 70\r\n"
        f"From: <sip:health@{here}>;tag={tag()}\r\n"
        f"To: <sip:{there}>\r\n"
        f"Call-ID: {identity}\r\n"
        "CSeq: 1 OPTIONS\r\n"
        "Accept: application/sdp\r\n"
        "Content-Length: 0\r\n\r\n"
    ).encode()


def _is_answer(line: Line, patience_s: float, identity: str) -> bool:
    """Whether what comes next is a final answer of a server that works: no 1xx, and no 5xx."""
    try:
        response, _ = line.receive(patience_s)
    except PeerError:
        return False
    return response.status // 100 in (2, 3, 4, 6) and response.header("call-id") == identity
