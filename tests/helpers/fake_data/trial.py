"""Test calls as the interface gives them, look by look."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.helpers.fake_data import cdr

ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
Item = dict[str, Any]


def story(hold_s: int, number: int, *, kept_out: bool) -> list[Item]:
    """Return what is seen of a call, from its beginning to its record or the lack of it."""
    names = ["sent", "ringing", *(["answered"] if hold_s else []), "hanging_up", "ended"]
    looks = [_look(hold_s, number, names[: place + 1]) for place in range(len(names))]
    last = looks[-1]
    if kept_out and not hold_s:
        why = {
            "gate": "zero_hold_time", "parameter": ZERO, "value": 0, "counted": 1,
            "minute": last["started_at"], "text": f"There is no record because {ZERO} is 0.",
        }  # fmt: skip
        return [*looks, last | {"state": "done", "why_no_record": why}]
    return [*looks, last | {"state": "done", "record": _record(last, hold_s)}]


def _look(hold_s: int, number: int, names: list[str]) -> Item:
    states = {"sent": "calling", "ringing": "ringing", "ended": "recording"}
    now = _now()
    return {
        "id": f"0192-test-{number}", "hold_s": hold_s, "by": "admin", "call_id": f"test{number}",
        "state": states.get(names[-1], "talking"), "started_at": now,
        "steps": [{"at": now, "name": name, "text": f"step {name}", "values": {}}
                  for name in names],
        "record": None, "why_no_record": None, "problem": "", "problem_text": "",
    }  # fmt: skip


def _record(look: Item, hold_s: int) -> Item:
    sample = cdr.samples(1)[0]
    flow = int(datetime.now(UTC).timestamp() * 1000)
    return sample | {
        "id": f"record-of-{look['id']}", "flow_no": flow, "caller": "test-call", "callee": "echo",
        "account": "(test-call)", "call_id": look["call_id"], "hold_time_s": hold_s,
        "billing_mode": 0, "start": look["started_at"], "stop": look["started_at"],
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
