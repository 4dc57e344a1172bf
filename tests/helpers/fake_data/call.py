"""Running calls as the interface gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

STATES = ("answered", "answered", "answered", "ringing", "connecting")
CODECS = ("PCMA", "PCMU", "G729", "opus")


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make(number: int, **changes: Any) -> dict[str, Any]:
    """Return one call; every second one comes from a gateway, the others from extensions."""
    state = STATES[number % len(STATES)]
    start = datetime.now(UTC) - timedelta(seconds=3 + 11 * number)
    answer = start + timedelta(seconds=2) if state == "answered" else None
    gateway = number % 2 == 0
    extension = str(1001 + number % 40)
    connecting = state == "connecting"
    call = {
        "id": f"0199-{number:08d}", "caller": f"8801711{number:06d}" if gateway else extension,
        "callee": f"0044190{number:07d}", "caller_ip": f"198.51.100.{number % 200}",
        "callee_ip": "" if connecting else "192.0.2.10",
        "caller_gateway": "acme-pbx" if gateway else "",
        "callee_gateway": "" if connecting else ("carrier-a", "carrier-b")[number % 3 == 0],
        "account": "" if gateway else extension, "state": state, "start": _stamp(start),
        "answer": _stamp(answer) if answer else None,
        "duration_s": (datetime.now(UTC) - (answer or start)).total_seconds(),
        "codec": CODECS[number % len(CODECS)] if answer else "",
        "call_id": f"call-{number}@198.51.100.1", "relayed": number % 7 == 0,
    }  # fmt: skip
    return call | changes


def samples(count: int) -> list[dict[str, Any]]:
    """Return *count* running calls, the newest first."""
    return [make(number) for number in range(count)]
