"""The part of the catalogue that is about how long call records are kept, and where.

Retention is by billing mode: what one owes tax on is kept for years, noise for weeks. The names are
ours. What the values do is in :mod:`engine.store.retention` and :mod:`engine.store.archive_months`.
"""

from typing import Final

from engine.parameters.entries import OURS, integer
from engine.parameters.model import Group, Parameter, Recommendation


def _days(mode: str, kind: str, short: Recommendation) -> Parameter:
    return integer(
        f"SERVER_CDR_KEEP_DAYS_{mode}",
        Group.QUERY,
        OURS,
        0,
        (0, 36_500),
        "days",
        f"How many whole UTC days records of {kind} are kept; 0 is for ever.",
        Recommendation(0, "The default: nothing is removed before somebody decides so."),
        short,
    )


KEEPING: Final[tuple[Parameter, ...]] = (
    integer(
        "SERVER_CDR_ARCHIVE_MONTHS",
        Group.QUERY,
        OURS,
        3,
        (0, 120),
        "months",
        "Closed months that stay in the database; older ones go to compressed files, still found.",
        Recommendation(0, "Nothing is archived: everything stays in the database."),
        Recommendation(3, "The default: a quarter answered fastest, the rest in half the space."),
        Recommendation(12, "A year answered fastest, for machines with a large disk."),
    ),
    _days(
        "PHONE",
        "calls of phones",
        Recommendation(180, "Half a year, where data protection wants connections forgotten."),
    ),
    _days(
        "MAPPING_GATEWAY",
        "calls of mapping gateways",
        Recommendation(400, "Thirteen months: the disputes of a carrier's year."),
    ),
    _days(
        "BOUND_NUMBER",
        "calls billed to a bound number",
        Recommendation(180, "Half a year, where data protection wants connections forgotten."),
    ),
    _days(
        "PHONE_CARD",
        "calls of phone cards",
        Recommendation(180, "Half a year, where data protection wants connections forgotten."),
    ),
    _days(
        "ILLEGAL_CALL",
        "illegal calls",
        Recommendation(90, "A quarter: attacks of the season, without the noise of years."),
    ),
    integer(
        "SERVER_CDR_EVIDENCE_DAYS",
        Group.QUERY,
        OURS,
        90,
        (0, 36_500),
        "days",
        "Days before which no record of an illegal call can be removed, by anybody.",
        Recommendation(0, "No protection beyond legal holds."),
        Recommendation(90, "The default: time for a report to the police or a provider."),
        Recommendation(365, "A year, where evidence is asked for late."),
    ),
)
