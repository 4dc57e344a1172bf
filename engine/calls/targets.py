"""Where a routing gateway is reached: ``host``, ``host:port`` or ``[v6]:port``."""

from ipaddress import IPv6Address
from typing import Final, NamedTuple

from engine.sip.errors import excerpt
from engine.sip.grammar import bracket

DEFAULT_PORT: Final = 5060
"""Of SIP over UDP and TCP (RFC 3261 section 18.1.1)."""

TLS_PORT: Final = 5061
"""Of SIP over TLS, likewise."""

_MAX_PORT: Final = 65_535
_MAX_PORT_DIGITS: Final = 5


def default_port(transport: str) -> int:
    """The port of a gateway whose address names none; ``transport`` as it is configured."""
    return TLS_PORT if transport == "tls" else DEFAULT_PORT


class Target(NamedTuple):
    """One address of a gateway.

    Attributes:
        host: Address without brackets, or a host name that is resolved elsewhere.
        port: Port to send to.
    """

    host: str
    port: int

    @property
    def domain(self) -> str:
        """As it stands in a URI; the usual port of SIP is not named."""
        return bracket(self.host) + ("" if self.port == DEFAULT_PORT else f":{self.port}")


def parse_target(text: str, default_port: int = DEFAULT_PORT) -> Target:
    """Read an address as an operator wrote it; an IPv6 address without a port needs no brackets.

    Raises:
        ValueError: it is none; the text is one sentence for the operator.
    """
    host, port = _split(text)
    if not host or not host.isascii() or not host.isprintable() or set(host) & set(" /@"):
        raise ValueError(f"{excerpt(text)} is no address: write host, host:port or [v6]:port")
    return Target(host, default_port if port is None else _port(port, text))


def _split(text: str) -> tuple[str, str | None]:
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or not _is_v6(host) or rest[:1] not in {"", ":"}:
            return "", None
        return host, rest[1:] if rest else None
    if text.count(":") > 1:
        return (text if _is_v6(text) else ""), None
    host, colon, port = text.partition(":")
    return host, port if colon else None


def _is_v6(text: str) -> bool:
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def _port(text: str, whole: str) -> int:
    digits = text.isascii() and text.isdigit() and len(text) <= _MAX_PORT_DIGITS
    if not digits or not 1 <= int(text) <= _MAX_PORT:
        raise ValueError(f"the port of {excerpt(whole)} is no number from 1 to {_MAX_PORT}")
    return int(text)
