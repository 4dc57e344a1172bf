"""The part of the catalogue that is about what is recorded and what is billed.

The three ``RECORD`` parameters are gates before records of calls that were never connected; a
connected call has none (:mod:`engine.billing.gates`). The others change what is billed of a
connected call, never whether it is recorded (:mod:`engine.billing.rating`). Of VOS3000's own ones
the precision's default and the shape of the list are public; the rest is chosen here.
"""

from typing import Final

from engine.parameters.entries import SERVER, flag, integer
from engine.parameters.lists import are_numbers
from engine.parameters.model import Group, Kind, Parameter, Recommendation

MAX_LIST: Final = 1000
"""Characters of the free numbers: some hundred prefixes."""

BILLING: Final[tuple[Parameter, ...]] = (
    flag(
        "SERVER_BILLING_RECORD_ZERO_HOLD_TIME",
        Group.BILLING,
        SERVER,
        1,
        "Writes a record also for calls of zero seconds: failed, rejected or never answered.",
        off="During a flood: connected calls are still recorded, the rest is only counted.",
        on="Normal operation: every attempt is on record, at the price of a row for each.",
    ),
    flag(
        "SERVER_BILLING_RECORD_ILLEGAL_CALL",
        Group.BILLING,
        SERVER,
        1,
        "Writes a record, with billing mode 9, for calls from unauthorised sources.",
        off="High traffic with other protection: such calls are refused and only counted.",
        on="Audit and compliance: who tried, from where and to which number is kept.",
    ),
    flag(
        "SERVER_BILLING_RECORD_SERVER_HANG_UP",
        Group.BILLING,
        SERVER,
        1,
        "Writes a record also for unconnected calls that the switch ends: no route, no answer.",
        off="When lines are short: such calls are only counted; connected ones are on record.",
        on="The default: a customer who asks can be told why his call failed.",
    ),
    integer(
        "SERVER_BILLING_HOLD_TIME_PRECISION",
        Group.BILLING,
        SERVER,
        50,
        (1, 1000),
        "ms",
        "Milliseconds beyond whole seconds from which on a talk time counts one second more.",
        Recommendation(1, "Every second that began counts."),
        Recommendation(50, "The default, as VOS3000: the way of messages is no talk."),
        Recommendation(
            500, "To the nearest second: fair to callers, half a second short at times."
        ),
        Recommendation(1000, "Full seconds only: nearly a second of each call is given away."),
    ),
    integer(
        "SERVER_BILLING_FREE_TIME",
        Group.BILLING,
        SERVER,
        0,
        (0, 3600),
        "s",
        "Seconds taken off the billed time of each connected call; its hold time stays as it is.",
        Recommendation(0, "The default: what was talked is billed."),
        Recommendation(6, "Calls that met a mailbox, or were taken by mistake, cost nothing."),
        Recommendation(60, "For tariffs with a free first minute."),
    ),
    Parameter(
        "SERVER_BILLING_FREE_E164S",
        Group.BILLING,
        SERVER,
        Kind.TEXT,
        "",
        0,
        MAX_LIST,
        "",
        "Called numbers that are not billed, with commas; one that ends with * is a prefix.",
        fits=are_numbers,
        takes="called numbers with commas between them, such as 110,119,800*",
    ),
)
