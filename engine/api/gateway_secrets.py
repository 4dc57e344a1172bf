"""What a password given for a gateway becomes before it is stored.

That of a mapping gateway proves its calls to us, like the password of an endpoint: it obeys the
password policy and is kept as digest hashes, which belong to its user name. That of a routing
gateway is the carrier's, who decides how strong it is and which realm it is for, so it is kept
itself. Either is encrypted at rest and never answered.
"""

from typing import Final

from engine.api.passwords import require_strong
from engine.api.problems import Refused
from engine.api.services import Services
from engine.control.carriers import NO_SECRET, GatewaySecret
from engine.control.gateways import GatewayConfig, GatewayKind
from engine.registrar.digest import ha1_pair

_AGAIN: Final = "The password belongs to the user name: give it together with another name."


def new_secret(
    services: Services, kind: GatewayKind, username: str, password: str | None
) -> GatewaySecret:
    """The secret of a gateway.

    Raises:
        Refused: 422, the password is too weak.
    """
    if password is None:
        return NO_SECRET
    if kind == "routing":
        return GatewaySecret(password)
    require_strong(services, password, username)
    return GatewaySecret("", *ha1_pair(username, services.realm, password))


def changed_secret(
    services: Services, before: GatewayConfig, username: str | None, password: str | None
) -> GatewaySecret:
    """The secret of a gateway after a change of its user name, its password or both.

    Raises:
        Refused: 422, the password is too weak, or is needed and was not given.
    """
    name = before.username if username is None else username
    if password is not None:
        return new_secret(services, before.kind, name, password)
    if not name:
        return NO_SECRET
    if before.kind == "mapping" and name != before.username and before.secret:
        raise Refused(422, _AGAIN, errors=[("password", _AGAIN)])
    return before.secret
