"""Why something is changed, as a header that every change takes; kept in the audit."""

from __future__ import annotations

from urllib.parse import quote

LONGEST = 500
"""Characters that the engine takes."""


def because(reason: str) -> dict[str, str]:
    """Return the headers that carry a reason; none without one."""
    line = " ".join(reason.split())[:LONGEST]
    return {"X-Reason": quote(line, safe=" ")} if line else {}
