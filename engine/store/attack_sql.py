"""Statements of the reading of attacks; :mod:`engine.store.cdr_attacks` puts them together.

Records, counts of what was not recorded, and lockouts are ranked by source in one statement. What
the numbers of the ranked sources show is read in another: their records, four columns of them, once
from the table and then from memory, and at most :data:`MAX_EXAMINED` of them. So time and memory
are bounded however many records an attack left. Rows of that statement have one form for all
answers: what it is, the source's place in the ranking, two texts and two numbers.

Consecutive numbers are an old question of SQL, "gaps and islands": in order of value, the value
less the number of the row is the same for all of one run. It is asked of numbers only that have a
successor, found by a join, since sorting all of them takes longer than all else together.
"""

from typing import Final, NamedTuple

from engine.store.cdr_networks import FULL
from engine.store.clauses import Clause

QUARTER_MS: Final = 900_000
"""A quarter of an hour: every zone's offset is a multiple of it."""

MAX_EXAMINED: Final = 200_000
"""Records whose numbers are read: those of fifty sources with 4,000 each, some 30 MB."""

MAX_ADDRESSES: Final = 1000
"""Addresses of one network whose records are read; a /24 has 256, a /64 any number."""

PREFIX_DIGITS: Final = 6
LISTED: Final = 5
"""Targets, devices and runs of each source."""

LOCKOUT_SHARE: Final = 4
"""One place in so many is for the sources with the most lockouts: who guesses passwords makes few
attempts to call, or none, and would never be listed beside a flood."""

LEAST_RUN: Final = 5
"""Consecutive numbers that are no chance."""

LEAST_EXTENSIONS: Final = 3
"""Consecutive extensions locked out that are none: each took several wrong passwords."""

LEAST_VARIANTS: Final = 3
"""Dial prefixes in front of one destination that are a search for the right one."""

OTHER: Final = "other"
"""Source of counts beyond the limit, see :mod:`engine.billing.aggregates`."""

_NETWORK: Final = f"""CASE
    WHEN contains(source, ':') THEN left({FULL.format("split_part(source, '/', 1)")}, 16)
    ELSE regexp_replace(source, '[.][0-9]+$', '.0/24') END"""
"""Network of an address: of IPv6 the first 16 digits, which Python writes as they are used."""

_ASKED: Final = """asked AS (
    SELECT unnest(?::VARCHAR[]) AS address, unnest(?::INTEGER[]) AS place,
        unnest(?::BIGINT[]) AS since
)"""

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

_CHOSEN: Final = f"""chosen AS MATERIALIZED (
    SELECT place, start, caller, callee, user_agent
    FROM {{relation}} JOIN asked ON caller_ip = address
    WHERE start >= since AND {{records}} LIMIT {2 * MAX_EXAMINED}
)"""  # noqa: S608

_RHYTHM: Final = f"""
called AS MATERIALIZED (
    SELECT place, start // {QUARTER_MS} AS quarter, count(*) AS n FROM {{source}} GROUP BY 1, 2
),
attempted AS MATERIALIZED (
    SELECT place, n, timezone(?, make_timestamptz(quarter * {QUARTER_MS * 1000})) AS moment FROM (
        SELECT place, quarter, sum(n) AS n FROM (
            SELECT * FROM called UNION ALL
            SELECT place, minute // {QUARTER_MS}, sum("count")
                FROM aggregate JOIN asked ON source = address WHERE {{counts}} GROUP BY 1, 2
        ) GROUP BY 1, 2
    )
),
rhythm AS (
    SELECT 'hour' AS what, place, date_part('hour', moment)::VARCHAR AS text, '' AS more,
        sum(n)::BIGINT AS n, 0::BIGINT AS m FROM attempted GROUP BY 2, 3
    UNION ALL SELECT 'day', place, '', '', count(DISTINCT moment::DATE), 0
        FROM attempted GROUP BY 2
)"""  # noqa: S608

_SINCE: Final = f"""
SELECT 'since', place, '', '', min(quarter) * {QUARTER_MS}, 0 FROM (
    SELECT place, quarter, sum(n) OVER (PARTITION BY place ORDER BY quarter DESC) - n AS newer
    FROM called
) WHERE newer < ? GROUP BY 2
"""  # noqa: S608

_MOST: Final = "max(struct_pack(n := n, number := number)).number"
"""The number with the greatest count, the same one of several in every reading."""
_MOST_OFTEN: Final = _MOST.replace("number", "extension")

_ABROAD: Final = """CASE
    WHEN starts_with(number, '+') THEN substr(number, 2)
    WHEN starts_with(number, '00') THEN ltrim(substr(number, 3), '0')
    WHEN starts_with(number, '011') THEN substr(number, 4)
    WHEN starts_with(number, '9011') THEN substr(number, 5)
    WHEN starts_with(number, '900') THEN substr(number, 4)
END"""
"""A number from its country code on, of what is dialled abroad: +, 00, 011 of North America, and
both behind a 9 for an outside line."""

_PREMIUM: Final = """(
    starts_with(abroad, '870') OR left(abroad, 3) BETWEEN '881' AND '883'
    OR starts_with(abroad, '979')
    OR starts_with(number, '0900') OR starts_with(number, '1900') OR starts_with(number, '0190')
)"""
"""ITU-T E.164: satellite and global networks (870, 881 to 883), international premium rate (979);
national premium rate in much of Europe (0900, once 0190) and in North America (1 900)."""

_NUMBERS: Final = f"""
callees AS MATERIALIZED (SELECT place, callee AS number, count(*) AS n FROM chosen GROUP BY 1, 2),
callers AS MATERIALIZED (SELECT place, caller AS number, count(*) AS n FROM chosen GROUP BY 1, 2),
abroad AS (
    SELECT place, number, n, {_ABROAD} AS abroad FROM callees WHERE length(number) >= 8
),
plain AS MATERIALIZED (
    SELECT place, side, number, length(number) AS digits, starts_with(number, '+') AS plus,
        try_cast(ltrim(number, '+') AS BIGINT) AS value
    FROM (
        SELECT place, number, 'callee' AS side FROM callees
        UNION ALL SELECT place, number, 'caller' FROM callers
    ) WHERE length(number) BETWEEN 2 AND 18 AND regexp_full_match(number, '[+]?[0-9]+')
),
{{islands}},
prefixes AS (
    SELECT place, left(number, {PREFIX_DIGITS}) AS prefix, sum(n) AS n, 0 AS m FROM callees
        GROUP BY 1, 2
    UNION ALL SELECT place, callee_prefix, 0, sum("count")
        FROM aggregate JOIN asked ON source = address WHERE {{counts}} GROUP BY 1, 2
),
shown AS (
    SELECT 'callees' AS what, place, {_MOST} AS text, '' AS more, count(*) AS n,
        max(n) AS m FROM callees GROUP BY 2
    UNION ALL SELECT 'callers', place, '', '', count(*), sum(n)::BIGINT FROM callers GROUP BY 2
    UNION ALL SELECT 'prefix', place, prefix, '', sum(n)::BIGINT, sum(m)::BIGINT FROM prefixes
        GROUP BY 2, 3 QUALIFY row_number() OVER (
            PARTITION BY place ORDER BY sum(n) + sum(m) DESC, prefix) <= {LISTED}
    UNION ALL SELECT 'device', place, user_agent, '', count(*), 0 FROM chosen
        WHERE user_agent <> '' GROUP BY 2, 3 QUALIFY row_number() OVER (
            PARTITION BY place ORDER BY count(*) DESC, user_agent) <= {LISTED}
    UNION ALL SELECT 'probe', place, {_MOST}, '', count(*), max(n) FROM (
        SELECT place, right(callees.number, 9) AS number, count(*) AS n FROM callees
        WHERE length(callees.number) >= 9 GROUP BY 1, 2 HAVING count(*) >= {LEAST_VARIANTS}
    ) GROUP BY 2
    UNION ALL SELECT 'international', place, '', '', sum(n)::BIGINT, 0 FROM abroad
        WHERE abroad <> '' GROUP BY 2
    UNION ALL SELECT 'premium', place, {_MOST}, '', sum(n)::BIGINT, 0 FROM abroad
        WHERE {_PREMIUM} GROUP BY 2
    UNION ALL SELECT side, place, first, last, n, 0 FROM islands
)"""  # noqa: S608

_ISLANDS: Final = f"""
near AS (
    SELECT low.*, high.number AS next FROM plain low JOIN plain high ON low.place = high.place
        AND low.side = high.side AND low.digits = high.digits AND low.plus = high.plus
        AND low.value + 1 = high.value
),
islands AS (
    SELECT place, side, min(number) AS first, max(next) AS last, count(*) + 1 AS n FROM (
        SELECT *, value - row_number() OVER (
            PARTITION BY place, side, digits, plus ORDER BY value) AS island
        FROM near
    ) GROUP BY place, side, digits, plus, island HAVING count(*) + 1 >= {{least}}
    QUALIFY row_number() OVER (
        PARTITION BY place, side ORDER BY count(*) DESC, min(number)) <= {LISTED}
)"""  # noqa: S608

_LOCKED: Final = f"""
WITH asked AS (SELECT unnest(?::VARCHAR[]) AS address, unnest(?::INTEGER[]) AS place),
{{events}},
times AS MATERIALIZED (
    SELECT place, extension, count(*) AS n, count(*) FILTER (NOT known) AS unknown,
        min("at") AS first, max("at") AS last
    FROM (
        SELECT DISTINCT place, id, extension, known, "at"
        FROM events JOIN asked ON source = address
        UNION SELECT -1, id, extension, known, "at" FROM events
    ) GROUP BY 1, 2
),
plain AS MATERIALIZED (
    SELECT place, 'extension' AS side, extension AS number, length(extension) AS digits,
        false AS plus, try_cast(extension AS BIGINT) AS value
    FROM times WHERE length(extension) BETWEEN 2 AND 18
        AND regexp_full_match(extension, '[0-9]+')
),
{_ISLANDS.format(least=LEAST_EXTENSIONS)}
SELECT 'locked', place, {_MOST_OFTEN}, '', max(n), sum(n)::BIGINT, count(*),
    sum(unknown)::BIGINT, min(first), max(last) FROM times GROUP BY 2
UNION ALL SELECT 'run', place, first, last, n, 0, 0, 0, 0, 0 FROM islands
"""  # noqa: S608

_LOCKOUT_DAYS: Final = """
WITH {}
SELECT "at" // 86400000 * 86400000 AS day, count(DISTINCT id) FROM events GROUP BY 1 ORDER BY 1
"""


def events(condition: str) -> str:
    """Suspensions by source, as the beginning of a statement; over ``at`` and ``source``."""
    return _EVENTS.format(condition=condition)


class Source(NamedTuple):
    """Where records are.

    Attributes:
        relation: What stands behind ``FROM``.
        condition: Which of its rows.
    """

    relation: str
    condition: Clause


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


def details(asked: list[object], records: Source, counts: Clause, timezone: str) -> Clause:
    """Rhythm and numbers of the sources, of all their records, which are few enough."""
    text = (
        f"WITH {_ASKED}, {_chosen(records)}, "  # noqa: S608
        f"{_RHYTHM.format(source='chosen', counts=counts[0])}, "
        f"{_numbers(counts)} SELECT * FROM rhythm UNION ALL SELECT * FROM shown"
    )
    return text, [*asked, *records.condition[1], timezone, *counts[1], *counts[1]]


def rhythm(
    asked: list[object], records: Source, counts: Clause, timezone: str, quota: int
) -> Clause:
    """The rhythm alone, of all records, and since when the newest ``quota`` of each source are."""
    source = f"{records.relation} JOIN asked ON caller_ip = address WHERE {records.condition[0]}"
    text = (
        f"WITH {_ASKED}, {_RHYTHM.format(source=source, counts=counts[0])} "  # noqa: S608
        f"SELECT * FROM rhythm UNION ALL {_SINCE}"
    )
    return text, [*asked, *records.condition[1], timezone, *counts[1], quota]


def numbers(asked: list[object], records: Source, counts: Clause) -> Clause:
    """What the numbers show of the records since the asked moments."""
    text = (
        f"WITH {_ASKED}, {_chosen(records)}, "  # noqa: S608
        f"{_numbers(counts)} SELECT * FROM shown"
    )
    return text, [*asked, *records.condition[1], *counts[1]]


def lockouts(asked: list[object], locked: Clause) -> Clause:
    """Suspensions of each source, and of all with place -1; then their runs."""
    return _LOCKED.format(events=events(locked[0])), [*asked, *locked[1]]


def lockout_days(locked: Clause) -> Clause:
    """Suspensions by day."""
    return _LOCKOUT_DAYS.format(events(locked[0])), locked[1]


def _chosen(records: Source) -> str:
    return _CHOSEN.format(relation=records.relation, records=records.condition[0])


def _numbers(counts: Clause) -> str:
    return _NUMBERS.format(islands=_ISLANDS.format(least=LEAST_RUN), counts=counts[0])
