"""Endpoints: read by all, added, changed and removed by operators (requirements 108-116).

Every change is stored first, then told to the switch, then answered; see
:mod:`engine.api.changes`. Passwords are reduced to their digest hashes here and go no further.
"""

from typing import Annotated, Any, Final

from fastapi import Query, Response

from engine.api.changes import Outcome, push
from engine.api.endpoint_listing import count_endpoints, list_endpoints
from engine.api.endpoint_view import endpoint_item, look
from engine.api.models.endpoints import (
    EndpointChange,
    EndpointChanged,
    EndpointDeleted,
    EndpointDetail,
    EndpointPage,
    EndpointQuery,
    NewEndpoint,
)
from engine.api.passwords import require_strong
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.services import Services
from engine.api.wire import encoded
from engine.control.messages import EndpointConfig
from engine.registrar.digest import ha1_pair
from engine.store.rows import EndpointRow
from engine.store.rows import NewEndpoint as StoredEndpoint

router = resource("/endpoints", tag="endpoints", needs=SIGNED_IN)
_LOCATION: Final[dict[int | str, dict[str, Any]]] = {
    201: {"headers": {"Location": {"schema": {"type": "string"}}}}
}


@router.get(
    "",
    response_model=None,
    responses={200: {"model": EndpointPage}, **refusals(401, 422, 503)},
)
def get_endpoints(query: Annotated[EndpointQuery, Query()], services: Engine) -> Response:
    """A page of endpoints by extension, with counts over all of them.

    While the softswitch cannot be asked, a list without ``status`` has ``stale`` true and no
    status in its rows; a list by status is refused with 503.
    """
    listing = list_endpoints(services, query)
    return encoded(
        {
            "items": listing.items,
            "next_cursor": listing.next_cursor,
            "counts": count_endpoints(services),
            "stale": listing.degraded is not None,
            "degraded": listing.degraded,
        }
    )


@router.post(
    "",
    status_code=201,
    responses={**_LOCATION, **refusals(400, 401, 403, 409, 413, 415, 422, 503)},
)
def create_endpoint(
    asked: NewEndpoint, identity: Operator, services: Engine, response: Response
) -> EndpointChanged:
    """Add an endpoint; a weak password is refused while the password policy is on."""
    score = require_strong(services, asked.password, asked.extension, asked.display_name)
    hashes = ha1_pair(asked.extension, services.realm, asked.password)
    new = StoredEndpoint(asked.extension, *hashes, asked.display_name, asked.enabled, score)
    with services.changes:
        row = services.config.endpoints.create(
            new, actor=identity.name, address=identity.address, reason=asked.reason
        )
        outcome = put(services, row)
    response.headers["Location"] = f"/api/v1/endpoints/{row.extension}"
    return _changed(services, row, outcome, "created")


@router.get("/{extension}", responses=refusals(401, 404, 422, 503))
def get_endpoint(extension: str, services: Engine) -> EndpointDetail:
    """One endpoint with its registrations and lockout."""
    row = services.config.endpoints.get(extension)
    seen = look(services, [extension])
    item = endpoint_item(row, seen)
    return EndpointDetail(**item, stale=seen.degraded is not None, degraded=seen.degraded)


@router.patch("/{extension}", responses=refusals(400, 401, 403, 404, 413, 415, 422, 503))
def update_endpoint(
    extension: str, asked: EndpointChange, identity: Operator, services: Engine
) -> EndpointChanged:
    """Change an endpoint; disabling it ends its registrations."""
    if (asked.password, asked.display_name, asked.enabled) == (None, None, None):
        detail = "At least one of password, display_name and enabled is needed."
        raise Refused(422, detail, errors=[("", detail)])
    hashes = score = None
    if asked.password is not None:
        score = require_strong(services, asked.password, extension, asked.display_name or "")
        hashes = ha1_pair(extension, services.realm, asked.password)
    with services.changes:
        row = services.config.endpoints.update(
            extension,
            display_name=asked.display_name,
            enabled=asked.enabled,
            ha1=hashes,
            password_score=score,
            actor=identity.name,
            address=identity.address,
            reason=asked.reason,
        )
        outcome = put(services, row)
    return _changed(services, row, outcome, "updated")


@router.delete("/{extension}", responses=refusals(401, 403, 404, 422, 503))
def delete_endpoint(extension: str, identity: Operator, services: Engine) -> EndpointDeleted:
    """Remove an endpoint and its registrations."""
    with services.changes:
        services.config.endpoints.delete(extension, actor=identity.name, address=identity.address)
        outcome = push(
            services, lambda version: services.switch.delete_endpoints(version, [extension])
        )
    services.events.publish("endpoint", [{"extension": extension, "action": "deleted"}])
    return EndpointDeleted(extension=extension, **outcome._asdict())


def put(services: Services, *rows: EndpointRow) -> Outcome:
    """Tell the switch of endpoints that were just stored."""
    configs = [
        EndpointConfig(row.extension, row.ha1_md5, row.ha1_sha256, row.enabled) for row in rows
    ]
    return push(services, lambda version: services.switch.put_endpoints(version, configs))


def _changed(
    services: Services, row: EndpointRow, outcome: Outcome, action: str
) -> EndpointChanged:
    services.events.publish("endpoint", [{"extension": row.extension, "action": action}])
    item = endpoint_item(row, look(services, [row.extension]))
    return EndpointChanged(**item, **outcome._asdict())
