"""The part of the catalogue that is about the wire: repetitions, priority of packets, media relays.

Names and the priority's default are VOS3000's. The shape of the list of waits is known from public
descriptions, its default is that of RFC 3261. A priority is the whole TOS byte, as VOS3000 writes
it: the DSCP times four, for the two lowest bits belong to the network (RFC 3168).
"""

from typing import Final

from engine.parameters.entries import SOFTSWITCH
from engine.parameters.lists import are_waits
from engine.parameters.model import Group, Kind, Parameter, Recommendation

TOS: Final = 0xA0
"""CS5, for signalling and media alike."""


def _is_tos(value: int | str) -> bool:
    return isinstance(value, int) and value % 4 == 0


def _priority(name: str, description: str, *recommended: Recommendation) -> Parameter:
    return Parameter(
        name,
        Group.SOFTSWITCH,
        SOFTSWITCH,
        Kind.INTEGER,
        TOS,
        0,
        252,
        "TOS",
        description,
        recommended,
        fits=_is_tos,
        takes="a multiple of 4 from 0 to 252 (TOS byte: DSCP times 4)",
    )


TRANSPORT: Final[tuple[Parameter, ...]] = (
    Parameter(
        "SS_SIP_RESEND_INTERVAL",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        Kind.TEXT,
        "0.5,1,2,4,8,16",
        1,
        100,
        "",
        "Seconds before each repetition of a request without answer; after the last it has failed.",
        (
            Recommendation("0.5,1,2,4", "Carriers nearby: one that is gone costs a call 8 s."),
            Recommendation("0.5,1,2,4,8,16", "The default, as RFC 3261 has it: 32 s in all."),
        ),
        fits=are_waits,
        takes="1 to 10 waits of 0.5 to 16 seconds, none shorter than the one before, 31.5 in all",
    ),
    _priority(
        "SS_QOS_SIGNAL",
        "Priority of SIP packets in the network, as TOS byte.",
        Recommendation(0, "None: where the network removes or misreads priorities."),
        Recommendation(96, "CS3 (DSCP 24): what RFC 4594 has for signalling."),
        Recommendation(160, "The default, as VOS3000: CS5 (DSCP 40), 0xa0."),
    ),
    _priority(
        "SS_QOS_RTP",
        "Priority of media packets that go through a relay, as TOS byte.",
        Recommendation(0, "None: where the network removes or misreads priorities."),
        Recommendation(160, "The default, as VOS3000: CS5 (DSCP 40), 0xa0."),
        Recommendation(184, "EF (DSCP 46): what RFC 4594 has for voice, and most routers expect."),
    ),
    Parameter(
        "SS_MEDIAPROXYMODE",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        Kind.INTEGER,
        2,
        0,
        3,
        "level",
        "Whether media goes through a relay: 0 never, 1 unless a gateway is off, 2 auto, 3 always.",
        (
            Recommendation(0, "No relay at all, whatever gateways say: parties reach each other."),
            Recommendation(1, "All calls but those of gateways that are off."),
            Recommendation(2, "The default: gateways decide, and who cannot reach the other."),
            Recommendation(3, "All calls: no party learns the other's address; needs bandwidth."),
        ),
    ),
)
