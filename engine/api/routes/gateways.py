"""Gateways: read by all, added, changed and removed by admins.

They decide who may call without a password and where money goes, as parameters do. Every change is
stored first, then told to the switch, then answered; see :mod:`engine.api.changes`.
"""

from typing import Annotated, Any, Final

from fastapi import Query, Response

from engine.api.changes import Outcome, push
from engine.api.gateway_view import changes_of, config_of, gateway_item, look
from engine.api.models.gateways import (
    NOTHING_ASKED,
    GatewayChange,
    GatewayChanged,
    GatewayDeleted,
    GatewayDetail,
    GatewayPage,
    GatewayQuery,
    GatewayRemoval,
    NewGateway,
)
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Admin, Engine
from engine.api.services import Services
from engine.api.wire import encoded, read_cursor, write_cursor
from engine.control.gateways import GatewayConfig

router = resource("/gateways", tag="gateways", needs=SIGNED_IN)
_LOCATION: Final[dict[int | str, dict[str, Any]]] = {
    201: {"headers": {"Location": {"schema": {"type": "string"}}}}
}


@router.get(
    "",
    response_model=None,
    responses={200: {"model": GatewayPage}, **refusals(401, 422, 503)},
)
def get_gateways(query: Annotated[GatewayQuery, Query()], services: Engine) -> Response:
    """A page of gateways by name; without live figures while the softswitch cannot be asked."""
    found = services.config.gateways.page(
        kind=query.kind,
        enabled=query.enabled,
        q=query.q,
        after=read_cursor(query.cursor),
        limit=query.limit + 1,
    )
    page = found[: query.limit]
    seen = look(services, [config.name for config in page])
    return encoded(
        {
            "items": [gateway_item(config, seen) for config in page],
            "next_cursor": write_cursor(page[-1].name) if len(found) > query.limit else None,
            "stale": seen.degraded is not None,
            "degraded": seen.degraded,
        }
    )


@router.post(
    "",
    status_code=201,
    responses={**_LOCATION, **refusals(400, 401, 403, 409, 413, 415, 422, 503)},
)
def create_gateway(
    asked: NewGateway, identity: Admin, services: Engine, response: Response
) -> GatewayChanged:
    """Add a gateway; two enabled mapping gateways cannot have the same address."""
    wanted = config_of(asked, services)
    with services.changes:
        config = services.config.gateways.add(
            wanted, actor=identity.name, address=identity.address, reason=asked.reason
        )
        outcome = _put(services, config)
    response.headers["Location"] = f"/api/v1/gateways/{config.name}"
    return _changed(services, config, outcome, "created")


@router.get("/{name}", responses=refusals(401, 404, 422, 503))
def get_gateway(name: str, services: Engine) -> GatewayDetail:
    """One gateway with its live figures."""
    config = services.config.gateways.get(name)
    seen = look(services, [name])
    item = gateway_item(config, seen)
    return GatewayDetail(**item, stale=seen.degraded is not None, degraded=seen.degraded)


@router.patch("/{name}", responses=refusals(400, 401, 403, 404, 409, 413, 415, 422, 503))
def update_gateway(
    name: str, asked: GatewayChange, identity: Admin, services: Engine
) -> GatewayChanged:
    """Change a gateway; the very next call obeys, running calls go on."""
    with services.changes:
        changes = changes_of(asked, services, name)
        if not changes:
            raise Refused(422, NOTHING_ASKED, errors=[("", NOTHING_ASKED)])
        config = services.config.gateways.update(
            name, changes, actor=identity.name, address=identity.address, reason=asked.reason
        )
        outcome = _put(services, config)
    return _changed(services, config, outcome, "updated")


@router.delete("/{name}", responses=refusals(401, 403, 404, 422, 503))
def delete_gateway(
    name: str, query: Annotated[GatewayRemoval, Query()], identity: Admin, services: Engine
) -> GatewayDeleted:
    """Remove a gateway; its running calls go on."""
    with services.changes:
        services.config.gateways.delete(
            name, actor=identity.name, address=identity.address, reason=query.reason
        )
        outcome = push(services, lambda version: services.switch.delete_gateways(version, [name]))
    services.events.publish("gateway", [{"name": name, "action": "deleted"}])
    return GatewayDeleted(name=name, **outcome._asdict())


def _put(services: Services, config: GatewayConfig) -> Outcome:
    """Tell the switch of a gateway that was just stored."""
    return push(services, lambda version: services.switch.put_gateways(version, [config]))


def _changed(
    services: Services, config: GatewayConfig, outcome: Outcome, action: str
) -> GatewayChanged:
    services.events.publish("gateway", [{"name": config.name, "action": action}])
    item = gateway_item(config, look(services, [config.name]))
    return GatewayChanged(**item, **outcome._asdict())
