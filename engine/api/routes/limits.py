"""Sources of which more comes than is handled: seen, and let begin anew (requirement 136).

Nobody on this list is banned: what is within the limit passes. An entry ends by itself half a
minute after the last refusal.
"""

from typing import Annotated, Any, Final

import msgspec
from fastapi import Query, Response

from engine.api.block_requests import note
from engine.api.models.limits import LimitedItem, LimitsPage, LimitsQuery
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.wire import encoded, read_cursor, stamp, write_cursor
from engine.control.limits import LimitedInfo
from engine.errors import NotFound

_GONE: Final = (
    "There is no entry of this id among the limited sources; it may have ended meanwhile."
)
router = resource("/limits", tag="blacklist", needs=SIGNED_IN)


@router.get(
    "", response_model=None, responses={200: {"model": LimitsPage}, **refusals(401, 422, 503)}
)
def get_limits(query: Annotated[LimitsQuery, Query()], services: Engine) -> Response:
    """Who is over a rate limit now, the newest first."""
    found = services.switch.limits(read_cursor(query.cursor), query.limit + 1, q=query.q)
    page = found[: query.limit]
    cursor = write_cursor(page[-1].id) if len(found) > query.limit else None
    return encoded({"items": [limited_item(info) for info in page], "next_cursor": cursor})


@router.delete("/{entry_id}", responses=refusals(401, 403, 404, 422, 503))
def lift_limit(entry_id: str, identity: Operator, services: Engine) -> LimitedItem:
    """Let a source begin anew, as if it had asked for nothing yet; 404 when it is not limited."""
    info = services.switch.lift(entry_id)
    if info is None:
        raise NotFound(_GONE)
    item, named = limited_item(info), f"limit:{info.value}"
    note(services, identity, "limit.lift", named, item, None, "")
    return LimitedItem(**item)


def limited_item(info: LimitedInfo) -> dict[str, Any]:
    """One entry, see :class:`engine.api.models.limits.LimitedItem`."""
    return {**msgspec.to_builtins(info), "since": stamp(info.since), "last": stamp(info.last)}
