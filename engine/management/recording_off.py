"""Since when records of calls of zero seconds are off, and how many calls they miss.

Told for every way in which they were switched off, by the flood guard or by hand. Somebody who only
changes for how long they are off does not change since when; that is read from the audit.
"""

from datetime import UTC, datetime
from typing import Final, Protocol

from engine.api.flood import RecordingOff
from engine.clock import Clock
from engine.management.recording import RecordingNow
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import AggregateRow
from engine.store.config_store import ConfigStore
from engine.store.rows import ParameterRow

COUNT_EVERY_S: Final = 4.0
"""Seconds for which a count is good enough."""

LOOK_BACK: Final = 200
"""Changes of the parameter that are looked at for the one that switched records off."""

_GATES: Final = frozenset({"zero_hold_time", "illegal_call"})
_DAY_S: Final = 86_400


class Counts(Protocol):
    """The store of call records, as far as it is asked here."""

    def aggregates(self, filters: CdrFilter, bucket_s: int = 60) -> list[AggregateRow]:
        """Calls that a gate kept out."""
        ...


class OffWatch:
    """Follows it; used by one thread."""

    def __init__(self, config: ConfigStore, cdrs: Counts, clock: Clock) -> None:
        self._config, self._cdrs, self._clock = config, cdrs, clock
        self._since = (-1, 0.0)
        self._count = (0.0, 0)
        self._count_until = 0.0

    def seen(self, now: RecordingNow) -> RecordingOff | None:
        """How it is; None while records are written."""
        row = now.row
        if row.value:
            self._count_until = 0.0
            return None
        since = self._off_since(row)
        return RecordingOff(
            since=since,
            by=row.changed_by,
            by_guard=now.recording == "ours",
            not_recorded=self._kept_out(since),
            until=row.revert_at if row.revert_to else None,
        )

    def _off_since(self, row: ParameterRow) -> float:
        version, since = self._since
        if version != row.version:
            since = row.changed_at or 0.0
            for change in self._config.parameters.history(row.name, LOOK_BACK):
                since = change.at
                if (change.before or {}).get("value", 1):
                    break
            self._since = (row.version, since)
        return since

    def _kept_out(self, since: float) -> int:
        """Calls counted since then; of its first minute all, for the gate was open before."""
        known, count = self._count
        if known != since or self._clock.now() >= self._count_until:
            minute = datetime.fromtimestamp(since // 60 * 60, UTC)
            rows = self._cdrs.aggregates(CdrFilter(from_=minute), _DAY_S)
            count = sum(row.records for row in rows if row.gate in _GATES)
            self._count = (since, count)
            self._count_until = self._clock.now() + COUNT_EVERY_S
        return count
