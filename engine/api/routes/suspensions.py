"""Lockouts: who is suspended now, who was, and taking it back (requirements 104, 117-118).

Extensions that do not exist are here like the others (``known`` false): they show an attack. The
running lockouts live in the switch, so nothing of this can be answered while it is away.
"""

from typing import Annotated, Final

from fastapi import Query, Response

from engine.api.endpoint_view import suspension_item
from engine.api.models.endpoints import (
    ClearedItem,
    ClearRequest,
    Removed,
    SuspensionEventItem,
    SuspensionHistory,
    SuspensionHistoryQuery,
    SuspensionPage,
    SuspensionQuery,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Operator
from engine.api.services import Services
from engine.api.wire import encoded, read_cursor, stamp_ms, write_cursor
from engine.errors import NotFound, StoreError
from engine.logs import safe
from engine.store.cdr_filter import milliseconds
from engine.store.cdr_rows import SuspensionRow

_MAX_NAMED: Final = 1_000
"""Extensions that one audit entry names; the count is always whole."""
router = resource("/suspensions", tag="suspensions", needs=SIGNED_IN)


@router.get(
    "",
    response_model=None,
    responses={200: {"model": SuspensionPage}, **refusals(401, 422, 503)},
)
def get_suspensions(query: Annotated[SuspensionQuery, Query()], services: Engine) -> Response:
    """Running lockouts by extension, unknown extensions included."""
    found = services.switch.suspensions(
        read_cursor(query.cursor), query.limit + 1, known=query.known, q=query.q
    )
    page = found[: query.limit]
    cursor = write_cursor(page[-1].extension) if len(found) > query.limit else None
    return encoded({"items": [suspension_item(info) for info in page], "next_cursor": cursor})


@router.post("/clear", responses=refusals(400, 401, 403, 413, 415, 422, 503))
def clear_suspensions(asked: ClearRequest, identity: Operator, services: Engine) -> Removed:
    """Take back lockouts and set the failure counters to 0; answers what was removed."""
    wanted = list(dict.fromkeys(asked.extensions))
    return _clear(services, identity, wanted, asked.reason)


@router.get(
    "/history",
    response_model=None,
    responses={200: {"model": SuspensionHistory}, **refusals(401, 422, 503)},
)
def suspension_history(
    query: Annotated[SuspensionHistoryQuery, Query()], services: Engine
) -> Response:
    """What happened to lockouts, newest first."""
    rows, cursor = services.cdrs.suspension_history(
        from_ms=milliseconds(query.from_) if query.from_ else None,
        to_ms=milliseconds(query.to) if query.to else None,
        extension=query.extension or None,
        limit=query.limit,
        cursor=query.cursor or None,
    )
    return encoded({"items": [_event(row) for row in rows], "next_cursor": cursor})


@router.delete("/{extension:path}", responses=refusals(401, 403, 404, 422, 503))
def clear_suspension(extension: str, identity: Operator, services: Engine) -> Removed:
    """Take back one lockout; 404 when there is neither a lockout nor a counted failure."""
    removed = _clear(services, identity, [extension], "")
    if not removed.removed:
        raise NotFound(f"Nothing is held against the extension '{safe(extension, 80)}'.")
    return removed


def _clear(services: Services, identity: Identity, extensions: list[str], reason: str) -> Removed:
    cleared = services.switch.clear(extensions, identity.name)
    items = [
        ClearedItem(
            extension=one.extension,
            known=one.known,
            failures=one.failures,
            was_suspended=one.was_suspended,
        )
        for one in cleared
    ]
    if items:
        _audit(services, identity, items, reason)
    return Removed(removed=items)


def _audit(services: Services, identity: Identity, items: list[ClearedItem], reason: str) -> None:
    """Write down what was cleared; it stays cleared when that cannot be done."""
    try:
        services.config.audit.append(
            actor=identity.name,
            address=identity.address,
            action="suspension.clear",
            object=f"suspension:{items[0].extension}" if len(items) == 1 else "suspensions",
            before={
                "count": len(items),
                "cleared": [item.model_dump() for item in items[:_MAX_NAMED]],
            },
            reason=reason,
        )
    except StoreError as error:
        raise StoreError(
            "The lockouts were taken back, but that is missing in the audit, because the "
            "configuration store cannot be written; see the health of the engine."
        ) from error


def _event(row: SuspensionRow) -> dict[str, object]:
    event = SuspensionEventItem(
        **row._asdict()
        | {"at": stamp_ms(row.at), "since": stamp_ms(row.since), "until": stamp_ms(row.until)}
    )
    return event.model_dump()
