"""One Via value: where a request came from and the branch of its transaction (RFC 3261 §20.42)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from engine.sip.errors import bad_value
from engine.sip.grammar import HOST, LWS, TOKEN, bracket, check_host, check_port
from engine.sip.params import NO_PARAMS, Params, format_params, parse_params

_VIA: Final = re.compile(
    rf"[Ss][Ii][Pp]{LWS}/{LWS}({TOKEN}){LWS}/{LWS}({TOKEN})[ \t]++"
    rf"({HOST})(?:{LWS}:{LWS}([0-9]{{1,5}}))?+{LWS}(;.*+)?",
    re.DOTALL,
)

COOKIE: Final = "z9hG4bK"
"""What a branch of RFC 3261 begins with (§8.1.1.7); without it the sender follows RFC 2543."""


class Via(NamedTuple):
    """One hop.

    Attributes:
        version: "2.0".
        transport: upper case, "UDP", "TCP" and so on.
        host: sent-by host, lower case, IPv6 without brackets.
        port: sent-by port, None when not given.
        params: branch, received, rport and others.
    """

    version: str
    transport: str
    host: str
    port: int | None
    params: Params

    @classmethod
    def parse(cls, text: str) -> Via:
        """Read one Via value.

        Raises:
            PeerError: 400 when it is malformed.
        """
        match = _VIA.fullmatch(text)
        if match is None:
            raise bad_value("Via", text, "malformed")
        version, transport, host, port, params = match.groups()
        return Via(
            version,
            transport.upper(),
            check_host("Via", host),
            check_port("Via", port),
            parse_params("Via", params) if params else NO_PARAMS,
        )

    @property
    def branch(self) -> str:
        """The branch parameter, empty when there is none."""
        return self.params.get("branch") or ""

    def __str__(self) -> str:
        """Write the value."""
        port = "" if self.port is None else f":{self.port}"
        host = bracket(self.host)
        return f"SIP/{self.version}/{self.transport} {host}{port}{format_params(self.params)}"
