"""Seals of the call records: whether they are still what was written."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Query, Response

from engine.api.asking import Ask
from engine.api.keeping_view import report_item
from engine.api.models.keeping import SealRange, SealReport, SealState
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.api.wire import encoded
from engine.errors import Invalid
from engine.store.seal_heads import audited_heads
from engine.store.seal_sums import DAY_MS

router = resource("/seals", tag="retention", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_seals(services: Engine) -> SealState:
    """The chain as it stands."""
    links, head = services.cdrs.seals.head()
    return SealState(links=links, head=head)


@router.get(
    "/check",
    response_model=None,
    responses={200: {"model": SealReport}, **refusals(401, 422, 503)},
)
async def check_seals(query: Annotated[SealRange, Query()], services: Engine, ask: Ask) -> Response:
    """Sum up the records of every day again; some seconds for each million of them."""
    first = _day("first_day", query.first_day)
    last = _day("last_day", query.last_day)

    def look() -> Response:
        heads = audited_heads(services.config.audit)
        return encoded(report_item(services.cdrs.verify(first, last, heads)))

    return await ask(look)


def _day(field: str, text: str | None) -> int | None:
    """A day, counted from 1970."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    except ValueError:
        raise Invalid(field, f"{text!a} is no day") from None
    return int(moment.timestamp() * 1000) // DAY_MS
