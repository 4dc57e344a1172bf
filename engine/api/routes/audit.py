"""The audit: who changed or undid what, with the states before and after, and its chain."""

import threading
from typing import Annotated

from fastapi import Query, Response

from engine.api.models.system import AuditItem, AuditPage, AuditQuery, ChainQuery, ChainState
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.api.wire import encoded, read_number, stamp, write_cursor
from engine.errors import Conflict
from engine.store.audit_chain import ChainReport, Head
from engine.store.rows import AuditFilter, AuditRow

_checking = threading.Lock()
router = resource(tag="system", needs=SIGNED_IN)


@router.get(
    "/audit",
    response_model=None,
    responses={200: {"model": AuditPage}, **refusals(401, 422, 503)},
)
def get_audit(query: Annotated[AuditQuery, Query()], services: Engine) -> Response:
    """A page of the audit, newest first."""
    filters = AuditFilter(
        actor=query.actor,
        action=query.action,
        object=query.object,
        since=query.from_.timestamp() if query.from_ else None,
        until=query.to.timestamp() if query.to else None,
    )
    rows = services.config.audit.page(
        limit=query.limit + 1, before_id=read_number(query.cursor), filters=filters
    )
    page = rows[: query.limit]
    cursor = write_cursor(str(page[-1].id)) if len(rows) > query.limit else None
    items = [_item(row).model_dump() for row in page]
    return encoded({"items": items, "next_cursor": cursor})


@router.get("/audit/check", responses=refusals(401, 409, 422, 503))
def check_audit(query: Annotated[ChainQuery, Query()], services: Engine) -> ChainState:
    """Go through the chain of the audit; some seconds for a million entries, one at a time."""
    number, _, chain = query.head.partition(":")
    if not _checking.acquire(blocking=False):
        raise Conflict("the audit is being checked for somebody else; try again in some seconds")
    try:
        known = Head(int(number), chain) if query.head else None
        return state_of(services.config.audit.verify(known))
    finally:
        _checking.release()


def state_of(report: ChainReport) -> ChainState:
    """A check as it is shown."""
    return ChainState(
        sound=report.sound,
        rows=report.rows,
        first_bad=report.first_bad,
        detail=report.detail,
        removed=report.removed,
        removed_upto=report.removed_upto,
        head=f"{report.head.id}:{report.head.chain}" if report.head.id else "",
    )


def _item(row: AuditRow) -> AuditItem:
    return AuditItem(
        id=row.id,
        at=stamp(row.at),
        actor=row.actor,
        address=row.address,
        action=row.action,
        object=row.object,
        before=row.before,
        after=row.after,
        reason=row.reason,
    )
