"""What retention would remove, and what keeps it from it.

Each billing mode has its days; 0 keeps for ever, and so does a mode that has no number here. Days
are whole days of UTC: with 30 days, everything stays that began today or in the thirty days before.
Illegal calls are evidence, so a second number says how long they stay at least, whatever the first
one says (requirement 56). Records under a legal hold stay (:mod:`engine.store.holds`).

A plan is worked out over the live table and every file of the archive that has records old enough;
it changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from engine.billing.modes import BOUND_NUMBER, ILLEGAL, MAPPING_GATEWAY, PHONE, PHONE_CARD
from engine.store.archive_files import ArchiveFile, ArchiveFiles, Missing
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_records import file_relation
from engine.store.clauses import Clause, conjunction, disjunction, negation
from engine.store.holds import Hold, held, in_force
from engine.store.seal_sums import DAY_MS

EVIDENCE_DAYS: Final = "SERVER_CDR_EVIDENCE_DAYS"
KEEP_DAYS: Final = {
    PHONE: "SERVER_CDR_KEEP_DAYS_PHONE",
    MAPPING_GATEWAY: "SERVER_CDR_KEEP_DAYS_MAPPING_GATEWAY",
    BOUND_NUMBER: "SERVER_CDR_KEEP_DAYS_BOUND_NUMBER",
    PHONE_CARD: "SERVER_CDR_KEEP_DAYS_PHONE_CARD",
    ILLEGAL: "SERVER_CDR_KEEP_DAYS_ILLEGAL_CALL",
}
"""Billing mode -> parameter."""

_COUNTS: Final = (
    "SELECT billing_mode, count(*) FILTER ({free}), count(*) FILTER ({kept}) "
    "FROM {source} WHERE {old} GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """How long records are kept.

    Attributes:
        days: By billing mode; 0, or no number, keeps for ever.
        evidence_days: Days that illegal calls are kept at least.
    """

    days: Mapping[int, int]
    evidence_days: int = 0

    def cutoffs(self, now_ms: int) -> dict[int, int]:
        """First start that stays, epoch milliseconds, of each mode that is not kept for ever."""
        today = now_ms // DAY_MS
        return {
            mode: max(0, today - self.kept(mode)) * DAY_MS
            for mode, days in sorted(self.days.items())
            if days
        }

    def kept(self, mode: int) -> int:
        """Days that records of a mode are kept, 0 for ever."""
        days = self.days.get(mode, 0)
        return max(days, self.evidence_days) if days and mode == ILLEGAL else days


def rules_of(parameter: Callable[[str], int]) -> Rules:
    """The rules that the parameters make."""
    days = {mode: parameter(name) for mode, name in KEEP_DAYS.items()}
    return Rules(days, parameter(EVIDENCE_DAYS))


class ModePlan(NamedTuple):
    """What becomes of one billing mode.

    Attributes:
        mode: Its number.
        days: Days it is kept.
        cutoff: First start that stays, epoch milliseconds.
        records: Records that go.
        held: Records that would go but for a hold.
    """

    mode: int
    days: int
    cutoff: int
    records: int
    held: int


class FilePlan(NamedTuple):
    """What becomes of one file of the archive.

    Attributes:
        file: Its name.
        records: Records in it that go.
        remaining: Those that stay; without any the file goes, otherwise it is written anew.
        bytes: Its size now.
    """

    file: str
    records: int
    remaining: int
    bytes: int


@dataclass(slots=True)
class Plan:
    """What a run would do.

    Attributes:
        modes: By billing mode; those that are kept for ever are not among them.
        files: Files that are written anew or removed.
        missing: Files that cannot be read, and stay as they are.
    """

    modes: list[ModePlan]
    files: list[FilePlan] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


def old(cutoffs: Mapping[int, int]) -> Clause:
    """The condition on records whose time is over, hold or not."""
    return disjunction(
        ("billing_mode = ? AND start < ?", [mode, cutoff]) for mode, cutoff in cutoffs.items()
    )


def removable(cutoffs: Mapping[int, int], holds: list[Hold]) -> Clause:
    """The condition on records that go."""
    return conjunction([old(cutoffs), negation(held(holds))])


def touched(entry: ArchiveFile, cutoffs: Mapping[int, int]) -> bool:
    """Whether a file may have records whose time is over."""
    modes = [mode for mode in cutoffs if (mode == ILLEGAL) == entry.illegal]
    return any(entry.first < cutoffs[mode] for mode in modes)


def plan(database: CdrDatabase, files: ArchiveFiles, rules: Rules, now_ms: int) -> Plan:
    """What a run would do now.

    Raises:
        StoreError: a file proved damaged while it was read; ask again.
    """
    cutoffs = rules.cutoffs(now_ms)
    made = Plan([])
    totals = {mode: [0, 0] for mode in cutoffs}
    with files.lease(), database.snapshot() as cursor:
        holds = in_force(cursor, now_ms)
        _add(totals, _count(cursor, "cdr", cutoffs, holds))
        entries = [entry for entry in files.entries(cursor) if touched(entry, cutoffs)]
        made.missing = files.missing(entries)
        damaged = {lacking.file for lacking in made.missing}
        for entry in entries:
            if entry.file in damaged:
                continue
            counted = _count(cursor, file_relation([files.path(entry)]), cutoffs, holds)
            _add(totals, counted)
            if goes := sum(free for _, free, _ in counted):
                left = entry.rows - goes
                made.files.append(FilePlan(entry.file, goes, left, entry.bytes))
    for mode, (free, kept) in totals.items():
        made.modes.append(ModePlan(mode, rules.kept(mode), cutoffs[mode], free, kept))
    return made


def _count(
    cursor: Cursor, source: str, cutoffs: Mapping[int, int], holds: list[Hold]
) -> list[tuple[Any, ...]]:
    """Mode, records that go, records that are held."""
    if not cutoffs:
        return []
    kept, free, gone = held(holds), negation(held(holds)), old(cutoffs)
    statement = _COUNTS.format(free=free[0], kept=kept[0], source=source, old=gone[0])
    values = [*free[1], *kept[1], *gone[1]]
    found: list[tuple[Any, ...]] = cursor.execute(statement, values).fetchall()
    return found


def _add(totals: dict[int, list[int]], counted: list[tuple[Any, ...]]) -> None:
    for mode, free, kept in counted:
        totals[mode][0] += free
        totals[mode][1] += kept
