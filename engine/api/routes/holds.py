"""Legal holds: records that nobody may remove before a date (requirement 56)."""

from typing import Any

from fastapi import Response

from engine.api.cdr_range import unbounded
from engine.api.keeping_view import hold_item
from engine.api.models.keeping import HoldItem, HoldLifted, HoldList, NewHold
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Admin, Engine, Identity, Operator
from engine.api.services import Services
from engine.errors import Invalid, StoreError
from engine.store.cdr_filter import milliseconds

router = resource("/holds", tag="retention", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_holds(services: Engine) -> HoldList:
    """All holds, also those whose time is over."""
    now = services.clock.wall()
    return HoldList(items=[hold_item(hold, now) for hold in services.cdrs.holds.all()])


@router.post(
    "",
    status_code=201,
    responses={
        201: {"headers": {"Location": {"schema": {"type": "string"}}}},
        **refusals(400, 401, 403, 409, 413, 415, 422, 503),
    },
)
def add_hold(asked: NewHold, identity: Operator, services: Engine, response: Response) -> HoldItem:
    """Keep the records of a filter from being removed."""
    now = services.clock.wall()
    until = None if asked.until is None else milliseconds(asked.until)
    if until is not None and until <= now * 1000:
        raise Invalid("until", "a hold ends in the future, or is without an end")
    filters = unbounded(asked.filters)
    hold = services.cdrs.holds.add(filters, until, asked.reason, identity.name, int(now * 1000))
    item = hold_item(hold, now)
    try:
        _audit(services, identity, "hold.add", item, after=item.model_dump(), reason=asked.reason)
    except StoreError:
        services.cdrs.holds.lift(hold.id)  # refused means that nothing is held
        raise
    response.headers["Location"] = f"/api/v1/holds/{hold.id}"
    return item


@router.delete("/{hold_id}", responses=refusals(401, 403, 404, 422, 503))
def lift_hold(hold_id: str, identity: Admin, services: Engine) -> HoldLifted:
    """Let retention have the records again; only an admin may."""
    now = services.clock.wall()
    found = next((hold for hold in services.cdrs.holds.all() if hold.id == hold_id), None)
    if found is not None:  # written down before it is done: a hold never goes unseen
        item = hold_item(found, now)
        _audit(services, identity, "hold.lift", item, before=item.model_dump())
    lifted = services.cdrs.holds.lift(hold_id)
    return HoldLifted(lifted=hold_item(lifted, now))


def _audit(
    services: Services, identity: Identity, action: str, item: HoldItem, **states: Any
) -> None:
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action=action,
        object=f"hold:{item.id}",
        **states,
    )
