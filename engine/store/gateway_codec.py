"""A gateway as columns: lists as JSON, its secret as one ciphertext that belongs to its name.

The secret is bound to the name of the gateway, so that swapping two rows of the file does not swap
two passwords. Nothing of it reaches the audit but that it was changed.
"""

import json
from typing import Any, Final

import msgspec
from sqlalchemy import RowMapping

from engine.control.carriers import NO_SECRET, GatewaySecret, shown
from engine.control.gateways import GatewayConfig
from engine.errors import StoreError, SwitchwardenError
from engine.secretfile import Cipher

_LISTS: Final = ("addresses", "prefixes", "caller_rewrite", "callee_rewrite")


def columns(cipher: Cipher, config: GatewayConfig) -> dict[str, Any]:
    """The stored columns."""
    values: dict[str, Any] = msgspec.structs.asdict(config)
    secret = values.pop("secret")
    values["sealed"] = _seal(cipher, config.name, secret) if secret else b""
    return {**values, **{name: json.dumps(values[name]) for name in _LISTS}}


def config_of(cipher: Cipher, stored: RowMapping) -> GatewayConfig:
    """A gateway from its stored columns.

    Raises:
        StoreError: the key file is not the one its secret was sealed with.
    """
    values = {**stored, **{name: tuple(json.loads(stored[name])) for name in _LISTS}}
    sealed = values.pop("sealed")
    values["secret"] = _unseal(cipher, stored["name"], sealed) if sealed else NO_SECRET
    return GatewayConfig(**values)


def states(before: GatewayConfig, after: GatewayConfig) -> tuple[Any, Any]:
    """What the audit keeps of a change."""
    changed = {"password": "changed"} if before.secret != after.secret else {}
    return shown(before), shown(after) | changed


def _seal(cipher: Cipher, name: str, secret: GatewaySecret) -> bytes:
    return cipher.encrypt(msgspec.msgpack.encode(secret), _purpose(name))


def _unseal(cipher: Cipher, name: str, sealed: bytes) -> GatewaySecret:
    try:
        return msgspec.msgpack.decode(cipher.decrypt(sealed, _purpose(name)), type=GatewaySecret)
    except SwitchwardenError as error:
        raise StoreError(error.detail) from error


def _purpose(name: str) -> bytes:
    return f"gateway:{name}".encode()
