"""Who sends a request, and whether that role may do it.

The bearer token is opaque and looked up in the store at every request, so signing out, disabling
an operator or changing a password ends access at once. Roles are ordered: an auditor reads, an
operator also acts on endpoints, lockouts and exports, an admin also changes parameters and
operators (requirement 22). Commands on this machine use a token of their own, which is not in the
store and counts from loopback addresses only.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from typing import Annotated, Final, cast

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from engine.api.problems import CHALLENGE, Refused
from engine.api.routing import template
from engine.api.services import Services
from engine.store.rows import Role

LOCAL: Final = "local"
"""Actor of commands on this machine."""
_RANKS: Final[dict[Role, int]] = {"auditor": 0, "operator": 1, "admin": 2}
_MAX_TOKEN: Final = 256
bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    bearerFormat="opaque",
    description="The token that `POST /api/v1/session` answered.",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """The sender of a request.

    Attributes:
        name: operator, or "local".
        role: what he may do.
        address: where the request came from.
        expires_at: epoch seconds at which the session ends; None for the local token.
        token: what he sent.
    """

    name: str
    role: Role
    address: str
    expires_at: float | None
    token: str = field(repr=False)


def services_of(request: Request) -> Services:
    """The services the application was made with."""
    return cast("Services", request.app.state.services)


def address_of(request: Request) -> str:
    """The sender's address without port; "" over a Unix socket."""
    host = request.client.host if request.client else ""
    try:
        parsed = ip_address(host)
    except ValueError:
        return host
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return str(mapped or parsed)


def asked(request: Request) -> str:
    """What was asked for: the method and the template of the path."""
    return f"{request.method} {template(request.scope.get('route'))}"


def is_loopback(address: str) -> bool:
    """Whether the sender is on this machine."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == ""


def identify(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Identity:
    """The sender of the request.

    Raises:
        Refused: 401, without a valid token.
    """
    services, address = services_of(request), address_of(request)
    if credentials is None:
        services.refusals.note("token", address, what=asked(request))
        raise Refused(401, "Sign in first: a bearer token is needed.", headers=CHALLENGE)
    found = lookup(services, credentials.credentials, address)
    if found is None:
        services.refusals.note("token", address, what=asked(request))
        raise Refused(
            401,
            "The token is not valid any more; sign in again.",
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        )
    return found


def lookup(services: Services, token: str, address: str) -> Identity | None:
    """Whose token it is; None when it is nobody's, or over."""
    if not token.isascii() or len(token) > _MAX_TOKEN:
        return None
    local = services.local_token
    if local and hmac.compare_digest(local, token):
        return Identity(LOCAL, "admin", address, None, token) if is_loopback(address) else None
    session = services.config.sessions.get(token, services.clock.wall())
    if session is None:
        return None
    return Identity(session.operator, session.role, address, session.expires_at, token)


def at_least(role: Role) -> Callable[..., Identity]:
    """A dependency that lets ``role`` and every higher one through."""

    def check(request: Request, identity: Annotated[Identity, Depends(identify)]) -> Identity:
        if _RANKS[identity.role] < _RANKS[role]:
            refusals = services_of(request).refusals
            refusals.note("role", identity.address, identity.name, asked(request))
            raise Refused(403, f"This needs the role {role}; you are signed in as {identity.role}.")
        return identity

    return check


SIGNED_IN: Final = Depends(identify)
"""For a whole router: nobody gets in without a token; asked before anything else is read."""
OPERATOR: Final = Depends(at_least("operator"))
ADMIN: Final = Depends(at_least("admin"))
Reader = Annotated[Identity, SIGNED_IN]
Operator = Annotated[Identity, OPERATOR]
Admin = Annotated[Identity, ADMIN]
Engine = Annotated[Services, Depends(services_of)]
