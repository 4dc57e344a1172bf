"""The audit: who changed or undid what, with the states before and after, and its chain."""

from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from engine.api.asking import Ask
from engine.api.audit_checks import AuditChecks
from engine.api.audit_csv import as_csv
from engine.api.csv_lines import CSV_ANSWER, csv_file
from engine.api.models.audit import (
    AuditCheckItem,
    AuditChoicesItem,
    AuditItem,
    AuditPage,
    AuditQuery,
    AuditTerms,
    ChainQuery,
    ChainState,
    Verified,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator, Reader
from engine.api.services import Services
from engine.api.wire import encoded, read_number, stamp, stamp_or_none, write_cursor
from engine.errors import Invalid
from engine.store.audit_chain import ChainReport, Head
from engine.store.rows import AuditFilter, AuditRow

MAX_FILE_ROWS: Final = 200_000
"""Rows of one file, some 100 MB; a filter that finds more is to be narrowed."""

router = resource("/audit", tag="system", needs=SIGNED_IN)


@router.get(
    "",
    response_model=None,
    responses={200: {"model": AuditPage}, **refusals(401, 422, 503)},
)
async def get_audit(query: Annotated[AuditQuery, Query()], services: Engine, ask: Ask) -> Response:
    """A page of the audit, newest first."""
    before, filters = read_number(query.cursor), _filter(query)
    rows = await ask(
        lambda: services.config.audit.page(limit=query.limit + 1, before_id=before, filters=filters)
    )
    page = rows[: query.limit]
    cursor = write_cursor(str(page[-1].id)) if len(rows) > query.limit else None
    items = [_item(row).model_dump() for row in page]
    return encoded({"items": items, "next_cursor": cursor})


@router.get("/choices", responses=refusals(401, 503))
async def get_audit_choices(services: Engine, ask: Ask) -> AuditChoicesItem:
    """What a filter of the audit can choose from."""
    found = await ask(services.config.audit.choices)
    lists = list(found.actors), list(found.actions), list(found.kinds)
    return AuditChoicesItem(actors=lists[0], actions=lists[1], kinds=lists[2])


@router.get(
    "/file",
    response_model=None,
    responses={**CSV_ANSWER, **refusals(401, 403, 422, 503)},
)
async def audit_file(
    query: Annotated[AuditTerms, Query()], services: Engine, identity: Operator, ask: Ask
) -> Response:
    """The same as a CSV file, of all pages; operators only, and audited."""
    wanted = _filter(query)
    count = await ask(lambda: services.config.audit.count(wanted))
    if count > MAX_FILE_ROWS:
        raise Invalid("from", f"these are {count:,} rows; narrow the time to {MAX_FILE_ROWS:,}")
    await ask(lambda: _audit(services, identity.name, identity.address, query, count))
    rows = services.config.audit.all(wanted, MAX_FILE_ROWS)
    return csv_file("audit.csv", as_csv(rows))


@router.get("/verification", responses=refusals(401, 503))
def get_verification(request: Request, services: Engine) -> AuditCheckItem:
    """How verifying the chain stands, and what the latest verification found."""
    return _standing(request.app.state.audit_checks, services)


@router.post("/verification", status_code=202, responses=refusals(401, 409, 422, 503))
def verify_audit(
    query: Annotated[ChainQuery, Query()], request: Request, identity: Reader, services: Engine
) -> AuditCheckItem:
    """Verify the chain in the background, unless that is at work already; audited when over.

    With a `head` that was noted before it is a verification of its own: 409 while another runs.
    """
    checks: AuditChecks = request.app.state.audit_checks
    checks.begin(identity.name, identity.address, Head.read(query.head))
    return _standing(checks, services)


def state_of(report: ChainReport) -> ChainState:
    """A check as it is shown."""
    return ChainState(
        sound=report.sound,
        rows=report.rows,
        first_bad=report.first_bad,
        detail=report.detail,
        removed=report.removed,
        removed_upto=report.removed_upto,
        head=report.head.text,
    )


def _standing(checks: AuditChecks, services: Services) -> AuditCheckItem:
    now, last = checks.now(), checks.last()
    return AuditCheckItem(
        state="running" if now.on else "idle",
        rows=now.rows,
        expected=now.expected,
        error=now.error,
        last=_verified(last, services) if last else None,
    )


def _verified(fact: dict[str, Any], services: Services) -> Verified:
    """A finished verification; its place of the chain is looked up among the rows of now."""
    number = (Head.read(str(fact["head"])) or Head()).id
    rows = services.config.audit.after(number - 1, 1) if number else []
    found = rows[0].at if rows and rows[0].id == number else None
    newer = max(0, services.config.audit.head().id - number)
    return Verified(
        **{name: fact[name] for name in ChainState.model_fields},
        at=stamp(fact["at"]),
        by=str(fact["by"]),
        head_at=stamp_or_none(found),
        newer=newer,
    )


def _audit(services: Services, actor: str, address: str, query: AuditTerms, rows: int) -> None:
    filters = query.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    services.config.audit.append(
        actor=actor,
        address=address,
        action="audit.export",
        object="audit",
        after={"rows": rows, "filters": filters},
    )


def _filter(query: AuditTerms) -> AuditFilter:
    return AuditFilter(
        actor=query.actor,
        action=query.action,
        object=query.object,
        since=query.from_.timestamp() if query.from_ else None,
        until=query.to.timestamp() if query.to else None,
        q=query.q,
        number=query.number,
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
