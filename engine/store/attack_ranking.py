"""Statements that rank sources of attacks, over records, counts and lockouts at once.

Attackers forge addresses: millions of them may be in a week. So the ranking keeps figures of each
and nothing else, lets them spill to the disk, and never sorts more than it shows; which addresses a
network has is asked of the ranked networks alone.
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

_RANKING: Final = """
WITH {events},
sources AS MATERIALIZED (
    SELECT source, sum(records)::BIGINT AS records, sum(kept_out)::BIGINT AS kept_out,
        sum(lockouts)::BIGINT AS lockouts, min(first) AS first, max(last) AS last
    FROM (
        SELECT caller_ip AS source, 1 AS records, 0 AS kept_out, 0 AS lockouts, start AS first,
            start AS last FROM {relation} WHERE {records}
        UNION ALL SELECT source, 0, "count", 0, minute, minute FROM aggregate WHERE {counts}
        UNION ALL SELECT source, 0, 0, 1, "at", "at" FROM events
    ) WHERE source NOT IN ('', 'other') GROUP BY source
),
places AS MATERIALIZED (
    SELECT *, records + kept_out + lockouts AS weight FROM ({places})
),
guessers AS (
    SELECT place FROM places WHERE lockouts > 0 ORDER BY lockouts DESC, weight DESC, place LIMIT ?
),
shown AS (
    SELECT * FROM places LEFT JOIN (SELECT place, true AS guesses FROM guessers) USING (place)
    ORDER BY guesses IS NOT NULL DESC, weight DESC, place LIMIT ?
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

_BY_NETWORK: Final = f"""
SELECT {_NETWORK} AS place, count(*) AS addresses, sum(records)::BIGINT AS records,
    sum(kept_out)::BIGINT AS kept_out, sum(lockouts)::BIGINT AS lockouts, min(first) AS first,
    max(last) AS last
FROM sources GROUP BY 1
"""  # noqa: S608

_MEMBERS: Final = f"""
WITH {{events}}
SELECT place, source FROM (
    SELECT {_NETWORK} AS place, source FROM (
        SELECT caller_ip AS source FROM {{relation}} WHERE {{records}}
        UNION SELECT source FROM aggregate WHERE {{counts}}
        UNION SELECT source FROM events
    )
) WHERE place IN (SELECT unnest(?::VARCHAR[]))
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


def ranking(records: Source, counts: Clause, locked: Clause, limit: int, network: bool) -> Clause:
    """Sources with the most attempts, or the most lockouts; each row has the totals of all."""
    text = _RANKING.format(
        events=events(locked[0]),
        relation=records.relation,
        records=records.condition[0],
        counts=counts[0],
        places=_BY_NETWORK if network else _BY_ADDRESS,
    )
    places = limit // LOCKOUT_SHARE
    return text, [*locked[1], *records.condition[1], *counts[1], places, limit]


def members(records: Source, counts: Clause, locked: Clause, networks: list[str]) -> Clause:
    """Addresses of networks, with the networks as the ranking names them."""
    text = _MEMBERS.format(
        events=events(locked[0]),
        relation=records.relation,
        records=records.condition[0],
        counts=counts[0],
    )
    return text, [*locked[1], *records.condition[1], *counts[1], networks]


def elsewhere(counts: Clause) -> Clause:
    """Counts whose source is not known."""
    return _OTHER.format(counts[0]), counts[1]
