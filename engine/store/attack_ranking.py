"""Statements that rank sources of attacks, over records, counts and lockouts at once.

Attackers forge addresses: millions of them may be in a week. So figures of each and nothing else
are kept, in a table of the reading that may spill to the disk. The ranking never sorts more than it
shows, and which addresses a network has is asked of that table, for the ranked networks alone.
Records are counted by themselves first: together with counts and lockouts they take half as long
again.
"""

from typing import Final, NamedTuple

from engine.store.cdr_networks import FULL
from engine.store.clauses import Clause

MAX_ADDRESSES: Final = 1000
"""Addresses of one network whose records are read; a /24 has 256, a /64 any number."""

LOCKOUT_SHARE: Final = 4
"""One place in so many is for the sources with the most lockouts: who guesses passwords makes few
attempts to call, or none, and would never be listed beside a flood."""

OTHER: Final = "other"
"""Source of counts beyond the limit, see :mod:`engine.billing.aggregates`."""

_NETWORK: Final = f"""CASE
    WHEN contains(source, ':') THEN left({FULL.format("split_part(source, '/', 1)")}, 16)
    ELSE regexp_replace(source, '[.][0-9]+$', '.0/24') END"""
"""Network of an address: of IPv6 the first 16 digits, which Python writes as they are used."""

_EVENTS: Final = """events AS MATERIALIZED (
    SELECT * FROM (
        SELECT id, "at", extension, known, unnest(sources) AS source FROM suspension_history
        WHERE action = 'suspended'
    ) WHERE {condition}
)"""

SOURCES: Final = "sources"
"""The table of all sources with their figures, from which the others are answered."""

_SOURCES: Final = """
WITH {events},
recorded AS (
    SELECT caller_ip AS source, count(*) AS records, min(start) AS first, max(start) AS last
    FROM {relation} WHERE {records} GROUP BY 1
),
others AS (
    SELECT source, sum(kept_out)::BIGINT AS kept_out, sum(lockouts)::BIGINT AS lockouts,
        min(first) AS first, max(last) AS last
    FROM (
        SELECT source, "count" AS kept_out, 0 AS lockouts, minute AS first, minute AS last
            FROM aggregate WHERE {counts}
        UNION ALL SELECT source, 0, 1, "at", "at" FROM events
    ) GROUP BY 1
)
SELECT {columns} FROM (
    SELECT coalesce(recorded.source, others.source) AS source, coalesce(records, 0) AS records,
        coalesce(kept_out, 0) AS kept_out, coalesce(lockouts, 0) AS lockouts,
        least(recorded.first, others.first) AS first,
        greatest(recorded.last, others.last) AS last
    FROM recorded FULL JOIN others ON recorded.source = others.source
) WHERE source NOT IN ('', 'other')
"""

_RANKING: Final = """
WITH places AS {kept} (
    SELECT *, records + kept_out + lockouts AS weight FROM ({places})
),
guessers AS MATERIALIZED (
    SELECT * FROM places WHERE lockouts > 0 ORDER BY lockouts DESC, weight DESC, place LIMIT ?
),
heaviest AS (SELECT * FROM places ORDER BY weight DESC, place LIMIT ?),
shown AS (
    SELECT * FROM (
        SELECT *, true AS guesses FROM guessers
        UNION ALL SELECT *, false FROM heaviest WHERE place NOT IN (SELECT place FROM guessers)
    ) ORDER BY guesses DESC, weight DESC, place LIMIT ?
),
totals AS (
    SELECT count(*) AS total, coalesce(sum(records), 0)::BIGINT AS all_records,
        coalesce(sum(kept_out), 0)::BIGINT AS all_kept_out FROM places
)
SELECT place, addresses, first, last, records, kept_out, total, all_records, all_kept_out
FROM shown, totals ORDER BY weight DESC, place
"""

_BY_ADDRESS: Final = """
SELECT source AS place, 1 AS addresses, records, kept_out, lockouts, first, last FROM sources
"""

_BY_NETWORK: Final = """
SELECT place, count(*) AS addresses, sum(records)::BIGINT AS records,
    sum(kept_out)::BIGINT AS kept_out, sum(lockouts)::BIGINT AS lockouts, min(first) AS first,
    max(last) AS last
FROM sources GROUP BY 1
"""

_MEMBERS: Final = f"""
SELECT place, source FROM sources WHERE place IN (SELECT unnest(?::VARCHAR[]))
QUALIFY row_number() OVER (PARTITION BY place) <= {MAX_ADDRESSES}
"""  # noqa: S608

_OTHER: Final = """
SELECT coalesce(sum("count"), 0)::BIGINT FROM aggregate WHERE source = 'other' AND {}
"""


class Source(NamedTuple):
    """Where records are.

    Attributes:
        relation: What stands behind ``FROM``.
        condition: Which of its rows.
    """

    relation: str
    condition: Clause


def events(condition: str) -> str:
    """Suspensions by source, as the beginning of a statement; over ``at`` and ``source``."""
    return _EVENTS.format(condition=condition)


def sources(records: Source, counts: Clause, locked: Clause, *, network: bool) -> Clause:
    """The rows of :data:`SOURCES`: each address with its figures and the place it belongs to."""
    text = _SOURCES.format(
        events=events(locked[0]),
        relation=records.relation,
        records=records.condition[0],
        counts=counts[0],
        columns=f"*, {_NETWORK} AS place" if network else "*",
    )
    return text, [*locked[1], *records.condition[1], *counts[1]]


def ranking(limit: int, *, network: bool) -> Clause:
    """Places with the most attempts, or the most lockouts; each row has the totals of all."""
    text = _RANKING.format(
        kept="MATERIALIZED" if network else "NOT MATERIALIZED",
        places=_BY_NETWORK if network else _BY_ADDRESS,
    )
    return text, [limit // LOCKOUT_SHARE, limit, limit]


def members(networks: list[str]) -> Clause:
    """Addresses of networks, with the networks as the ranking names them."""
    return _MEMBERS, [networks]


def elsewhere(counts: Clause) -> Clause:
    """Counts whose source is not known."""
    return _OTHER.format(counts[0]), counts[1]
