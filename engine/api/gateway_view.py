"""A gateway as the interface shows it: what is stored, joined with what the switch sees.

Plain dictionaries, because lists of them are encoded as they are.
"""

from typing import Any, NamedTuple

import msgspec

from engine.api.models.gateways import GatewayChange, NewGateway
from engine.api.services import Services
from engine.api.wire import stamp_or_none
from engine.control.gateways import GatewayConfig, GatewayLive
from engine.errors import ControlError

Item = dict[str, Any]
_TIMES = ("quarantined_until", "last_failure_at")


class Seen(NamedTuple):
    """What the switch says of some gateways, or why it says nothing."""

    live: dict[str, GatewayLive]
    degraded: str | None


def look(services: Services, names: list[str]) -> Seen:
    """Ask the switch for the figures of these gateways."""
    try:
        found = services.switch.gateways_live(names) if names else []
    except ControlError as error:
        return Seen({}, f"The softswitch cannot be asked: {error.detail}")
    return Seen({live.name: live for live in found}, None)


def gateway_item(config: GatewayConfig, seen: Seen) -> Item:
    """One gateway, see :class:`engine.api.models.gateways.GatewayItem`."""
    item: Item = msgspec.to_builtins(config)
    live = seen.live.get(config.name)
    return {**item, "live": None if live is None else _live(live)}


def config_of(asked: NewGateway) -> GatewayConfig:
    """The gateway that was asked for."""
    return msgspec.convert(asked.model_dump(exclude={"reason"}), GatewayConfig)


def changes_of(asked: GatewayChange) -> dict[str, Any]:
    """The fields that were given, as the store takes them."""
    given = asked.model_dump(exclude={"reason"}, exclude_none=True)
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}


def _live(live: GatewayLive) -> Item:
    item: Item = msgspec.to_builtins(live)
    del item["name"]
    return {**item, **{name: stamp_or_none(item[name]) for name in _TIMES}}
