"""What was locked out and blocked in the past, whoever ended it (requirements 104, 112-115)."""

from typing import Annotated, Final

from fastapi import Query, Response

from engine.api.asking import Ask
from engine.api.csv_lines import CSV_ANSWER, csv_file
from engine.api.history_csv import as_csv
from engine.api.models.history import HistoryPage, HistoryQuery, HistoryTerms
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.services import Services
from engine.api.wire import encoded, stamp_ms
from engine.errors import Invalid
from engine.store.cdr_filter import milliseconds
from engine.store.security_history import HistoryFilter, SecurityEvent

MAX_FILE_ROWS: Final = 200_000
"""Rows of one file, some 50 MB; a filter that finds more is to be narrowed."""

router = resource("/history", tag="suspensions", needs=SIGNED_IN)


@router.get(
    "",
    response_model=None,
    responses={200: {"model": HistoryPage}, **refusals(401, 422, 503)},
)
async def get_history(
    query: Annotated[HistoryQuery, Query()], services: Engine, ask: Ask
) -> Response:
    """Past lockouts and blocks, newest first."""
    rows, cursor = await ask(
        lambda: services.cdrs.security.page(_filter(query), query.limit, query.cursor)
    )
    return encoded({"items": [_item(row) for row in rows], "next_cursor": cursor})


@router.get(
    "/file",
    response_model=None,
    responses={**CSV_ANSWER, **refusals(401, 403, 422, 503)},
)
async def history_file(
    query: Annotated[HistoryTerms, Query()], services: Engine, identity: Operator, ask: Ask
) -> Response:
    """The same as a CSV file, of all pages; operators only, and audited."""
    wanted = _filter(query)
    count = await ask(lambda: services.cdrs.security.count(wanted))
    if count > MAX_FILE_ROWS:
        raise Invalid("from", f"these are {count:,} rows; narrow the time to {MAX_FILE_ROWS:,}")
    await ask(lambda: _audit(services, identity.name, identity.address, query, count))
    rows = services.cdrs.security.all(wanted, MAX_FILE_ROWS)
    return csv_file("security-history.csv", as_csv(rows))


def _audit(services: Services, actor: str, address: str, query: HistoryTerms, rows: int) -> None:
    filters = query.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    services.config.audit.append(
        actor=actor,
        address=address,
        action="history.export",
        object="history",
        after={"rows": rows, "filters": filters},
    )


def _filter(query: HistoryTerms) -> HistoryFilter:
    return HistoryFilter(
        layer=query.layer or "",
        action=query.action or "",
        value=query.value,
        address=query.address,
        by=query.by,
        rule=query.rule,
        q=query.q,
        from_ms=milliseconds(query.from_) if query.from_ else None,
        to_ms=milliseconds(query.to) if query.to else None,
    )


def _item(row: SecurityEvent) -> dict[str, object]:
    """See :class:`engine.api.models.history.HistoryEvent`."""
    until = None if row.until is None else stamp_ms(row.until)
    return {**row._asdict(), "at": stamp_ms(row.at), "since": stamp_ms(row.since), "until": until}
