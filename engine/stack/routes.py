"""Where a request inside a dialog goes: remote target and route set (RFC 3261 §12.2.1.1, §16.12).

A first route with `lr` is a loose router: the request is addressed to the remote target and sent to
the router. One without is a strict router of RFC 2543, which wants to be addressed itself and to
find the target at the end of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.sip.address import Address
from engine.sip.errors import bad_value
from engine.sip.message import Message
from engine.sip.uri import Uri

MAX_ROUTES: Final = 16
"""Routes of a dialog. Real calls pass one to four proxies, and every request repeats them all."""


def way(target: str, routes: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the Request-URI and the Route values of a request.

    Args:
        target: the remote target, as `callable_uri` gives it.
        routes: the route set, as `recorded_routes` gives it, in the order of this side.
    """
    if not routes:
        return target, ()
    first = Address.parse(routes[0], "Route").uri
    if "lr" in first.params:
        return target, tuple(routes)
    return _bare(first), (*routes[1:], f"<{target}>")


def first_hop(target: str, routes: Sequence[str]) -> Uri:
    """Return the URI of the element to send a request to (RFC 3261 §8.1.2)."""
    return Address.parse(routes[0], "Route").uri if routes else Uri.parse(target)


def target_of(message: Message) -> str | None:
    """Return the URI that the Contact of a request or answer asks to be called at.

    Raises:
        PeerError: 400 when it cannot be read or called.
    """
    contacts = message.contacts
    return callable_uri(str(contacts[0].uri)) if contacts else None


def callable_uri(text: str) -> str:
    """Return a URI as a Request-URI may be: without headers and method (RFC 3261 §19.1.1).

    Raises:
        PeerError: 400 when it is no sip or sips URI, 414 when it is too long.
    """
    uri = Uri.parse(text, "Contact")
    if not uri.is_sip:
        raise bad_value("Contact", text, "not a sip or sips URI")
    return _bare(uri)


def recorded_routes(message: Message) -> tuple[str, ...]:
    """Return the Record-Route values of a message in their order, each of them usable as a Route.

    Raises:
        PeerError: 400 when one is not, or for more than `MAX_ROUTES`.
    """
    return check_routes(message.values("record-route", MAX_ROUTES))


def check_routes(routes: Sequence[str]) -> tuple[str, ...]:
    """Return the routes.

    Raises:
        PeerError: 400 for one that is no address of a sip or sips URI.
    """
    for route in routes:
        # Without angle brackets the parameters would be read as those of the header.
        if "<" not in route or not Address.parse(route, "Record-Route").uri.is_sip:
            raise bad_value("Record-Route", route, "no name-addr of a sip or sips URI")
    return tuple(routes)


def _bare(uri: Uri) -> str:
    params = {name: value for name, value in uri.params.items() if name != "method"}
    return str(uri._replace(params=params, headers=""))
