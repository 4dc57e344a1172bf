"""The routes of call traces of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

Item = dict[str, Any]
Answer = tuple[int, Any]
Handler = Callable[[Any], Answer]
STORY = (
    ("in", 0, "INVITE", None, 0, True), ("out", 0, "INVITE", 100, 4, False),
    ("out", 1, "INVITE", None, 20, True), ("out", 1, "INVITE", None, 520, True),
    ("in", 1, "INVITE", 503, 900, False), ("out", 1, "ACK", None, 905, False),
    ("out", 2, "INVITE", None, 920, True), ("in", 2, "INVITE", 180, 1400, False),
    ("out", 0, "INVITE", 180, 1404, False), ("in", 2, "INVITE", 200, 3000, True),
    ("out", 0, "INVITE", 200, 3004, True), ("in", 0, "ACK", None, 3050, False),
)  # fmt: skip
REASONS = {100: "Trying", 180: "Ringing", 200: "OK", 503: "Service Unavailable"}


def sample(*, running: bool = True) -> Item:
    """Return a call that failed over to a second carrier; one INVITE was sent twice."""
    names = (("1001", False), ("carrier-a", True), ("carrier-b", True))
    legs = [
        {"call_id": f"leg{place}@x", "name": name, "gateway": gateway,
         "peer": f"192.0.2.{place + 1}:5060", "transport": "udp"}
        for place, (name, gateway) in enumerate(names)
    ]  # fmt: skip
    return {
        "id": "call-1", "call_id": "leg0@x", "caller": "1001", "callee": "00441",
        "running": running, "dropped": 0, "kept_minutes": 15, "legs": legs,
        "messages": [message(number, *step) for number, step in enumerate(STORY, 1)],
    }  # fmt: skip


def message(
    number: int, direction: str, leg: int, method: str, status: int | None, ms: int, sdp: bool
) -> Item:
    """Return one message."""
    line = f"{method} sip:00441@example.org SIP/2.0"
    if status is not None:
        line = f"SIP/2.0 {status} {REASONS[status]}"
    body = "\nv=0\no=- 1 1 IN IP4 192.0.2.1\n" if sdp else ""
    return {
        "number": number, "at": f"2026-11-23T11:02:{ms // 1000:02d}.{ms % 1000:03d}Z",
        "direction": direction, "leg": leg, "from": "a", "to": "b", "transport": "udp",
        "first_line": line, "method": method, "status": status, "sdp": sdp, "bytes": 420,
        "text": f"{line}\nCall-ID: leg{leg}@x\nCSeq: 1 {method}\n{body}",
    }  # fmt: skip


def routes(traces: dict[str, Item]) -> dict[tuple[str, str], Handler]:
    """Return the routes of *traces* by their name."""

    def found(request: Any, show: Callable[[Item], Any]) -> Answer:
        trace = traces.get(unquote(request.path.split("/")[2]))
        if trace is None:
            detail = "Nothing is kept of this call: SS_SIP_TRACE_MINUTES."
            return 404, {"title": "Not Found", "status": 404, "detail": detail}
        return 200, show(trace)

    def look(request: Any) -> Answer:
        after = int(request.query.get("after", ["0"])[0])
        return found(
            request,
            lambda trace: (
                trace | {"messages": [item for item in trace["messages"] if item["number"] > after]}
            ),
        )

    return {
        ("GET", "/calls/{}/trace"): look,
        ("GET", "/calls/{}/trace.txt"): lambda request: found(request, lambda _: "the text"),
        ("GET", "/calls/{}/trace.pcap"): lambda request: found(request, lambda _: "the capture"),
    }
