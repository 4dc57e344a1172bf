"""The part of the catalogue that is about how much of an address is handled.

The names follow VOS3000's habit, values and defaults are ours. What they do is in
:mod:`engine.defence.rates` (requirement 136).
"""

from typing import Final

from engine.parameters.entries import OURS, flag, integer
from engine.parameters.model import Group, Parameter, Recommendation

LIMITS: Final[tuple[Parameter, ...]] = (
    flag(
        "SS_RATE_LIMIT", Group.SECURITY, OURS, 0,
        "Limits how much of one address is handled; more is answered 503, or not at all.",
        off="An address may ask as much as it likes, until a rule of the blacklist stops it.",
        on="Recommended: nobody is banned for being busy, and nobody takes the others' share.",
    ),
    integer(
        "SS_RATE_LIMIT_REGISTER", Group.SECURITY, OURS, 10, (0, 6_000), "events",
        "Registrations with a password of one address a minute; 0: no limit.",
        Recommendation(10, "The default: ten guesses a minute lead nowhere."),
        Recommendation(60, "Where offices start at once behind addresses not seen before."),
    ),
    integer(
        "SS_RATE_LIMIT_REQUEST", Group.SECURITY, OURS, 50, (0, 10_000), "events",
        "Requests of any kind of one address a second; 0: no limit.",
        Recommendation(50, "The default: far above any phone, far below any flood."),
        Recommendation(200, "Where many phones share addresses and none is registered yet."),
    ),
    integer(
        "SS_RATE_LIMIT_CALL", Group.SECURITY, OURS, 10, (0, 1_000), "events",
        "New calls of one address a second; 0: no limit.",
        Recommendation(2, "Strict: for strangers, whose calls are refused in any case."),
        Recommendation(10, "The default: ten times as much for gateways and registered phones."),
    ),
    integer(
        "SS_RATE_LIMIT_OWN_TIMES", Group.SECURITY, OURS, 10, (0, 1_000), "times",
        "How many times as much gateways, registered and trusted addresses may do; 0: anything.",
        Recommendation(0, "Gateways have limits of their own, and phones are known: no limit."),
        Recommendation(10, "The default: 100 calls a second of a gateway, offices of 100 phones."),
    ),
)  # fmt: skip
