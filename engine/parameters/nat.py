"""The part of the catalogue that is about phones behind a NAT.

That VOS3000 has these four parameters is public (a message, a period, an interval and a number per
portion); their full names, defaults and ranges are not, and are chosen here. What the values do is
in :mod:`engine.registrar.keepalive`.
"""

from typing import Final

from engine.parameters.entries import SOFTSWITCH, integer
from engine.parameters.model import Group, Kind, Parameter, Recommendation

NAT: Final[tuple[Parameter, ...]] = (
    Parameter(
        "SS_SIP_NAT_KEEP_ALIVE_MESSAGE",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        Kind.TEXT,
        "",
        0,
        64,
        "",
        "Datagram that keeps a way through a NAT open; empty: two blank lines, ignored by phones.",
    ),
    integer(
        "SS_SIP_NAT_KEEP_ALIVE_PERIOD",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        30,
        (0, 3600),
        "s",
        "How often each phone behind a NAT gets such a datagram; 0 sends none.",
        Recommendation(0, "Where phones keep their own way open, or register every half minute."),
        Recommendation(20, "For routers of mobile networks, which forget within half a minute."),
        Recommendation(30, "The default: what most routers bear for datagrams."),
    ),
    integer(
        "SS_SIP_NAT_KEEP_ALIVE_INTERVAL",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        500,
        (50, 10_000),
        "ms",
        "Wait between two portions of these datagrams.",
        Recommendation(100, "Small portions often, with a small number for each portion."),
        Recommendation(500, "The default: two portions a second."),
    ),
    integer(
        "SS_SIP_NAT_KEEP_ALIVE_NUMBER",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        3_000,
        (1, 5_000),
        "datagrams",
        "Most of these datagrams in one portion; too few make a round longer than its period.",
        Recommendation(500, "For a thin line: 1,000 a second with the default interval."),
        Recommendation(3_000, "The default: 100,000 phones within 17 seconds."),
    ),
)
