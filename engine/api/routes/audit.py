"""The audit: who changed or undid what, with the states before and after."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from engine.api.models.system import AuditItem, AuditPage, AuditQuery
from engine.api.problems import refusals
from engine.api.security import SIGNED_IN, Engine
from engine.api.wire import encoded, read_number, stamp, write_cursor
from engine.store.rows import AuditFilter, AuditRow

router = APIRouter(tags=["system"], dependencies=[SIGNED_IN])


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
