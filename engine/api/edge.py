"""The outermost layer of every request: who it was, how long it took, and no loose ends.

A request gets an identifier (the sender's, if it is harmless), which is in the answer and in the
log. Every answer carries headers that keep browsers from guessing, framing or keeping it. An error
that nobody caught becomes a problem document here and its trace goes to the log only; an error
page of the framework that is not a problem document is replaced by one.
"""

import re
from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.api.problems import MEDIA_TYPE, TITLES, render
from engine.api.routing import template
from engine.api.stats import HttpStats
from engine.identifiers import tag
from engine.logs import get_logger, safe

REQUEST_ID: Final = "X-Request-ID"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_GIVEN_ID: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_KEPT: Final = ("allow", "content-range", "retry-after", "www-authenticate")
_log = get_logger(__name__)


class Edge:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, *, stats: HttpStats, now: Callable[[], float]) -> None:
        self._app = app
        self._stats = stats
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, receive, send)
        began = self._now()
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:
            _log.error(
                "a request failed",
                request_id=answer.request_id,
                method=safe(scope["method"]),
                path=safe(scope["path"]),
                exc_info=error,
            )
            if answer.status:
                raise  # too late for another answer: the server must cut the connection
            await answer.problem(500, "This is a fault of the engine; its log has the trace.")
        finally:
            self._stats.observe(scope["method"], _route(scope), answer.status, self._now() - began)


class _Answer:
    """The answer of one request on its way out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.request_id = _request_id(scope)
        self.status = 0
        self._scope = scope
        self._receive = receive
        self._send = send
        self._replaced = False

    async def send(self, message: Message) -> None:
        """Pass a message on, completed; foreign error pages are replaced."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            status = message["status"]
            if status >= 400 and headers.get("content-type") != MEDIA_TYPE:
                self._replaced = True
                kept = {name: headers[name] for name in _KEPT if name in headers}
                await self.problem(status, TITLES.get(status, "Error"), kept)
                return
            self.status = status
            headers.update({**HEADERS, REQUEST_ID: self.request_id})
        if not self._replaced:
            await self._send(message)

    async def problem(
        self, status: int, detail: str, headers: dict[str, str] | None = None
    ) -> None:
        """Answer with a problem document."""
        self.status = status
        own = {**HEADERS, **(headers or {}), REQUEST_ID: self.request_id}
        response = render(self._scope["path"], status, detail, headers=own)
        await response(self._scope, self._receive, self._send)


def _request_id(scope: Scope) -> str:
    given = dict(scope["headers"]).get(b"x-request-id", b"")
    return given.decode() if _GIVEN_ID.fullmatch(given) else tag()


def _route(scope: Scope) -> str:
    """The template of the path, so that figures do not multiply with what strangers send."""
    return template(scope.get("route")) or "unknown"
