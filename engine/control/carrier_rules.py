"""What the account, the registration and the probes of a gateway may look like.

The part of :mod:`engine.control.gateway_rules` that is about who proves what to whom. Patterns are
named, so that the description of the interface says the same.
"""

import re
from collections.abc import Callable
from typing import Final

from engine.control.gateways import GatewayConfig
from engine.errors import Invalid

USERNAME: Final = r"^[!#-9;-\[\]-~]{0,128}$"
"""Printable ASCII; a colon would end it within a hash, quote and backslash within a header."""
CONTACT: Final = r"^[0-9A-Za-z_.+*#-]{0,64}$"
MAX_PASSWORD: Final = 128

_ROUTING_ONLY: Final = ("registers", "registrar", "contact_number", "probe_interval_s")
_NEEDED: Final = "a user name and a password are needed for that"


def check_account(config: GatewayConfig, target: Callable[[str], object]) -> None:
    """Refuse what must not be stored.

    Args:
        config: The gateway.
        target: Reads ``host:port``; raises ValueError for what is none.

    Raises:
        Invalid: names the first field that is wrong and says what it takes.
    """
    _form("username", config.username, USERNAME, 'printable characters without : " and \\, or none')
    _form("contact_number", config.contact_number, CONTACT, "digits, letters, _ . + * # -, or none")
    if config.kind == "mapping":
        for name in _ROUTING_ONLY:
            if getattr(config, name):
                raise Invalid(name, f"{name} is only of a routing gateway")
    if config.registrar:
        try:
            target(config.registrar)
        except ValueError as error:
            raise Invalid("registrar", f"must be {error}") from None
    _secret(config)


def _secret(config: GatewayConfig) -> None:
    """A name without a password proves nothing, nor does a password without a name."""
    secret, routing = config.secret, config.kind == "routing"
    if bool(config.username) != bool(secret):
        field = "username" if secret else "password"
        raise Invalid(field, "a user name and a password go together: give both, or none")
    if len(secret.password) > MAX_PASSWORD or not secret.password.isprintable():
        raise Invalid("password", f"a password is at most {MAX_PASSWORD} printable characters")
    if secret and bool(secret.password) != routing:
        raise Invalid("password", "the secret is not of the kind of this gateway; give it anew")
    if config.registers and not config.username:
        raise Invalid("registers", f"the gateway registers: {_NEEDED}")


def _form(field: str, text: str, pattern: str, form: str) -> None:
    if not re.fullmatch(pattern.strip("^$"), text):
        raise Invalid(field, f"must be {form}")
