"""The flood guard. It is set up by parameters; here is what it does."""

from engine.api.flood_view import flood_item
from engine.api.models.flood import FloodItem
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine

router = resource("/flood-guard", tag="system", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_flood_guard(services: Engine) -> FloodItem:
    """Where it stands and whether records are off; changes come as `flood` events."""
    return flood_item(services.flood.picture())
