"""A gateway as the interface shows it: what is stored, joined with what the switch sees.

Plain dictionaries, because lists of them are encoded as they are.
"""

from typing import Any, NamedTuple

import msgspec

from engine.api.gateway_secrets import changed_secret, new_secret
from engine.api.models.gateways import GatewayChange, NewGateway
from engine.api.services import Services
from engine.api.wire import stamp_or_none
from engine.control.carriers import shown
from engine.control.gateways import GatewayConfig, GatewayLive
from engine.errors import ControlError

Item = dict[str, Any]
_TIMES = ("quarantined_until", "last_failure_at")
_PART_TIMES = ("since", "expires_at", "next_try_at")


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
    item: Item = shown(config)
    live = seen.live.get(config.name)
    return {**item, "live": None if live is None else _live(live)}


def config_of(asked: NewGateway, services: Services) -> GatewayConfig:
    """The gateway that was asked for.

    Raises:
        Refused: its password is too weak.
    """
    secret = new_secret(services, asked.kind, asked.username, asked.password)
    fields = asked.model_dump(exclude={"reason", "password"})
    return msgspec.convert({**fields, "secret": secret}, GatewayConfig)


def changes_of(asked: GatewayChange, services: Services, name: str) -> dict[str, Any]:
    """The fields that were given, as the store takes them; nothing when none was.

    Raises:
        NotFound: there is no gateway of that name.
        Refused: its password is too weak, or is needed and was not given.
    """
    given = asked.model_dump(exclude={"reason", "password"}, exclude_none=True)
    changes = {field: tuple(v) if isinstance(v, list) else v for field, v in given.items()}
    if asked.password is None and asked.username is None:
        return changes
    before = services.config.gateways.get(name)
    return {**changes, "secret": changed_secret(services, before, asked.username, asked.password)}


def _live(live: GatewayLive) -> Item:
    item: Item = msgspec.to_builtins(live)
    del item["name"]
    for part in ("registration", "probe"):
        times = (name for name in _PART_TIMES if name in item[part])
        item[part] |= {name: stamp_or_none(item[part][name]) for name in times}
    return {**item, **{name: stamp_or_none(item[name]) for name in _TIMES}}
