"""Everything that was ever locked out or blocked, newest first: one list of both histories.

Lockouts of extensions and blocks of addresses, networks and numbers come through the journal, each
into its own table; so nothing is missed while management is away. Here they are read as one, by
anything that is known of them, and the oldest are removed beyond two bounds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any, Final, NamedTuple

from engine.errors import Invalid
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_networks import addresses
from engine.store.cdr_page import check_limit
from engine.store.clauses import Clause, conjunction, disjunction

TABLES: Final = ("suspension_history", "block_history")

DAY_MS: Final = 86_400_000
PIECE: Final = 10_000
"""Rows of a file that are read at a time."""

_EVENTS: Final = """
SELECT id, "at", 'extension' AS layer, action, extension AS value, known, '' AS rule, reason, "by",
    since, until, repeats, failures AS hits, sources, user_agent AS evidence FROM suspension_history
UNION ALL
SELECT id, "at", layer, action, value, NULL, rule, reason, "by", since, until, repeats, hits,
    CASE WHEN layer = 'number' THEN []::VARCHAR[] ELSE [value] END, evidence FROM block_history
"""
_COLUMNS: Final = (
    'CAST(id AS VARCHAR), "at", layer, action, value, known, rule, reason, "by", since, until, '
    "repeats, hits, sources, evidence"
)
_TEXTS: Final = (
    "concat_ws(' ', value, rule, reason, \"by\", array_to_string(sources, ' '), evidence)"
)
_PLACE: Final = re.compile(r"(\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.ASCII)


class SecurityEvent(NamedTuple):
    """Something that happened to a lockout or a block.

    Attributes:
        id: UUIDv7.
        at: When, epoch milliseconds.
        layer: ``extension``, ``ip``, ``network`` or ``number``.
        action: ``suspended``, ``cleared`` or ``lifted`` of an extension; ``added``, ``changed`` or
            ``removed`` of the others; ``expired`` of both.
        value: The extension, address, network or number.
        known: Whether there is an endpoint of that name; None for other layers.
        rule: The rule that blocked, "" for an operator and for lockouts.
        reason: One line for a person.
        by: Who did it, "" for nobody.
        since: Beginning, epoch milliseconds.
        until: When it was to end by itself, None for never.
        repeats: How often the same was locked or blocked before.
        hits: Wrong passwords, or messages dropped so far.
        sources: Addresses that it is about.
        evidence: What the device called itself, or the message that was one too many.
    """

    id: str
    at: int
    layer: str
    action: str
    value: str
    known: bool | None
    rule: str
    reason: str
    by: str
    since: int
    until: int | None
    repeats: int
    hits: int
    sources: list[str]
    evidence: str


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which events; empty fields do not restrict, ``from_ms`` <= at < ``to_ms``.

    Attributes:
        layer: As in :class:`SecurityEvent`.
        action: As there.
        value: Exactly this extension, address, network or number.
        address: An address, found in networks that were blocked too, or a network.
        by: Exactly this operator.
        rule: Exactly this rule.
        q: Occurs in any text, capitals or not.
        from_ms: Epoch milliseconds.
        to_ms: Epoch milliseconds.
    """

    layer: str = ""
    action: str = ""
    value: str = ""
    address: str = ""
    by: str = ""
    rule: str = ""
    q: str = ""
    from_ms: int | None = None
    to_ms: int | None = None


class SecurityHistory:
    """The histories of one store."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database

    def page(
        self, filters: HistoryFilter, limit: int, cursor: str = ""
    ) -> tuple[list[SecurityEvent], str | None]:
        """At most ``limit`` events, newest first, and the cursor of the next page or None.

        Raises:
            Invalid: a limit out of range, an address that is none, a cursor that is none of ours.
        """
        check_limit(limit)
        condition, values = conjunction([*_clauses(filters), *_below(cursor)])
        statement = (
            f"SELECT {_COLUMNS} FROM ({_EVENTS}) WHERE {condition} "  # noqa: S608 - names only
            f'ORDER BY "at" DESC, id DESC LIMIT {limit + 1}'
        )
        rows = [SecurityEvent(*row) for row in self._database.fetch(statement, values)]
        if len(rows) <= limit:
            return rows, None
        last = rows[limit - 1]
        return rows[:limit], f"{last.at}.{last.id}"

    def count(self, filters: HistoryFilter) -> int:
        """How many events there are.

        Raises:
            Invalid: as for :meth:`page`.
        """
        condition, values = conjunction(_clauses(filters))
        statement = f"SELECT count(*) FROM ({_EVENTS}) WHERE {condition}"  # noqa: S608
        return int(self._database.fetch(statement, values)[0][0])

    def all(self, filters: HistoryFilter, most: int) -> Iterator[SecurityEvent]:
        """Events newest first, a bounded number of them in memory, at most ``most``.

        Raises:
            Invalid: as for :meth:`page`.
        """
        cursor: str | None = ""
        while cursor is not None and most > 0:
            rows, cursor = self.page(filters, min(PIECE, most), cursor)
            most -= len(rows)
            yield from rows

    def after(self, place: tuple[int, str], until_ms: int, limit: int) -> list[SecurityEvent]:
        """At most ``limit`` events behind a place (time and id) and before a time, oldest first."""
        at, event_id = place
        nothing = "00000000-0000-0000-0000-000000000000"
        statement = (
            f"SELECT {_COLUMNS} FROM ({_EVENTS}) WHERE "  # noqa: S608 - names only
            '"at" >= ? AND ("at" > ? OR id > CAST(? AS UUID)) AND "at" < ? '
            f'ORDER BY "at", id LIMIT {int(limit)}'
        )
        rows = self._database.fetch(statement, [at, at, event_id or nothing, until_ms])
        return [SecurityEvent(*row) for row in rows]

    def remove_old(self, now_ms: int, days: int, rows: int) -> int:
        """Remove what is older than ``days`` (0: of any age) or beyond the newest ``rows``.

        Each history is bounded by itself. Returns how many rows went.
        """
        removed = 0
        for table in TABLES:
            cutoff = now_ms - days * DAY_MS if days else 0
            newest = f'SELECT "at" FROM {table} ORDER BY "at" DESC LIMIT 1 OFFSET ?'  # noqa: S608
            beyond = self._database.fetch(newest, [rows])
            if beyond:
                cutoff = max(cutoff, int(beyond[0][0]) + 1)
            if cutoff <= 0:
                continue
            with self._database.write() as cursor:
                statement = f'DELETE FROM {table} WHERE "at" < ?'  # noqa: S608 - ours
                removed += int(cursor.execute(statement, [cutoff]).fetchall()[0][0])
        return removed


def _clauses(filters: HistoryFilter) -> list[Clause]:
    clauses: list[Clause] = [
        (f'"{name}" = ?', [wanted])
        for name in ("layer", "action", "value", "by", "rule")
        if (wanted := getattr(filters, name))
    ]
    if filters.from_ms is not None:
        clauses.append(('"at" >= ?', [filters.from_ms]))
    if filters.to_ms is not None:
        clauses.append(('"at" < ?', [filters.to_ms]))
    if filters.q:
        clauses.append((f"contains(lower({_TEXTS}), lower(?))", [filters.q]))
    if filters.address:
        clauses.append(_about(filters.address))
    return clauses


def _about(text: str) -> Clause:
    """What is about an address or a network: its own, that of its addresses, and wider ones.

    Raises:
        Invalid: it is neither.
    """
    try:
        network = ip_network(text, strict=False) if "/" in text else ip_network(ip_address(text))
    except ValueError:
        raise Invalid("address", f"{text[:60]!a} is no address and no network") from None
    wider = [str(network.supernet(new_prefix=bits)) for bits in range(network.prefixlen)]
    own = str(network) if "/" in text else str(network.network_address)
    listed: Sequence[str] = [*wider, str(network), own]
    marks = ", ".join("?" * len(listed))
    clauses: list[Clause] = [(f"list_has_any(sources, [{marks}])", [*listed])]
    if "/" in text:
        inside, values = conjunction(addresses("address", ["each"], [str(network)]))
        one = f"len(list_filter(sources, lambda each: {inside})) > 0"
        clauses.append((one, values))
    return disjunction(clauses)


def _below(cursor: str) -> list[Clause]:
    if not cursor:
        return []
    match = _PLACE.fullmatch(cursor)
    if not match:
        raise Invalid("cursor", "the cursor is not one that a page answered")
    at: Any = int(match[1])
    return [('"at" <= ? AND ("at" < ? OR id < CAST(? AS UUID))', [at, at, match[2]])]
