"""Call records: pages, single records, figures and charts (requirements 28, 51-55).

All take the same filters; see :mod:`engine.api.models.cdr_filters`. Pages are by keyset: records
that come in while somebody reads do not move what he has not read yet.
"""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from engine.api.cdr_range import bounds, seconds, to_filter
from engine.api.cdr_view import cdr_item, series_item, summary_item, top_item, vocabulary
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
from engine.api.security import SIGNED_IN, Engine
from engine.api.wire import encoded
from engine.errors import Invalid

MAX_BUCKETS: Final = 50_000
_DAY: Final = 86_400
router = APIRouter(prefix="/cdrs", tags=["cdrs"], dependencies=[SIGNED_IN])


@router.get("", response_model=None, responses={200: {"model": CdrPage}, **refusals(401, 422, 503)})
def get_cdrs(query: Annotated[CdrListQuery, Query()], services: Engine) -> Response:
    """A page of records, newest first."""
    rows, cursor = services.cdrs.page(
        to_filter(services, query), limit=query.limit, cursor=query.cursor or None
    )
    return encoded({"items": [cdr_item(row) for row in rows], "next_cursor": cursor})


@router.get(
    "/summary",
    response_model=None,
    responses={200: {"model": CdrSummaryItem}, **refusals(401, 422, 503)},
)
def get_summary(query: Annotated[CdrFilters, Query()], services: Engine) -> Response:
    """Figures over everything that matches, and what was not recorded meanwhile."""
    filters = to_filter(services, query)
    kept_out = services.cdrs.aggregates(filters, _DAY)
    return encoded(summary_item(bounds(filters), services.cdrs.summary(filters), kept_out))


@router.get(
    "/series",
    response_model=None,
    responses={200: {"model": CdrSeriesItem}, **refusals(401, 422, 503)},
)
def get_series(query: Annotated[CdrSeriesQuery, Query()], services: Engine) -> Response:
    """Records by time and billing mode, and what was not recorded meanwhile."""
    filters = to_filter(services, query)
    least = seconds(services, filters) / MAX_BUCKETS
    if query.bucket < least:
        detail = f"this range needs buckets of at least {least:.0f} s"
        raise Invalid("bucket", detail)
    points = services.cdrs.series(filters, query.bucket)
    kept_out = services.cdrs.aggregates(filters, query.bucket)
    return encoded(series_item(query.bucket, bounds(filters), points, kept_out))


@router.get(
    "/top", response_model=None, responses={200: {"model": CdrTop}, **refusals(401, 422, 503)}
)
def get_top(query: Annotated[CdrTopQuery, Query()], services: Engine) -> Response:
    """The values with the most records, over exactly the records of the filter."""
    filters = to_filter(services, query)
    rows = services.cdrs.top(
        filters, query.by, query.limit, digits=query.digits, timezone=query.timezone
    )
    return encoded(top_item(query.by, bounds(filters), rows))


@router.get("/vocabulary", responses=refusals(401, 503))
def get_vocabulary() -> Vocabulary:
    """What the codes of a record mean, in English and Chinese."""
    return vocabulary()


@router.get(
    "/{record_id}",
    response_model=None,
    responses={200: {"model": CdrItem}, **refusals(401, 404, 422, 503)},
)
def get_cdr(record_id: str, services: Engine) -> Response:
    """One record."""
    return encoded(cdr_item(services.cdrs.get(record_id)))
