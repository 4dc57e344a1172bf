"""The part of the catalogue that is about the messages of calls, kept for operators to look at.

VOS3000 has this as "Debug trace" (menu 2.17.1): on or off, and its length in minutes. The names of
its parameters are not public; these are ours. What the values do is in
:mod:`engine.switch.trace`.
"""

from typing import Final

from engine.parameters.entries import OURS, flag, integer
from engine.parameters.model import Group, Parameter, Recommendation

TRACES: Final[tuple[Parameter, ...]] = (
    flag(
        "SS_SIP_TRACE",
        Group.SOFTSWITCH,
        OURS,
        1,
        "Keeps the SIP messages of calls in memory for the page Call trace; off forgets them all.",
        off="Where nobody may see who called whom: nothing is kept, the page stays empty.",
        on="The default: a fault can be looked at after it happened, without repeating it.",
    ),
    integer(
        "SS_SIP_TRACE_MINUTES",
        Group.SOFTSWITCH,
        OURS,
        15,
        (1, 1440),
        "minutes",
        "How long the messages of a call are kept after the last one; of running calls, longer.",
        Recommendation(5, "Little is kept about people: enough while a customer is on the line."),
        Recommendation(15, "The default: time to be told of a fault and to look."),
        Recommendation(240, "Half a working day; raise the memory too where many calls run."),
    ),
    integer(
        "SS_SIP_TRACE_MEMORY",
        Group.SOFTSWITCH,
        OURS,
        32,
        (1, 1024),
        "MB",
        "Memory for the messages of calls; where it is full the most silent call is forgotten.",
        Recommendation(8, "Small machines: about 700 calls of 14 messages."),
        Recommendation(32, "The default: about 2,500 calls of 14 messages."),
        Recommendation(256, "About 20,000 calls; the switch grows by as much when it is busy."),
    ),
)
