"""Why something is changed: sent with every request of a piece of work, and kept in the audit.

Work runs from its beginning to its end in one thread, so the reason is a matter of that thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

HEADER = "X-Reason"
LONGEST = 500
"""Characters that the engine keeps."""

_OF_THREAD = threading.local()
_READS = ("GET", "HEAD")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give this reason, as one line, for what is changed within; an empty one is none."""
    before = getattr(_OF_THREAD, "reason", "")
    _OF_THREAD.reason = " ".join(reason.split())[:LONGEST]
    try:
        yield
    finally:
        _OF_THREAD.reason = before


def reasoned(reason: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return the work, done for this reason whichever thread does it."""

    def done_for_it(*given: Any) -> Any:
        with because(reason):
            return work(*given)

    return done_for_it


def reason_headers(method: str) -> dict[str, str]:
    """Return the header of a request that is sent now; headers are ASCII, reasons are not."""
    reason = getattr(_OF_THREAD, "reason", "")
    if not reason or method.upper() in _READS:
        return {}
    return {HEADER: quote(reason, safe=" ,.:;/?!()[]@=+-_")}
