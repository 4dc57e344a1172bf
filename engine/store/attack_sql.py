"""Statements of the reading of attacks; :mod:`engine.store.cdr_attacks` puts them together.

Sources are ranked first (:mod:`engine.store.attack_ranking`). What the numbers of the ranked ones
show is read in one pass more: four columns of their records, once from the table into one of this
reading's own, and at most :data:`MAX_EXAMINED` of them. A statement over that table, of which the
database knows the rows, takes a third of the time of one over everything at once. So time and
memory are bounded however many records an attack left. Rows of that statement have one form for all
answers: what it is, the source's place in the ranking, two texts and two numbers.

Consecutive numbers are an old question of SQL, "gaps and islands": in order of value, the value
less the number of the row is the same for all of one run. It is asked of numbers only that have a
successor, found by a join, since sorting all of them takes longer than all else together.
"""

from typing import Final

from engine.store.attack_dialling import ABROAD, PREMIUM
from engine.store.attack_ranking import Source, events
from engine.store.clauses import Clause

QUARTER_MS: Final = 900_000
"""A quarter of an hour: every zone's offset is a multiple of it."""

MAX_EXAMINED: Final = 200_000
"""Records whose numbers are read: those of fifty sources with 4,000 each, some 30 MB."""

PREFIX_DIGITS: Final = 6
LISTED: Final = 5
"""Targets, devices and runs of each source."""

LEAST_RUN: Final = 5
"""Consecutive numbers that are no chance."""

LEAST_EXTENSIONS: Final = 3
"""Consecutive extensions locked out that are none: each took several wrong passwords."""

LEAST_VARIANTS: Final = 3
"""Dial prefixes in front of one destination that are a search for the right one."""

_ASKED: Final = """asked AS (
    SELECT unnest(?::VARCHAR[]) AS address, unnest(?::INTEGER[]) AS place,
        unnest(?::BIGINT[]) AS since
)"""

CHOSEN: Final = "chosen"
"""The table of the records that are looked at."""

_APART: Final = 1 << 62
"""A limit that nothing reaches keeps a condition and a join apart: pushed into the scan, the join
makes it half as fast again."""

_CHOSEN: Final = f"""
SELECT place, start, caller, callee, user_agent FROM (
    SELECT start, caller, callee, user_agent, caller_ip FROM {{relation}}
    WHERE {{records}} LIMIT {_APART}
) JOIN asked ON caller_ip = address WHERE start >= since {{most}}
"""  # noqa: S608

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

_GREATEST: Final = "max(struct_pack(n := n, number := number))"
_MOST: Final = f"coalesce(({_GREATEST} FILTER (WHERE n > 1)).number, max(number))"
"""The number with the greatest count, the same one of several in every reading. Most are called
once, and comparing them with their count takes twice as long as without."""
_MOST_OFTEN: Final = f"{_GREATEST}.number".replace("number", "extension")

_KIND: Final = "((place * 2 + (side = 'caller')::INTEGER) * 32 + digits) * 2 + plus::INTEGER"
"""What consecutive numbers have in common, as one number: to join by four values takes longer."""

_NUMBERS: Final = f"""
callees AS MATERIALIZED (SELECT place, callee AS number, count(*) AS n FROM chosen GROUP BY 1, 2),
callers AS MATERIALIZED (SELECT place, caller AS number, count(*) AS n FROM chosen GROUP BY 1, 2),
valued AS MATERIALIZED (
    SELECT place, side, number, {_KIND} AS kind, try_cast(number AS BIGINT) AS value FROM (
        SELECT place, side, number, length(number) AS digits, starts_with(number, '+') AS plus
        FROM (
            SELECT place, number, 'callee' AS side FROM callees
            UNION ALL SELECT place, number, 'caller' FROM callers
        ) WHERE length(number) BETWEEN 2 AND 18 AND regexp_full_match(number, '[+]?[0-9]+')
    )
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
    UNION ALL SELECT 'international', place, '', '', sum(n)::BIGINT, 0 FROM callees
        WHERE {ABROAD} GROUP BY 2
    UNION ALL SELECT 'premium', place, {_MOST}, '', sum(n)::BIGINT, 0 FROM callees
        WHERE {PREMIUM} GROUP BY 2
    UNION ALL SELECT side, place, first, last, n, 0 FROM islands
)"""  # noqa: S608

_ISLANDS: Final = f"""
near AS (
    SELECT low.*, high.number AS next FROM valued low JOIN valued high
        ON low.kind = high.kind AND low.value + 1 = high.value
),
islands AS (
    SELECT place, side, min(number) AS first, max(next) AS last, count(*) + 1 AS n FROM (
        SELECT *, value - row_number() OVER (PARTITION BY kind ORDER BY value) AS island FROM near
    ) GROUP BY place, side, kind, island HAVING count(*) + 1 >= {{least}}
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
valued AS MATERIALIZED (
    SELECT place, 'extension' AS side, extension AS number, place * 32 + length(extension) AS kind,
        try_cast(extension AS BIGINT) AS value
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


def chosen(asked: list[object], records: Source, *, counted: bool) -> Clause:
    """The rows of :data:`CHOSEN`: the records of the sources since the asked moments.

    Args:
        asked: Addresses, their places, their moments.
        records: Where they are.
        counted: Whether they are known to be few enough. A limit costs two fifths of all of it.
    """
    most = "" if counted else f"LIMIT {2 * MAX_EXAMINED}"
    text = _CHOSEN.format(relation=records.relation, records=records.condition[0], most=most)
    return f"WITH {_ASKED} {text}", [*asked, *records.condition[1]]


def details(asked: list[object], counts: Clause, timezone: str) -> Clause:
    """Rhythm and numbers of the sources, of all their records, which are few enough."""
    text = (
        f"WITH {_ASKED}, {_RHYTHM.format(source=CHOSEN, counts=counts[0])}, "  # noqa: S608
        f"{_numbers(counts)} SELECT * FROM rhythm UNION ALL SELECT * FROM shown"
    )
    return text, [*asked, timezone, *counts[1], *counts[1]]


def rhythm(
    asked: list[object], records: Source, counts: Clause, timezone: str, quota: int
) -> Clause:
    """The rhythm alone, of all records, and since when the newest ``quota`` of each source are."""
    source = (
        f"(SELECT start, caller_ip FROM {records.relation} "  # noqa: S608 - names only
        f"WHERE {records.condition[0]} LIMIT {_APART}) JOIN asked ON caller_ip = address"
    )
    text = (
        f"WITH {_ASKED}, {_RHYTHM.format(source=source, counts=counts[0])} "  # noqa: S608
        f"SELECT * FROM rhythm UNION ALL {_SINCE}"
    )
    return text, [*asked, *records.condition[1], timezone, *counts[1], quota]


def numbers(asked: list[object], counts: Clause) -> Clause:
    """What the numbers of the chosen records show."""
    text = f"WITH {_ASKED}, {_numbers(counts)} SELECT * FROM shown"  # noqa: S608
    return text, [*asked, *counts[1]]


def lockouts(asked: list[object], locked: Clause) -> Clause:
    """Suspensions of each source, and of all with place -1; then their runs."""
    return _LOCKED.format(events=events(locked[0])), [*asked, *locked[1]]


def lockout_days(locked: Clause) -> Clause:
    """Suspensions by day."""
    return _LOCKOUT_DAYS.format(events(locked[0])), locked[1]


def _numbers(counts: Clause) -> str:
    return _NUMBERS.format(islands=_ISLANDS.format(least=LEAST_RUN), counts=counts[0])
