"""Checking the seals: day by day and billing mode, what is there against what was sealed.

The chain is walked first; a link that does not fit says nothing about its day. Then every record
that the seals cover is summed up again, in the live table and in the archive, in one snapshot and
with a bounded number of rows in memory. What was sealed is what is there and what retention
removed; anything else is a finding, with the day, and so is a file of the archive that cannot be
read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from engine.store.archive_files import ArchiveFile, ArchiveFiles, Missing
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_records import file_relation
from engine.store.clauses import Clause
from engine.store.seal_sums import DAY, DAY_MS, Part, Sum, sums
from engine.store.seals import Seals, link, links

Status = Literal["intact", "removed", "thinned", "unsealed", "missing", "changed"]

FINDINGS: Final = frozenset({"missing", "changed"})
"""What should not be."""

_NOTHING: Final = Sum()
_NO_HEADS: Final[Mapping[int, str]] = {}


class PartReport(NamedTuple):
    """What became of the records of one day and billing mode.

    Attributes:
        day: UTC, counted from 1970.
        mode: Billing mode.
        status: Intact; all or some removed by retention and the rest intact; not sealed yet;
            records missing; or changed.
        sealed: Records that were sealed.
        removed: Records of them that retention removed.
        found: Records of them that are there.
        late: Times at which records were sealed after the first, because they came late.
    """

    day: int
    mode: int
    status: Status
    sealed: int
    removed: int
    found: int
    late: int


@dataclass(slots=True)
class Report:
    """What a check found.

    Attributes:
        parts: By day and billing mode, in order.
        broken: Links of the chain that do not fit, by number.
        links: How many links there are.
        head: Chain of the last one, "" without any.
        missing: Files of the archive that cannot be read.
        foreign: Links that are not those the audit names, or that are gone, by number.
    """

    parts: list[PartReport] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    links: int = 0
    head: str = ""
    missing: list[Missing] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything is as it was sealed."""
        found = any(part.status in FINDINGS for part in self.parts)
        return not (found or self.broken or self.missing or self.foreign)


@dataclass(slots=True)
class _Ledger:
    """What the chain says."""

    sealed: dict[Part, Sum] = field(default_factory=dict)
    removed: dict[Part, Sum] = field(default_factory=dict)
    late: dict[Part, int] = field(default_factory=dict)


def check(
    database: CdrDatabase,
    files: ArchiveFiles,
    seals: Seals,
    first_day: int | None = None,
    last_day: int | None = None,
    heads: Mapping[int, str] = _NO_HEADS,
) -> Report:
    """Check everything, or the days of a range with both ends, counted from 1970.

    ``heads`` are links by number as the audit knows them, see :mod:`engine.store.seal_heads`.

    Raises:
        StoreError: among others, it was cancelled.
    """
    report = Report()
    first_ms = (first_day or 0) * DAY_MS
    end_ms = (1 << 62) if last_day is None else (last_day + 1) * DAY_MS
    inside: Clause = ("start >= ? AND start < ?", [first_ms, end_ms])
    with files.lease(), database.snapshot() as cursor:
        ledger = _walk(cursor, seals.key, report, heads)
        entries = [
            entry
            for entry in files.entries(cursor)
            if entry.first < end_ms and entry.last >= first_ms
        ]
        report.missing = files.missing(entries)
        relations = ["cdr", *_sound(files, entries, report.missing)]
        covered = {part: total.last for part, total in ledger.sealed.items()}
        there: dict[Part, Sum] = {}
        waiting: dict[Part, int] = {}
        for relation in relations:
            found = sums(cursor, seals.key, relation, inside, covered)
            for part, total in found.items():
                there[part] = there.get(part, _NOTHING).plus(total)
            _uncovered(cursor, relation, inside, covered, waiting)
    days = range(first_ms // DAY_MS, end_ms // DAY_MS)
    for part in sorted(ledger.sealed.keys() | waiting.keys()):
        if part.day in days:
            report.parts.append(_judge(part, ledger, there.get(part, _NOTHING)))
    return report


def _walk(cursor: Cursor, key: bytes, report: Report, heads: Mapping[int, str]) -> _Ledger:
    """Read the chain; links that do not fit are in the report."""
    ledger = _Ledger()
    for row in links(cursor):
        # The number is part of the link; so one that was left out breaks the next one.
        if row.number != report.links + 1 or row.chain != link(key, row, report.head):
            report.broken.append(row.number)
        if heads.get(row.number, row.chain) != row.chain:
            report.foreign.append(row.number)
        report.head, report.links = row.chain, row.number
        book = ledger.sealed if row.kind == "sealed" else ledger.removed
        if row.kind == "sealed" and row.part in book:
            ledger.late[row.part] = ledger.late.get(row.part, 0) + 1
        book[row.part] = book.get(row.part, _NOTHING).plus(row.sum())
    report.foreign += sorted(number for number in heads if number > report.links)
    return ledger


def _sound(files: ArchiveFiles, entries: list[ArchiveFile], missing: list[Missing]) -> list[str]:
    damaged = {lacking.file for lacking in missing}
    return [file_relation([files.path(each)]) for each in entries if each.file not in damaged]


def _uncovered(
    cursor: Cursor,
    relation: str,
    inside: Clause,
    covered: Mapping[Part, int],
    waiting: dict[Part, int],
) -> None:
    """Parts that have records and no seal at all."""
    text, values = inside
    statement = (
        f"SELECT {DAY}, billing_mode, count(*) FROM {relation} WHERE {text} "  # noqa: S608
        "GROUP BY 1, 2"
    )
    for day, mode, rows in cursor.execute(statement, values).fetchall():
        part = Part(day, mode)
        if part not in covered:
            waiting[part] = waiting.get(part, 0) + rows


def _judge(part: Part, ledger: _Ledger, there: Sum) -> PartReport:
    sealed = ledger.sealed.get(part, _NOTHING)
    removed = ledger.removed.get(part, _NOTHING)
    left = sealed - removed
    status: Status = "intact"
    if part not in ledger.sealed:
        status = "unsealed"
    elif there.rows < left.rows:
        status = "missing"
    elif (there.rows, there.number) != (left.rows, left.number):
        status = "changed"
    elif removed.rows:
        status = "thinned" if there.rows else "removed"
    late = ledger.late.get(part, 0)
    return PartReport(*part, status, sealed.rows, removed.rows, there.rows, late)
