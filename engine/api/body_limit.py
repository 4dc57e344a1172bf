"""No body larger than agreed is ever held in memory, and none is waited for without end.

A declared length over the limit is refused before a byte is read; a body without a length, or
with a wrong one, is counted while it arrives. A sender that pauses too long is cut off. The
framework's own limit answers in plain text and outside our headers, hence this one.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.api.problems import render

MEGABYTE: Final = 1 << 20

PAUSE_S: Final = 10.0
"""Seconds that may pass between two pieces of a body."""

SLOWEST: Final = 16 * 1024
"""Bytes a second that a body must arrive with on average, once the first pause is used up."""


class BodyLimit:
    """ASGI middleware that bounds request bodies.

    Attributes of the construction: ``default`` bytes for every path but those of ``larger``.
    """

    def __init__(self, app: ASGIApp, *, default: int, larger: Mapping[str, int]) -> None:
        self._app = app
        self._default = default
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._default)
        detail = f"The body is larger than {limit} bytes, the most this path takes."
        if _declared(scope) > limit:
            await render(scope["path"], 413, detail)(scope, receive, send)
            return
        arrived, complete = 0, False
        loop = asyncio.get_running_loop()
        began = loop.time()

        async def counted() -> Message:
            nonlocal arrived, complete
            if complete:  # what comes now is the end of the connection, at any time
                return await receive()
            due = began + PAUSE_S + arrived / SLOWEST
            try:
                async with asyncio.timeout(min(PAUSE_S, max(0.0, due - loop.time()))):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, "The body did not arrive in time.") from None
            arrived += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if arrived > limit:
                raise HTTPException(413, detail)
            return message

        await self._app(scope, counted, send)


def _declared(scope: Scope) -> int:
    """The Content-Length, 0 when there is none that can be read."""
    text = Headers(scope=scope).get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
