"""The part of the catalogue that is about sending security events to a syslog server.

The target is written as an address, ``tls://siem.example.org:6514``; what is sent and how is in
:mod:`engine.management.syslog_export`.
"""

import re
from typing import Final, NamedTuple

from engine.parameters.entries import OURS, flag
from engine.parameters.model import Group, Kind, Parameter, Recommendation

PORTS: Final = {"udp": 514, "tcp": 601, "tls": 6514}
"""RFC 5426 section 3.3, RFC 6587 as RFC 3195 has it, RFC 5425 section 4.1."""

_TARGET: Final = re.compile(
    r"(udp|tcp|tls)://(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250})))"
    r"(?::([0-9]{1,5}))?"
)


class Target(NamedTuple):
    """Where events go: ``udp``, ``tcp`` or ``tls``, a name or address, and a port."""

    transport: str
    host: str
    port: int


def target_of(text: str) -> Target | None:
    """The target that is written, None for none or one that cannot be read."""
    found = _TARGET.fullmatch(text)
    if found is None:
        return None
    transport, v6, name, port = found.groups()
    number = int(port) if port else PORTS[transport]
    return Target(transport, v6 or name, number) if 0 < number < 65_536 else None


def _fits(value: int | str) -> bool:
    return value == "" or target_of(str(value)) is not None


SYSLOG: Final[tuple[Parameter, ...]] = (
    Parameter(
        "SERVER_SYSLOG_TARGET",
        Group.SECURITY,
        OURS,
        Kind.TEXT,
        "",
        0,
        300,
        "",
        "Syslog server that gets security events and changes as they happen; empty for none.",
        (
            Recommendation("", "The default: nothing is sent."),
            Recommendation("tls://siem.example.org:6514", "Nothing is lost or read on the way."),
            Recommendation(
                "udp://192.0.2.1:514", "For old servers: nobody notices what gets lost."
            ),
        ),
        fits=_fits,
        takes="empty, or udp://, tcp:// or tls:// with a host and perhaps a port",
    ),
    flag(
        "SERVER_SYSLOG_CEF",
        Group.SECURITY,
        OURS,
        0,
        "Writes events for the syslog server in the Common Event Format.",
        off="RFC 5424 with structured data: for syslog servers of any make.",
        on="CEF, for systems that know it: ArcSight, Microsoft Sentinel, QRadar.",
    ),
)
