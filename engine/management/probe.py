"""Does SIP answer? A real OPTIONS over UDP, sent to the switch as any phone would.

A process that exists is not a switch that works; an answer to a request is (RFC 3261 section 11:
OPTIONS asks what the other side can do, and any final answer proves that it is alive). Health says
"ok" only after such an answer.
"""

import socket
import time
from typing import Final

from engine.addresses import PROBE
from engine.identifiers import branch, call_id, tag

PATIENCE_S: Final = 0.5
_MAX_ANSWER: Final = 65535


def answers(address: tuple[str, int], patience_s: float = PATIENCE_S) -> bool:
    """Whether SIP at ``address`` answers an OPTIONS in time; blocks for at most that long."""
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    deadline = time.monotonic() + patience_s
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            if address[0].startswith("127."):
                sock.bind((PROBE, 0))
            sock.connect(address)
            host, port = sock.getsockname()[:2]
            identity = call_id()
            sock.send(_options(_shown(*address), _shown(host, port), identity))
            while (left := deadline - time.monotonic()) > 0:
                sock.settimeout(left)
                if _is_answer(sock.recv(_MAX_ANSWER), identity):
                    return True
    except OSError:  # refused, unreachable or too late
        return False
    return False


def _shown(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _options(there: str, here: str, identity: str) -> bytes:
    """The request of RFC 3261 section 11.1."""
    return (
        f"OPTIONS sip:{there} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP {here};branch={branch()};rport\r\n"
        "Max-Forwards: 70\r\n"
        f"From: <sip:health@{here}>;tag={tag()}\r\n"
        f"To: <sip:{there}>\r\n"
        f"Call-ID: {identity}\r\n"
        "CSeq: 1 OPTIONS\r\n"
        "Accept: application/sdp\r\n"
        "Content-Length: 0\r\n\r\n"
    ).encode()


def _is_answer(data: bytes, identity: str) -> bool:
    """A final answer of a server that works: not provisional, and no 5xx."""
    head = data[:12]
    return head.startswith(b"SIP/2.0 ") and head[8:9] in b"2346" and identity.encode() in data
