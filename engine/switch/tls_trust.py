"""What is asked of a gateway that is reached over TLS: who it has to be, and who may say so.

A gateway's certificate is verified unless its operator switched that off: it has to be for the host
that stands among the gateway's addresses, and to be signed by an authority that this machine
trusts, or that stands in a file of one's own. Two gateways at the same address and port share their
connection: what the stricter one asks is asked then.
"""

import ssl
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from engine.addresses import is_address
from engine.calls.targets import default_port, parse_target
from engine.control.gateways import GatewayConfig
from engine.errors import ConfigError


class TlsTrust:
    """Whom we believe."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, int], tuple[str, bool]] = {}
        self._contexts: dict[bool, ssl.SSLContext] = {}

    def load(self, certificate: Path | None, key: Path | None, authorities: Path | None) -> None:
        """Use these files from now on, for new connections.

        Args:
            certificate: Shown to a gateway that asks for one, None to show none.
            key: Its key.
            authorities: Who may vouch for gateways besides those that this machine trusts.

        Raises:
            ConfigError: a file cannot be used; nothing has changed then.
        """
        made: dict[bool, ssl.SSLContext] = {}
        if certificate is not None or authorities is not None:
            made = {verified: client_context(verified=verified) for verified in (True, False)}
        if certificate is not None:
            for context in made.values():
                load_chain(context, certificate, key)
        if authorities is not None:
            try:
                made[True].load_verify_locations(authorities)
            except (OSError, ssl.SSLError) as error:
                raise ConfigError(
                    f"{authorities} cannot be used as the certificates of authorities: "
                    f"{error.strerror or error}"
                ) from error
        self._contexts = made

    def obey(
        self, gateways: Iterable[GatewayConfig], resolved: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Ask of these gateways what they are configured for.

        Args:
            gateways: All of them.
            resolved: Host name in lower case -> its addresses.

        Raises:
            ValueError: an address cannot be read.
        """
        asked: dict[tuple[str, int], tuple[str, bool]] = {}
        for gateway in sorted(gateways, key=lambda one: (not one.tls_verify, one.name)):
            if gateway.kind == "routing" and gateway.transport == "tls":
                for place, host in _places(gateway, resolved):
                    asked.setdefault(place, (host, gateway.tls_verify))
        self._asked = asked
        # Before the first call: to read this machine's authorities takes a twentieth of a second.
        for _, verified in asked.values():
            self.context(verified=verified)

    def of(self, ip: str, port: int) -> tuple[str, str]:
        """Whom the peer at an address has to be, and under what name that is proved, "" if not.

        Of an address nobody has configured its number is asked for, and that is verified.
        """
        host, verified = self._asked.get((ip, port), (ip.partition("%")[0], True))
        return host, host if verified else ""

    def knows(self, ip: str, port: int) -> bool:
        """Whether a gateway is configured at this address, its name being resolved."""
        return (ip, port) in self._asked

    def context(self, *, verified: bool) -> ssl.SSLContext:
        """What a new connection begins with; made when a gateway is the first to need it."""
        if verified not in self._contexts:
            self._contexts[verified] = client_context(verified=verified)
        return self._contexts[verified]


def client_context(*, verified: bool) -> ssl.SSLContext:
    """A context of connections that we open: TLS 1.2 or newer, this machine's authorities."""
    if verified:
        context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    harden(context)
    return context


def harden(context: ssl.SSLContext) -> None:
    """Leave out what is old, and what lets a peer make us work for nothing."""
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION


def load_chain(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    """Show this certificate.

    Raises:
        ConfigError: the files cannot be read, hold none, or do not belong together.
    """
    try:
        # An encrypted key would be asked for on the terminal; here it is a key that does not fit.
        context.load_cert_chain(certificate, key, password=lambda: b"")
    except (OSError, ssl.SSLError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(
            f"the certificate {certificate} with the key {key} cannot be used: {reason}"
        ) from error


def _places(
    gateway: GatewayConfig, resolved: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[str, int], str]]:
    for text in filter(None, (*gateway.addresses, gateway.registrar)):
        host, port = parse_target(text, default_port(gateway.transport))
        if is_address(host):
            yield (host, port), host
        else:
            for address in resolved.get(host.lower(), ()):
                yield (address, port), host.lower()
