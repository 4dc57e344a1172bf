"""Who exists, with the hashes that prove a password.

100,000 endpoints have their hashes in memory, so both of one endpoint are a single run of 48 bytes
(:func:`engine.registrar.digest.pack`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from engine.registrar.digest import Ha1, pack, unpack


class Endpoint(NamedTuple):
    """What the registrar must know of an endpoint.

    Attributes:
        extension: The user part of its address of record.
        ha1: Its hashes.
        enabled: A disabled endpoint is answered like one that does not exist.
    """

    extension: str
    ha1: Ha1
    enabled: bool = True


class Accounts:
    """All endpoints by extension."""

    __slots__ = ("_disabled", "_secrets")

    def __init__(self) -> None:
        self._secrets: dict[str, bytes] = {}
        self._disabled: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"Accounts({len(self)} endpoints)"

    def __len__(self) -> int:
        return len(self._secrets) + len(self._disabled)

    def __contains__(self, extension: object) -> bool:
        """Whether an endpoint of that name is configured, enabled or not."""
        return extension in self._secrets or extension in self._disabled

    def __iter__(self) -> Iterator[str]:
        """Every extension that is configured."""
        yield from self._secrets
        yield from self._disabled

    def put(self, endpoint: Endpoint) -> None:
        """Create or replace ``endpoint``.

        Raises:
            ValueError: its hashes are not hexadecimal digests of MD5 and SHA-256.
        """
        packed = pack(endpoint.ha1)
        self.remove(endpoint.extension)
        (self._secrets if endpoint.enabled else self._disabled)[endpoint.extension] = packed

    def remove(self, extension: str) -> None:
        """Delete an endpoint, if there is one."""
        self._secrets.pop(extension, None)
        self._disabled.pop(extension, None)

    def enabled(self, extension: str) -> bool:
        """Whether ``extension`` exists and may be used."""
        return extension in self._secrets

    def get(self, extension: str) -> Endpoint | None:
        """The endpoint of that name as it was put, None when there is none."""
        packed = self._secrets.get(extension)
        if packed is not None:
            return Endpoint(extension, unpack(packed))
        packed = self._disabled.get(extension)
        return None if packed is None else Endpoint(extension, unpack(packed), False)

    def clear(self) -> None:
        """Delete every endpoint."""
        self._secrets.clear()
        self._disabled.clear()

    def secret(self, extension: str) -> bytes | None:
        """The packed hashes of an enabled endpoint, None for any other name."""
        return self._secrets.get(extension)
