"""The part of the catalogue that is about calls.

The names with section 4.3.5.2 are VOS3000's. Its defaults are public for the two that are about
switching gateways only; the others were chosen here, as were the ranges.

There is no way to allow calls without an end: the media of a call is not seen by the switch, so one
whose BYE was lost would be billed for ever.
"""

from typing import Final

from engine.parameters.entries import DAY, OURS, SOFTSWITCH, flag, integer
from engine.parameters.model import Group, Parameter, Recommendation

CALLS: Final[tuple[Parameter, ...]] = (
    integer(
        "SS_MAXCALLDURATION",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        7200,
        (10, DAY),
        "s",
        "Longest call; it is ended then. A gateway may have a limit of its own instead.",
        Recommendation(3600, "Strict: a call left off the hook or stolen costs an hour at most."),
        Recommendation(7200, "The default: two hours, longer than nearly all calls of people."),
        Recommendation(14400, "For conferences and hotlines; one whose end was lost costs more."),
    ),
    integer(
        "SS_CALL_NO_ANSWER_TIME",
        Group.SOFTSWITCH,
        OURS,
        60,
        (5, 600),
        "s",
        "How long a call may wait for an answer. A gateway may have a limit of its own instead.",
        Recommendation(30, "Callers hear soon that nobody is there; slow callees are missed."),
        Recommendation(60, "The default: about twelve rings, time for a mailbox to answer."),
        Recommendation(180, "For queues that ring long; calls without answer hold capacity."),
    ),
    integer(
        "SS_SIP_TIMEOUT_INVITE",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        10,
        (1, 32),
        "s",
        "How long a gateway has for its first answer before the next one is tried.",
        Recommendation(4, "Quick switching, for near carriers: the INVITE is sent four times."),
        Recommendation(10, "The default: the INVITE is sent five times; bearable for the caller."),
        Recommendation(32, "As long as SIP itself waits: for one far carrier without a second."),
    ),
    flag(
        "SS_SIP_STOP_SWITCH_AFTER_SDP",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        1,
        "Keeps a call with the gateway that sent early media, whatever it answers then.",
        off="More calls get through; the caller may hear one announcement after the other.",
        on="The default: what the caller heard is the end, as an announcement says it.",
    ),
    integer(
        "SS_GATEWAY_SWITCH_LIMIT",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        0,
        (0, 20),
        "switches",
        "How often a call may move to the next gateway, 0 for no limit.",
        Recommendation(0, "The default: until one takes the call; the caller may wait long."),
        Recommendation(2, "Three gateways at most: a short wait, enough where carriers are good."),
    ),
    flag(
        "SS_GATEWAY_SWITCH_STOP_AFTER_USER_BUSY",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        1,
        "Ends a call whose callee is busy (486) instead of trying the next gateway.",
        off="For carriers that say busy when they mean themselves; busy callees are tried again.",
        on="The default: a busy callee is busy through every gateway.",
    ),
    integer(
        "SS_ENDPOINT_CALL_LIMIT",
        Group.SOFTSWITCH,
        OURS,
        0,
        (0, 1000),
        "calls",
        "Calls that an endpoint may have at a time, made and received, 0 for no limit.",
        Recommendation(0, "The default: for telephone systems; a stolen password is worth most."),
        Recommendation(2, "Phones of one person: one call, and one waiting or transferred."),
        Recommendation(30, "Small telephone systems: as many as a primary rate line carries."),
    ),
)
