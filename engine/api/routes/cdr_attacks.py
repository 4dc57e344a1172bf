"""The reading of attacks (requirements 54, 61, 112-115): recurring sources and what they do."""

from typing import Annotated

from fastapi import Query, Response

from engine.api.asking import Ask
from engine.api.attack_view import reading_item
from engine.api.cdr_range import bounds, to_filter
from engine.api.cdr_view import missing_items
from engine.api.models.attacks import CdrAttackQuery, CdrAttacks
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.api.wire import encoded

router = resource("/cdrs/attacks", tag="cdrs", needs=SIGNED_IN)


@router.get(
    "", response_model=None, responses={200: {"model": CdrAttacks}, **refusals(401, 422, 503)}
)
async def get_attacks(
    query: Annotated[CdrAttackQuery, Query()], services: Engine, ask: Ask
) -> Response:
    """Sources with the most attempts, their rhythm, targets, and patterns by name."""

    def look() -> Response:
        filters = to_filter(services, query)
        reading = services.cdrs.attacks(
            filters, by=query.by, limit=query.limit, timezone=query.timezone
        )
        item = reading_item(reading, bounds(filters), query.by, query.timezone)
        return encoded(item | {"missing": missing_items(services.cdrs.records.missing(filters))})

    return await ask(look)
