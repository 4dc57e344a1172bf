"""The part of the catalogue that is about how long histories are kept.

Each history has two bounds, of age and of number, so that neither time nor an attacker fills the
disk. The names are ours. What the values do is in :mod:`engine.store.audit_retention` and
:mod:`engine.store.security_history`.
"""

from typing import Final

from engine.parameters.entries import OURS, integer
from engine.parameters.model import Group, Parameter, Recommendation

HISTORIES: Final[tuple[Parameter, ...]] = (
    integer(
        "SERVER_AUDIT_KEEP_DAYS",
        Group.SECURITY,
        OURS,
        1100,
        (0, 36_500),
        "days",
        "How long the audit of changes is kept; 0 is as long as there is room for its rows.",
        Recommendation(0, "Nothing is removed for its age."),
        Recommendation(1100, "The default: three years, what most audits ask for."),
        Recommendation(3660, "Ten years, where the law wants books kept that long."),
    ),
    integer(
        "SERVER_AUDIT_MAX_ROWS",
        Group.SECURITY,
        OURS,
        1_000_000,
        (10_000, 10_000_000),
        "rows",
        "How many entries the audit holds; the oldest are removed first.",
        Recommendation(100_000, "A small disk: some 50 MB."),
        Recommendation(1_000_000, "The default: some 500 MB, years of a busy system."),
    ),
    integer(
        "SERVER_SECURITY_HISTORY_KEEP_DAYS",
        Group.SECURITY,
        OURS,
        400,
        (0, 36_500),
        "days",
        "How long past lockouts and blocks are kept; 0 is as long as there is room for their rows.",
        Recommendation(90, "A quarter, where data protection wants addresses forgotten."),
        Recommendation(400, "The default: thirteen months, to compare a month with last year's."),
    ),
    integer(
        "SERVER_SECURITY_HISTORY_MAX_ROWS",
        Group.SECURITY,
        OURS,
        1_000_000,
        (10_000, 10_000_000),
        "rows",
        "How many past lockouts, and how many past blocks, are kept; the oldest are removed first.",
        Recommendation(100_000, "A small disk: some 10 MB."),
        Recommendation(1_000_000, "The default: some 100 MB, the attacks of a year."),
    ),
)
