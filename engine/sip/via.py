"""One Via value: where a request came from and the branch of its transaction (RFC 3261 §20.42)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from engine.sip.errors import bad_value
from engine.sip.grammar import HOST, LWS, TOKEN, bracket, check_host, check_port
from engine.sip.params import NO_PARAMS, Params, format_params, parse_params

_SENT: Final = re.compile(
    rf"[Ss][Ii][Pp]{LWS}/{LWS}({TOKEN}){LWS}/{LWS}({TOKEN})[ \t]++"
    rf"({HOST})(?:{LWS}:{LWS}([0-9]{{1,5}}))?{LWS}"
)
_REMEMBERED_LENGTH: Final = 64
"""Sent-protocol and sent-by up to this length are remembered, 4,096 of them (about 2 MB): a phone
says the same in every message."""

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
        sent, semicolon, rest = text.partition(";")
        read = _parse_sent_again if len(sent) <= _REMEMBERED_LENGTH else _parse_sent
        version, transport, host, port = read(sent)
        params = parse_params("Via", semicolon + rest) if semicolon else NO_PARAMS
        return Via(version, transport, host, port, params)

    @property
    def branch(self) -> str:
        """The branch parameter, empty when there is none."""
        return self.params.get("branch") or ""

    def __str__(self) -> str:
        """Write the value."""
        port = "" if self.port is None else f":{self.port}"
        host = bracket(self.host)
        return f"SIP/{self.version}/{self.transport} {host}{port}{format_params(self.params)}"


def _parse_sent(text: str) -> tuple[str, str, str, int | None]:
    match = _SENT.fullmatch(text)
    if match is None:
        raise bad_value("Via", text, "malformed")
    version, transport, host, port = match.groups()
    return version, transport.upper(), check_host("Via", host), check_port("Via", port)


_parse_sent_again: Final = lru_cache(maxsize=4_096)(_parse_sent)
