"""SIP messages as bytes, for tests: a correct one, with what the test is about changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.sip import Request, Response, Source, stamp

Value = str | Sequence[str] | None

PHONE = Source("192.0.2.10", 5062)
STREAM = Source("192.0.2.10", 40_000, "TCP", 1)


def message(
    start: str,
    headers: Mapping[str, Value] | None = None,
    body: bytes = b"",
    **changes: Value,
) -> bytes:
    """Write any message.

    Args:
        start: start line.
        headers: by full name; a list gives several lines, None leaves the header out.
        body: its length becomes Content-Length unless the headers say otherwise.
        changes: as `headers`, `_` for `-`, for names in the usual spelling, e.g. `Call_ID`.
    """
    fields: dict[str, Value] = {"Content-Length": str(len(body))}
    for given in (headers or {}, changes):
        fields |= {name.replace("_", "-"): value for name, value in given.items()}
    lines = [start]
    for name, value in fields.items():
        values = [value] if isinstance(value, str) else value or []
        lines += [f"{name}: {one}" for one in values]
    return "\r\n".join([*lines, "", ""]).encode() + body


def request(
    method: str = "OPTIONS",
    uri: str = "sip:switch.example.com",
    headers: Mapping[str, Value] | None = None,
    *,
    body: bytes = b"",
    version: str = "SIP/2.0",
    **changes: Value,
) -> bytes:
    """Write a request that is correct but for the changes, given either way."""
    fields: dict[str, Value] = {
        "Via": "SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKone",
        "Max-Forwards": "70",
        "From": "<sip:1001@example.com>;tag=from1",
        "To": "<sip:1001@example.com>",
        "Call-ID": "call1@192.0.2.10",
        "CSeq": f"1 {method}",
    }
    for given in (headers or {}, changes):
        fields |= {name.replace("_", "-"): value for name, value in given.items()}
    return message(f"{method} {uri} {version}", fields, body)


def register(
    extension: str = "1001",
    *,
    contact: str | None = "<sip:1001@192.0.2.10:5062>",
    cseq: int = 1,
    **changes: Value,
) -> bytes:
    """Write a REGISTER of an extension."""
    address = f"<sip:{extension}@example.com>"
    fields: dict[str, Value] = {
        "From": f"{address};tag=from1",
        "To": address,
        "CSeq": f"{cseq} REGISTER",
        "Contact": contact,
    }
    return request("REGISTER", "sip:example.com", {**fields, **changes})


def response(status: int = 200, reason: str = "OK", **changes: Value) -> bytes:
    """Write a response that is correct but for the changes."""
    fields: dict[str, Value] = {
        "Via": "SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKone",
        "From": "<sip:1001@example.com>;tag=from1",
        "To": "<sip:1001@example.com>;tag=to1",
        "Call-ID": "call1@192.0.2.10",
        "CSeq": "1 OPTIONS",
    }
    return message(f"SIP/2.0 {status} {reason}", {**fields, **changes})


def received(data: bytes, source: Source = PHONE) -> Request:
    """Parse a request and stamp it as if it came from `source`."""
    parsed = Request.parse(data)
    stamp(parsed, source.ip, source.port)
    return parsed


def answer(data: bytes) -> Response:
    """Parse an answer of ours."""
    return Response.parse(data)
