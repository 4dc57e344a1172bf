"""Live events as a stream (server-sent events).

A stream lives as long as its session: the token is looked at again every :data:`HEARTBEAT_S`
seconds, so signing out or disabling an operator ends it. When a parameter changes it is looked at
right away, and so is the address: who is not served any more hears nothing after that. Events that
happened before the stream began are not repeated; whoever reconnects fetches the lists again.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Final

from anyio.to_thread import run_sync
from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from engine.api.http_gate import HttpGate, gate_of
from engine.api.hub import Message
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import Engine, Identity, Reader, lookup
from engine.api.services import Services
from engine.errors import Conflict

HEARTBEAT_S: Final = 15.0
EVENT_STREAM: Final = "text/event-stream"
_BEGIN: Final = b"retry: 2000\n: connected\n\n"
_HEARTBEAT: Final = b": still here\n\n"
_EXAMPLE: Final = (
    "event: suspension\n"
    'data: {"items":[{"action":"suspended","extension":"1001","known":true}]}\n\n'
)
router = resource(tag="system")


async def _heartbeat_s(request: Request) -> float:
    """Seconds between two signs of life."""
    return float(request.app.state.heartbeat_s)


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {EVENT_STREAM: {"schema": {"type": "string"}, "example": _EXAMPLE}},
            "description": "Events `parameter`, `endpoint`, `gateway`, `suspension`, `call`, "
            "`module`, `alarm`, `cdr`, `view`, `rates` and `resync`, each with one JSON object "
            '`{"items": [...]}`.',
        },
        **refusals(401, 503),
    },
)
async def get_events(
    identity: Reader,
    services: Engine,
    pause: Annotated[float, Depends(_heartbeat_s)],
    gate: Annotated[HttpGate, Depends(gate_of)],
) -> StreamingResponse:
    """Everything that happens, as it happens; a comment every 15 s while nothing does."""
    if services.events.full:
        raise Refused(503, "No more event streams can be opened; close another one first.")
    return StreamingResponse(
        _stream(services, identity, pause, gate),
        media_type=EVENT_STREAM,
        headers={"X-Accel-Buffering": "no"},
    )


async def _stream(
    services: Services, identity: Identity, pause: float, gate: HttpGate
) -> AsyncIterator[bytes]:
    """The bytes of a stream until its session or the hub ends."""
    looked_at = services.clock.now()
    try:
        with services.events.subscribe() as subscription:
            yield _BEGIN
            async for message in subscription.messages(pause):
                told = message is not None and message.name == "parameter"
                if told or services.clock.now() - looked_at >= pause:
                    looked_at = services.clock.now()
                    if not await run_sync(_signed_in, services, identity, gate):
                        return
                yield _HEARTBEAT if message is None else frame(message)
    except Conflict:
        return  # the last free place was taken while this stream was beginning


def frame(message: Message) -> bytes:
    """One event in the format of the stream; its JSON has no line ends."""
    return b"event: %b\ndata: %b\n\n" % (message.name.encode(), message.data)


def _signed_in(services: Services, identity: Identity, gate: HttpGate) -> bool:
    gate.refresh()
    if not gate.open_to(identity.address):
        return False
    return lookup(services, identity.token, identity.address) is not None
