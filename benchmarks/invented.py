"""Invented call records for the benchmarks of the store: fourteen days of a switch under attack.

Two fifths are refused calls of a few thousand attackers, the rest answered or failed calls of
phones, busy by day and quiet by night. On one night an attacker with forty addresses pours in 30 %
of that day's records within an hour, one number after the other. Records are in order of time, and
the same ones each time.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb

from engine.billing.journal import segment_name
from engine.identifiers import uuid7

DAYS: Final = 14
END: Final = datetime(2026, 11, 23, tzinfo=UTC)
FIRST: Final = END - timedelta(days=DAYS)
FLOOD_DAY: Final = 8
"""Counted from 0; the flood is between 3 and 4 o'clock UTC."""

SEGMENT_ROWS: Final = 10_000
SEGMENTS_A_BATCH: Final = 20

#: Half a sine over the hours of a day: the busiest hour has about four times the calls of the
#: quietest. The position of a record in its day is bent, so records stay in order of time.
#: On the day of the flood the records of the flood are pressed into its hour.
_MOMENT: Final = """
    {first} + (day * 86400000.0 + 86400000.0 * CASE
        WHEN day <> {flood} THEN part + 0.6 / (2 * pi()) * sin(2 * pi() * part)
        WHEN part < 0.1 THEN part * 1.25
        WHEN part < 0.4 THEN 0.125 + (part - 0.1) / 0.3 / 24
        ELSE 1 - (1 - part) / 0.6 * (1 - 4.0 / 24)
    END)
"""

_ROWS: Final = """
SELECT
    lpad(format('{{:x}}', start_ms), 12, '0')[1:8] || '-'
        || lpad(format('{{:x}}', start_ms), 12, '0')[9:12] || '-7' || right(hash_text, 3)
        || '-a' || hash_text[4:6] || '-' || lpad(format('{{:x}}', n), 12, '0') AS id,
    n + 1 AS flow_no,
    CASE WHEN illegal THEN (1000 + h % 400)::VARCHAR ELSE (20000 + h % 10000)::VARCHAR END
        AS caller,
    CASE WHEN flood THEN (88213000000 + n)::VARCHAR
        WHEN illegal THEN '00' || (972590000000 + h % 100000000)::VARCHAR
        ELSE '8801' || (700000000 + h % 90000000)::VARCHAR END AS callee,
    CASE WHEN flood THEN '203.0.113.' || (h % 40)
        WHEN illegal THEN '198.51.' || (h % 3000 // 250) || '.' || (h % 250)
        ELSE '10.' || (h % 40) || '.' || (h % 250) || '.7' END AS caller_ip,
    CASE WHEN illegal THEN '' ELSE '192.0.2.' || (h % 9) END AS callee_ip,
    '' AS caller_gateway,
    CASE WHEN illegal THEN '' ELSE 'carrier-' || (h % 9) END AS callee_gateway,
    CASE WHEN illegal THEN '' ELSE (20000 + h % 10000)::VARCHAR END AS account,
    start_ms AS start,
    CASE WHEN hold > 0 THEN start_ms + 4000 END AS answer,
    start_ms + 5 + hold AS stop,
    hold AS hold_ms,
    hold // 1000 AS hold_time_s,
    hold // 1000 AS fee_time_s,
    round(hold / 60000 * 0.01, 4) AS fee,
    CASE WHEN illegal THEN 9 ELSE (h % 10 > 7)::INT END AS billing_mode,
    CASE WHEN hold > 0 THEN 0 ELSE 2 END AS end_direction,
    CASE WHEN illegal THEN -9 WHEN hold > 0 THEN 0 ELSE 480 END AS end_reason,
    CASE WHEN illegal THEN 403 WHEN hold > 0 THEN 200 ELSE 480 END AS sip_status,
    CASE WHEN illegal THEN NULL ELSE 300 + h % 3000 END AS pdd_ms,
    hash_text || '@' || (h % 3000) || '.example' AS call_id,
    CASE WHEN illegal THEN ['friendly-scanner', 'sipcli/v1.8', 'pplsip'][1 + h % 3]
        ELSE 'Phone ' || (h % 30) || '/2.' || (h % 7) END AS user_agent
FROM (
    SELECT *, flood OR h % 10 < 4 AS illegal, md5(n::VARCHAR) AS hash_text,
        CASE WHEN NOT flood AND h % 10 >= 4 AND h % 17 > 6 THEN (1000 + h % 300000)::BIGINT
            ELSE 0 END AS hold,
        ({moment})::BIGINT AS start_ms
    FROM (SELECT *, day = {flood} AND part >= 0.1 AND part < 0.4 AS flood FROM (
        SELECT n, (hash(n) // 8)::BIGINT % 1000000007 AS h,
            floor(n * {days}.0 / {total}) AS day, n * {days}.0 / {total} % 1.0 AS part
        FROM range({begin}, {end}) numbers(n)
    ))
)
"""


def batches(journal: Path, total: int) -> Iterator[list[Path]]:
    """Segments in order of time, a few at a time, so that the disk holds only these."""
    maker = duckdb.connect()
    step = SEGMENT_ROWS * SEGMENTS_A_BATCH
    for first in range(0, total, step):
        yield [
            make_segment(maker, journal, total, begin, min(begin + SEGMENT_ROWS, total))
            for begin in range(first, min(first + step, total), SEGMENT_ROWS)
        ]
    maker.close()


def make_segment(maker: Any, journal: Path, total: int, begin: int, end: int) -> Path:
    path = journal / segment_name("cdr", uuid7(begin), sealed=True)
    maker.execute(f"COPY ({invented(total, begin, end)}) TO '{path}' (FORMAT json)")
    return path


def invented(total: int, begin: int, end: int) -> str:
    """The query for the records ``begin`` up to ``end`` of ``total``."""
    moment = _MOMENT.format(first=int(FIRST.timestamp() * 1000), flood=FLOOD_DAY)
    return _ROWS.format(
        moment=moment, flood=FLOOD_DAY, days=DAYS, total=total, begin=begin, end=end
    )
