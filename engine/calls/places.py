"""From what was found for a number to the places that an INVITE can be sent to."""

from collections.abc import Callable, Iterable

import msgspec

from engine.calls.call import Place
from engine.calls.messages import number_uri
from engine.calls.policy import CallPolicy
from engine.calls.targets import Target, default_port, parse_target
from engine.control.gateways import GatewayConfig
from engine.registrar.binding import Binding
from engine.sip.nat import Source

Way = Callable[[str, int, str], Source | None]
"""Address, port and transport of a peer -> what to send to, None when there is no way."""

Groups = list[tuple[Place, ...]]
"""Groups of places in the order in which they are tried, those of one group at the same time."""


def of_endpoint(
    bindings: Iterable[Binding], caller: str, callee: str, way: Way, policy: CallPolicy
) -> Groups:
    """All places where an endpoint can be reached, to ring at the same time.

    The INVITE goes where the REGISTER came from: what a phone behind a NAT writes into its Contact
    leads nowhere.
    """
    found = []
    for binding in bindings:
        port = int(binding.source.rpartition(":")[2])
        destination = way(binding.ip, port, binding.transport)
        if destination is not None:
            found.append(
                Place(
                    binding.contact,
                    destination,
                    caller,
                    callee,
                    routes=binding.path,
                    no_answer_s=policy.no_answer_s,
                )
            )
    return [tuple(found)] if found else []


def over_tls(groups: Groups) -> Groups:
    """Those places that a call to a ``sips`` URI may go to: nothing of it may be read on its way.

    A gateway is told so by the same scheme, since it is not the last hop. A phone is, and is called
    by the Contact it registered.
    """
    secured = ([_secured(place) for place in group if _is_tls(place)] for group in groups)
    return [tuple(group) for group in secured if group]


def _is_tls(place: Place) -> bool:
    return place.destination.transport == "TLS"


def _secured(place: Place) -> Place:
    if not place.gateway:
        return place
    return msgspec.structs.replace(place, uri=place.uri.replace("sip:", "sips:", 1))


def registrar_of(gateway: GatewayConfig) -> Target:
    """Where we register with a gateway.

    Raises:
        ValueError: its address cannot be read.
    """
    return parse_target(gateway.registrar or gateway.addresses[0], default_port(gateway.transport))


def domain_of(gateway: GatewayConfig) -> str:
    """The domain of the carrier that we register with, which From names; "" without one.

    Carriers look the calling number up in their own domain, and refuse (403) or withhold one that
    stands in another.
    """
    if not gateway.registers:
        return ""
    try:
        return registrar_of(gateway).domain
    except ValueError:  # what cannot be read is reported where it is configured
        return ""


def of_gateway(
    gateway: GatewayConfig,
    addresses: Iterable[tuple[str, int]],
    caller: str,
    callee: str,
    way: Way,
    policy: CallPolicy,
) -> Groups:
    """The addresses of a routing gateway, to be tried one after the other.

    Args:
        gateway: Which.
        addresses: Its addresses with their ports, names resolved.
        caller: Calling number as it is to see it.
        callee: Called number as it is to see it.
        way: How an address is reached.
        policy: The limits of the system.
    """
    groups: Groups = []
    for ip, port in addresses:
        destination = way(ip, port, gateway.transport)
        if destination is not None:
            place = Place(
                number_uri(callee, destination),
                destination,
                caller,
                callee,
                gateway.name,
                no_answer_s=gateway.no_answer_s or policy.no_answer_s,
                max_duration_s=gateway.max_duration_s,
                fixed=False,
                privacy=gateway.sip_privacy,
                asserted=gateway.sip_p_asserted_identity,
                preferred=gateway.sip_p_preferred_identity,
                domain=domain_of(gateway),
            )
            groups.append((place,))
    return groups
