"""The part of the catalogue that is about how long call records are kept, and where.

Retention is by billing mode: what one owes tax on is kept for years, noise for weeks. The names are
ours. What the values do is in :mod:`engine.store.retention` and :mod:`engine.store.archive_months`.
"""

from typing import Final

from engine.parameters.entries import OURS, integer
from engine.parameters.model import Group, Parameter, Recommendation

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
)
