"""Endpoints between the wire, the disk and the registrar.

Management sends and the switch stores an endpoint with its hashes as text; the registrar keeps
them packed, because there may be 100,000. There is no third copy in memory: what is stored is made
from what the registrar has.
"""

from collections.abc import Iterator
from typing import Final

from engine.control.messages import EndpointConfig
from engine.errors import ControlError
from engine.registrar import Endpoint, Ha1
from engine.registrar.accounts import Accounts

_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")


class StoredEndpoints:
    """Takes the endpoints of the stored configuration into the registrar at start."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def put(self, endpoints: list[EndpointConfig]) -> None:
        """Create or replace them."""
        for each in endpoints:
            self._accounts.put(endpoint_of(each))

    def delete(self, extensions: list[str]) -> None:
        """Remove them, if they are there."""
        for extension in extensions:
            self._accounts.remove(extension)

    def clear(self) -> None:
        """Remove all."""
        self._accounts.clear()


def configs_of(accounts: Accounts) -> Iterator[EndpointConfig]:
    """Every endpoint as it is stored and sent."""
    for extension in accounts:
        found = accounts.get(extension)
        if found is not None:
            yield EndpointConfig(extension, found.ha1.md5, found.ha1.sha256, found.enabled)


def endpoint_of(config: EndpointConfig) -> Endpoint:
    """``config`` as the registrar takes it.

    Raises:
        ControlError: a hash is not what its algorithm makes; the text does not repeat it.
    """
    for text, digits in ((config.ha1_md5, 32), (config.ha1_sha256, 64)):
        if len(text) != digits or not set(text) <= _HEXADECIMAL:
            raise ControlError(f"a hash of {config.extension!r} is not {digits} hex digits")
    hashes = Ha1(config.ha1_md5.lower(), config.ha1_sha256.lower())
    return Endpoint(config.extension, hashes, config.enabled)
