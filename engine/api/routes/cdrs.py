"""Call records: pages, single records, figures and charts (requirements 28, 51-55).

All take the same filters; see :mod:`engine.api.models.cdr_filters`. Pages are by keyset: records
that come in while somebody reads do not move what he has not read yet.
"""

from dataclasses import replace
from typing import Annotated, Final

from fastapi import Query, Response

from engine.api.asking import Ask
from engine.api.cdr_range import bounds, fitting_bucket, seconds, to_filter
from engine.api.cdr_view import (
    cdr_item,
    missing_items,
    series_item,
    summary_item,
    top_item,
    vocabulary,
)
from engine.api.models.cdr_filters import CdrFilters, CdrListQuery, CdrSeriesQuery, CdrTopQuery
from engine.api.models.cdrs import (
    CdrItem,
    CdrPage,
    CdrSeriesItem,
    CdrSummaryItem,
    CdrTop,
    Vocabulary,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.api.services import Services
from engine.api.wire import encoded
from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter

MAX_BUCKETS: Final = 50_000
_DAY: Final = 86_400
router = resource("/cdrs", tag="cdrs", needs=SIGNED_IN)


@router.get("", response_model=None, responses={200: {"model": CdrPage}, **refusals(401, 422, 503)})
async def get_cdrs(query: Annotated[CdrListQuery, Query()], services: Engine, ask: Ask) -> Response:
    """A page of records, newest first unless asked for otherwise.

    ``sort`` is refused (422) for results that are too large to be sorted by anything but time.
    """

    def look() -> Response:
        filters = to_filter(services, query)
        if filters.flow_max is None:
            filters = replace(filters, flow_max=services.cdrs.greatest_flow(filters))
        rows, cursor = services.cdrs.page(
            filters,
            limit=query.limit,
            cursor=query.cursor or None,
            offset=query.offset,
            oldest=query.order == "oldest",
            by="" if query.sort == "start" else query.sort,
        )
        answer = {
            "items": [cdr_item(row) for row in rows],
            "next_cursor": cursor,
            "flow_max": filters.flow_max,
        }
        return encoded(answer | _missing(services, filters))

    return await ask(look)


@router.get(
    "/summary",
    response_model=None,
    responses={200: {"model": CdrSummaryItem}, **refusals(401, 422, 503)},
)
async def get_summary(
    query: Annotated[CdrFilters, Query()], services: Engine, ask: Ask
) -> Response:
    """Figures over everything that matches, and what was not recorded meanwhile."""

    def look() -> Response:
        filters = to_filter(services, query)
        kept_out = services.cdrs.aggregates(filters, _DAY)
        figures = services.cdrs.summary(filters)
        lacking = services.cdrs.records.missing(filters)
        return encoded(summary_item(bounds(filters), figures, kept_out, lacking))

    return await ask(look)


@router.get(
    "/series",
    response_model=None,
    responses={200: {"model": CdrSeriesItem}, **refusals(401, 422, 503)},
)
async def get_series(
    query: Annotated[CdrSeriesQuery, Query()], services: Engine, ask: Ask
) -> Response:
    """Records by time and billing mode, and what was not recorded meanwhile."""

    def look() -> Response:
        filters = to_filter(services, query)
        width = query.bucket or fitting_bucket(seconds(services, filters))
        least = seconds(services, filters) / MAX_BUCKETS
        if width < least:
            detail = f"this range needs buckets of at least {least:.0f} s"
            raise Invalid("bucket", detail)
        points = services.cdrs.series(filters, width)
        kept_out = services.cdrs.aggregates(filters, width)
        item = series_item(width, bounds(filters), points, kept_out)
        return encoded(item | _missing(services, filters))

    return await ask(look)


@router.get(
    "/top", response_model=None, responses={200: {"model": CdrTop}, **refusals(401, 422, 503)}
)
async def get_top(query: Annotated[CdrTopQuery, Query()], services: Engine, ask: Ask) -> Response:
    """The values with the most records, over exactly the records of the filter."""

    def look() -> Response:
        filters = to_filter(services, query)
        rows = services.cdrs.top(
            filters, query.by, query.limit, digits=query.digits, timezone=query.timezone
        )
        return encoded(top_item(query.by, bounds(filters), rows) | _missing(services, filters))

    return await ask(look)


@router.get("/vocabulary", responses=refusals(401, 503))
def get_vocabulary() -> Vocabulary:
    """What the codes of a record mean, in English and Chinese."""
    return vocabulary()


@router.get(
    "/{record_id}",
    response_model=None,
    responses={200: {"model": CdrItem}, **refusals(401, 404, 422, 503)},
)
async def get_cdr(record_id: str, services: Engine, ask: Ask) -> Response:
    """One record."""
    return await ask(lambda: encoded(cdr_item(services.cdrs.get(record_id))))


def _missing(services: Services, filters: CdrFilter) -> dict[str, object]:
    """What an answer lacks because a file of the archive is damaged."""
    return {"missing": missing_items(services.cdrs.records.missing(filters))}
