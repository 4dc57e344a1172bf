"""Sign-ins that are refused after too many wrong passwords: seen, and let in again.

Only an operator who is signed in sees or opens them; whoever is shut out himself asks another one,
or waits.
"""

from typing import Any, Final

from fastapi import Request

from engine.api.block_requests import note
from engine.api.models.throttles import ThrottleItem, ThrottlePage
from engine.api.problems import refusals
from engine.api.routes.session import SignIns
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.throttle import Closed
from engine.api.wire import stamp
from engine.errors import NotFound

MOST: Final = 1_000
_GONE: Final = "Nobody's sign-in is refused under this id; it may be open again meanwhile."
router = resource("/throttles", tag="blacklist", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_throttles(request: Request, services: Engine) -> ThrottlePage:
    """Whose sign-ins are refused now, the latest first."""
    sign_ins: SignIns = request.app.state.sign_ins
    found, now = sign_ins.closed(), services.clock.wall()
    items = [ThrottleItem(**throttle_item(each, now)) for each in found[:MOST]]
    return ThrottlePage(items=items, next_cursor=None, total=len(found))


@router.delete("/{throttle_id}", responses=refusals(401, 403, 404, 422, 503))
def open_throttle(
    throttle_id: str, request: Request, identity: Operator, services: Engine
) -> ThrottleItem:
    """Let somebody sign in again at once: his failures are forgotten; 404 when he may already."""
    sign_ins: SignIns = request.app.state.sign_ins
    found = next((each for each in sign_ins.closed() if each.id == throttle_id), None)
    if found is None or not sign_ins.open(found):
        raise NotFound(_GONE)
    item = throttle_item(found, services.clock.wall())
    note(services, identity, "throttle.open", f"throttle:{found.network}", item, None, "")
    return ThrottleItem(**item)


def throttle_item(closed: Closed, now: float) -> dict[str, Any]:
    """One of them, see :class:`engine.api.models.throttles.ThrottleItem`."""
    return {
        "id": closed.id,
        "name": closed.name or None,
        "address": closed.network,
        "failures": closed.failures,
        "since": stamp(closed.since),
        "until": stamp(closed.until),
        "remaining_s": round(max(closed.until - now, 0.0), 3),
    }
