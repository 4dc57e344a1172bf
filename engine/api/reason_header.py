"""Why somebody changes something: the header ``X-Reason`` of every request that may change a thing.

Headers are ASCII, so everything else in a reason is percent-encoded UTF-8. A route whose body or
query has a ``reason`` prefers that one. It is put into the audit with the change, as part of its
chain, and is read again with ``GET /api/v1/audit``.
"""

from typing import Any, Final
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

from engine.api.problems import refusals, render
from engine.store.reasons import given

REASON: Final = "X-Reason"
MAX_REASON: Final = 500
"""Characters, as in a body."""

MAX_ENCODED: Final = 12 * MAX_REASON
"""Every character may take four bytes of UTF-8, each of them three characters."""

_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_WRONG: Final = (
    f"The header {REASON} must be one line of at most {MAX_REASON} characters, those that are not "
    "ASCII percent-encoded as UTF-8."
)
_DESCRIBED: Final[dict[str, Any]] = {
    "name": REASON,
    "in": "header",
    "required": False,
    "description": "Why; kept in the audit. Other characters than ASCII are percent-encoded UTF-8.",
    "schema": {"type": "string", "maxLength": MAX_ENCODED, "pattern": "^[ -~]*$"},
}


class GivenReason:
    """ASGI middleware: what is done within a request is done for its reason."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; 422 for a reason that cannot be read."""
        if scope["type"] != "http" or scope["method"] in _READS:
            await self._app(scope, receive, send)
            return
        try:
            reason = read_reason(dict(scope["headers"]).get(b"x-reason", b""))
        except ValueError:
            answer = render(scope["path"], 422, _WRONG, [(REASON, _WRONG)])
            await answer(scope, receive, send)
            return
        with given(reason):
            await self._app(scope, receive, send)


def read_reason(header: bytes) -> str:
    """The reason in a header.

    Raises:
        ValueError: it is too long, no UTF-8, or holds control characters.
    """
    if len(header) > MAX_ENCODED or not header.isascii():
        raise ValueError("too long or not ASCII")
    reason = unquote_to_bytes(header).decode().strip()
    if len(reason) > MAX_REASON or not reason.isprintable():
        raise ValueError("too long or not printable")
    return reason


def describe_reason(paths: dict[str, Any]) -> None:
    """Add the header to every operation of a description that may change something."""
    for path in paths.values():
        for method, operation in path.items():
            if method.upper() not in _READS:
                operation.setdefault("parameters", []).append(_DESCRIBED)
                operation["responses"].setdefault("422", refusals(422)[422])
