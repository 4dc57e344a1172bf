"""Where in time the row of a number is, by the counts of the chart.

The chart counts the records of every bucket of time, and it is of the same records as the table.
So the bucket of any row is known without asking, and the engine has to count within that bucket
only. Without a chart, or when its counts are not those of the table, the engine counts all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from client.api.cdr_values import CdrQuery, CdrSeries

MOMENT = timedelta(milliseconds=1)
"""The engine keeps times to the millisecond."""


class Places:
    """The buckets of one chart, newest first.

    Args:
        series: the chart.
        total: how many records the table has; with another sum of counts nothing is known.
    """

    def __init__(self, series: CdrSeries | None = None, total: int = 0) -> None:
        counts: Counter[int] = Counter()
        for point in series.points if series else ():
            counts[round(point.at.timestamp())] += point.count
        self._bucket_s = series.bucket_s if series else 1
        self._begins = sorted(counts, reverse=True)
        self._until = np.cumsum([counts[begin] for begin in self._begins], dtype=np.int64)
        if not self._begins or int(self._until[-1]) != total:
            self._begins = []
        self._total = total

    def narrowed(self, query: CdrQuery, row: int, *, oldest: bool) -> tuple[CdrQuery, int]:
        """A shorter query whose result goes on with row *row* after some rows, and how many."""
        if not self._begins or not 0 <= row < self._total:
            return query, row
        newer = self._total - 1 - row if oldest else row
        place = int(np.searchsorted(self._until, newer, side="right"))
        begin = datetime.fromtimestamp(self._begins[place], UTC)
        if oldest:
            first = self._total - int(self._until[place])
            return replace(query, start=max(query.start, begin)), row - first
        first = int(self._until[place - 1]) if place else 0
        end = begin + timedelta(seconds=self._bucket_s)
        return replace(query, end=min(query.end, end)), row - first

    def newer(self, query: CdrQuery, moment: datetime) -> tuple[CdrQuery | None, int]:
        """How many records start after a moment: those to be counted by a query, and some more.

        The query is None when nothing is left to be counted.
        """
        after = max(query.start, moment.astimezone(UTC) + MOMENT)
        if after >= query.end:
            return None, 0
        if not self._begins:
            return replace(query, start=after), 0
        edge = after.timestamp() // self._bucket_s * self._bucket_s
        place = sum(begin > edge for begin in self._begins)
        end = datetime.fromtimestamp(edge + self._bucket_s, UTC)
        whole = int(self._until[place - 1]) if place else 0
        return replace(query, start=after, end=min(query.end, end)), whole
