"""Running calls: looked at by all, hung up by operators.

They live in the switch, so nothing of this can be answered while it is away.
"""

from typing import Annotated

from fastapi import Query, Response

from engine.api.call_view import call_item
from engine.api.models.calls import CallItem, CallPage, CallQuery, HangUp
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Operator
from engine.api.services import Services
from engine.api.wire import encoded, read_cursor, write_cursor
from engine.control.gateways import CallInfo
from engine.errors import NotFound, StoreError

_GONE = "There is no running call of this id; it may have ended meanwhile."
router = resource("/calls", tag="calls", needs=SIGNED_IN)


@router.get(
    "",
    response_model=None,
    responses={200: {"model": CallPage}, **refusals(401, 422, 503)},
)
def get_calls(query: Annotated[CallQuery, Query()], services: Engine) -> Response:
    """A page of running calls, the oldest first."""
    found = services.switch.calls(
        read_cursor(query.cursor),
        query.limit + 1,
        q=query.q,
        gateway=query.gateway,
        state=query.state,
    )
    page, now = found[: query.limit], services.clock.wall()
    cursor = write_cursor(page[-1].id) if len(found) > query.limit else None
    return encoded({"items": [call_item(info, now) for info in page], "next_cursor": cursor})


@router.get("/{call_id}", responses=refusals(401, 404, 422, 503))
def get_call(call_id: str, services: Engine) -> CallItem:
    """One running call; 404 when it is over."""
    return CallItem(**call_item(_running(services, call_id), services.clock.wall()))


@router.delete("/{call_id}", responses=refusals(401, 403, 404, 422, 503))
def hang_up(
    call_id: str, query: Annotated[HangUp, Query()], identity: Operator, services: Engine
) -> CallItem:
    """End a running call on both sides; answers what it was, 404 when it was over already."""
    info = _running(services, call_id)
    if not services.switch.hang_up(call_id, identity.name):
        raise NotFound(_GONE)
    _audit(services, identity, info, query.reason)
    return CallItem(**call_item(info, services.clock.wall()))


def _running(services: Services, call_id: str) -> CallInfo:
    info = services.switch.call(call_id)
    if info is None:
        raise NotFound(_GONE)
    return info


def _audit(services: Services, identity: Identity, info: CallInfo, reason: str) -> None:
    """Write down what was ended; it stays ended when that cannot be done."""
    try:
        services.config.audit.append(
            actor=identity.name,
            address=identity.address,
            action="call.hang_up",
            object=f"call:{info.id}",
            before=call_item(info, services.clock.wall()),
            reason=reason,
        )
    except StoreError as error:
        raise StoreError(
            "The call was hung up, but that is missing in the audit, because the configuration "
            "store cannot be written; see the health of the engine."
        ) from error
