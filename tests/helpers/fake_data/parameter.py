"""System parameters as the interface gives them."""

from __future__ import annotations

from typing import Any

_TABLE = (
    ("SERVER_BILLING_RECORD_ILLEGAL_CALL", "boolean", 1, 0, 1, "", "billing", "4.3.5.1",
     "Record a CDR for calls from unauthorised addresses."),
    ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", "boolean", 1, 0, 1, "", "billing", "4.3.5.1",
     "Record a CDR for calls that were never connected."),
    ("SERVER_LOGIN_FAILED_DISABLE_TIME", "integer", 60, 10, 86400, "s", "security", "",
     "How long a sign-in is throttled after too many failures."),
    ("SERVER_PASSWORD_COMPLEXITY", "boolean", 1, 0, 1, "", "security", "",
     "Passwords need upper and lower case, a digit and a special character."),
    ("SERVER_PASSWORD_LENGTH", "integer", 12, 1, 64, "characters", "security", "",
     "Shortest password that is accepted."),
    ("SERVER_QUERY_CDR_MAX_DAY_INTERVAL", "integer", 31, 1, 3660, "days", "query", "",
     "Longest time range of one CDR query."),
    ("SS_ENDPOINTREGISTERRETRY", "integer", 6, 1, 100, "attempts", "softswitch", "4.3.5.2",
     ("Failed registrations in a row before an endpoint is suspended. A successful registration "
      "sets the count back to zero.")),
    ("SS_ENDPOINTREGISTERSUSPEND", "boolean", 0, 0, 1, "", "softswitch", "4.3.5.2",
     "Suspend endpoints that fail to register too often."),
    ("SS_ENDPOINTREGISTERSUSPENDTIME", "integer", 180, 60, 86400, "s", "softswitch", "4.3.5.2",
     "How long an endpoint stays suspended."),
    ("SS_ENDPOINT_EXPIRE", "integer", 3600, 60, 86400, "s", "softswitch", "",
     "Longest and usual time of a registration."),
    ("SS_ENDPOINT_REGISTER_REPLACE", "boolean", 0, 0, 1, "", "softswitch", "",
     "A new registration replaces the old one instead of joining it."),
    ("SS_REPLY_UNAUTHORIZED", "boolean", 1, 0, 1, "", "softswitch", "",
     "Answer unauthorised calls; otherwise they are dropped in silence."),
)  # fmt: skip

_RECOMMENDED = {
    "SS_ENDPOINTREGISTERRETRY": [
        {"value": 3, "text": "strict: typing errors lock people out", "advised": True},
        {"value": 5, "text": "recommended for production", "advised": True},
        {"value": 20, "text": "tolerant: never above 10", "advised": False},
    ]
}


def samples() -> list[dict[str, Any]]:
    """Return a catalogue in which one value was changed."""
    result = []
    for name, kind, value, low, high, unit, group, section, text in _TABLE:
        accepted = "0 or 1" if kind == "boolean" else f"a whole number from {low} to {high}"
        result.append(
            {
                "name": name, "value": value, "default": value, "type": kind, "minimum": low,
                "maximum": high, "unit": unit, "group": group, "section": section,
                "description": text, "recommended": _RECOMMENDED.get(name, []), "version": 0,
                "revert_at": None, "revert_to": None, "changed_by": "", "changed_at": None,
                "accepted": accepted,
            }
        )  # fmt: skip
    changed = next(item for item in result if item["name"] == "SS_ENDPOINTREGISTERSUSPEND")
    changed |= {
        "value": 1, "version": 1, "changed_by": "admin",
        "changed_at": "2026-11-22T14:02:00.000Z",
    }  # fmt: skip
    return result
