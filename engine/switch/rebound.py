"""Where a peer is reached whose connection has gone: by the one it registered over since.

A phone has several bindings when its user has several devices, and a BYE is for the one that has
the call. That is the binding with the Contact that the device gave when the call began; else the
only one there is; else the one that was renewed last of those from the address it had. A gateway is
no endpoint: it is connected to where its Contact says, unless the connection was ours, which opens
again by itself (:mod:`engine.switch.tcp_out`).
"""

from collections.abc import Iterable
from typing import Final

from engine.addresses import is_address
from engine.calls.call import Leg
from engine.registrar.binding import Binding
from engine.registrar.locations import Locations
from engine.sip.errors import PeerError
from engine.sip.nat import DEFAULT_PORT, Source
from engine.sip.uri import Uri
from engine.switch.reach import Reach

_ALL: Final = 0.0
"""A moment at which no binding has ended: what counts is that its connection stands."""


class Rebound:
    """The connections of the process, for calls (:class:`engine.calls.flows.Flows`).

    Args:
        locations: Where phones are registered.
        reach: The ways out.
    """

    def __init__(self, locations: Locations, reach: Reach) -> None:
        self._locations = locations
        self._reach = reach

    def stands(self, source: Source) -> bool:
        """Whether the connection is there; one of ours is opened again when it is needed."""
        opener = self._reach.opener
        if not source.reliable or self._reach.tcp is None:
            return True
        if self._reach.tcp.stands(source):
            return True
        return opener is not None and opener.ours(source.flow)

    def newer(self, leg: Leg) -> Source | None:
        """Where the peer of ``leg`` is now."""
        if not leg.fixed:
            return self._gateway(leg)
        ways = [
            (binding, way)
            for binding in (self._locations.live(leg.aor, _ALL) if leg.aor else ())
            if (way := self._way(binding, leg)) is not None
        ]
        chosen = _same_device(leg, [binding for binding, _ in ways])
        return next((way for binding, way in ways if binding is chosen), None)

    def _way(self, binding: Binding, leg: Leg) -> Source | None:
        if leg.secure and binding.transport != "TLS":
            return None
        port = int(binding.source.rpartition(":")[2])
        return self._reach.to(binding.ip, port, binding.transport)

    def _gateway(self, leg: Leg) -> Source | None:
        """Over TCP to its Contact; nobody could tell whom a certificate would have to be for."""
        if leg.dialog is None or leg.heard.transport != "TCP":
            return None
        hop = leg.dialog.next_hop()
        if not is_address(hop.host):
            return None
        return self._reach.open(hop.host, hop.port or DEFAULT_PORT, "TCP")


def _same_device(leg: Leg, bindings: Iterable[Binding]) -> Binding | None:
    """The binding of the device that has the call."""
    found = list(bindings)
    target = "" if leg.dialog is None else _plain(leg.dialog.remote_target)
    same = [each for each in found if _plain(each.contact) == target]
    if not same:
        same = found if len(found) == 1 else [each for each in found if each.ip == leg.heard.ip]
    return max(same, key=lambda each: each.registered_at, default=None)


def _plain(uri: str) -> tuple[str, str, int | None]:
    """What of a contact names a device."""
    try:
        parsed = Uri.parse(uri)
    except PeerError:
        return uri, "", None
    return parsed.user, parsed.host, parsed.port
