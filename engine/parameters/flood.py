"""The part of the catalogue that is about the flood guard.

The names are ours. What the values do is in :mod:`engine.defence.flood`.
"""

from typing import Final

from engine.parameters.entries import DAY, OURS, flag, integer
from engine.parameters.model import Group, Parameter, Recommendation

FLOOD: Final[tuple[Parameter, ...]] = (
    flag(
        "SERVER_FLOOD_GUARD",
        Group.SECURITY,
        OURS,
        0,
        "Switches records of calls of zero seconds off during a flood, and on again after it.",
        off="The default: recording is switched by hand only.",
        on="A flood costs counts instead of rows; every change is in the audit.",
    ),
    flag(
        "SERVER_FLOOD_GUARD_ILLEGAL_CALL",
        Group.SECURITY,
        OURS,
        0,
        "Lets the flood guard switch the records of illegal calls off and on as well.",
        off="The default: calls of zero seconds go off, which takes illegal ones along.",
        on="What is kept out is counted as illegal calls, apart from failed calls of customers.",
    ),
    integer(
        "SERVER_FLOOD_GUARD_LEVEL",
        Group.SECURITY,
        OURS,
        100,
        (1, 100_000),
        "calls/s",
        "Refused and failed calls a second from which on the flood guard sees a flood.",
        Recommendation(20, "Small systems: far above what customers cause by mistake."),
        Recommendation(100, "The default: 360,000 records an hour if nobody steps in."),
        Recommendation(500, "Wholesale with many attempts: only real floods reach it."),
    ),
    integer(
        "SERVER_FLOOD_GUARD_TIME",
        Group.SECURITY,
        OURS,
        10,
        (1, 3600),
        "s",
        "How long the rate must be above the level before records are switched off.",
        Recommendation(10, "The default: short bursts stay on record."),
        Recommendation(60, "Patient: a minute of flood is written in full."),
    ),
    integer(
        "SERVER_FLOOD_GUARD_RETURN_LEVEL",
        Group.SECURITY,
        OURS,
        20,
        (1, 100_000),
        "calls/s",
        "Refused and failed calls a second below which a flood is over.",
        Recommendation(5, "Waits until next to nothing comes."),
        Recommendation(20, "The default: a fifth of the level, so that it does not flap."),
    ),
    integer(
        "SERVER_FLOOD_GUARD_RETURN_TIME",
        Group.SECURITY,
        OURS,
        120,
        (5, DAY),
        "s",
        "How long a flood must be over before records are switched on again.",
        Recommendation(60, "Quick: records miss little; floods in waves switch often."),
        Recommendation(120, "The default: attackers that pause briefly change nothing."),
        Recommendation(900, "For floods that come in waves."),
    ),
    integer(
        "SERVER_FLOOD_GUARD_MINIMUM_TIME",
        Group.SECURITY,
        OURS,
        300,
        (0, DAY),
        "s",
        "Least time for which records stay off once the flood guard has acted.",
        Recommendation(0, "None: only the return level and its time decide."),
        Recommendation(300, "The default: at most twelve switches an hour."),
    ),
    integer(
        "SERVER_FLOOD_GUARD_MAXIMUM_TIME",
        Group.SECURITY,
        OURS,
        DAY,
        (300, 30 * DAY),
        "s",
        "Longest time for which records stay off; they return then, whatever the rate.",
        Recommendation(3600, "An hour: the flood is sampled every hour."),
        Recommendation(DAY, "The default: a day, even if nobody looks."),
    ),
)
