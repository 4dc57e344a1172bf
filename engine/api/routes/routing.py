"""Routing analysis: where a call would go, asked by anybody who may read.

Only the switch knows who is registered, which gateway is full and which is in quarantine, so
nothing of this can be answered while it is away. Nothing is changed and nobody is called.
"""

from typing import Annotated

import msgspec
from fastapi import Query

from engine.api.models.routing import RouteAnswer, RouteQuery
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.errors import NotFound

router = resource("/routing", tag="gateways", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 404, 422, 503))
def analyse_routing(query: Annotated[RouteQuery, Query()], services: Engine) -> RouteAnswer:
    """What would become of a call: its numbers, and the endpoint or the gateways it goes to."""
    gateway = query.gateway or ""
    if gateway and services.config.gateways.get(gateway).kind != "mapping":
        raise NotFound(f"{gateway} is a routing gateway: calls go to it, and come from none.")
    found = services.switch.route(query.caller, query.callee, gateway)
    return RouteAnswer.model_validate(msgspec.to_builtins(found))
