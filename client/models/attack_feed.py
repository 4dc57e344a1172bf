"""Asks for the reading of attacks of a time range, and keeps the latest answer.

A reading of millions of records takes its time: one that is not wanted any more is given up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.attack_values import AttackReading
from client.api.cdr_values import CdrQuery
from client.api.errors import ApiError
from client.formats import Formats
from client.models.alive import alive
from client.models.cdr_filter import CdrFilter, Range
from client.session import Session

LOAD = "attacks.load"
ILLEGAL_MODE = 9
BY = ("address", "network")
LIMITS = (20, 50, 200)


def utc_now() -> datetime:
    """Return the time by which "today" is reckoned."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class AttackQuestion:
    """What is asked.

    Attributes:
        filter: the time range.
        by: what a source is, an address or a network.
        limit: how many sources at most.
    """

    filter: CdrFilter = field(default_factory=lambda: CdrFilter(range=Range.WEEK))
    by: str = BY[0]
    limit: int = LIMITS[0]

    def remembered(self) -> dict[str, Any]:
        """Return the question as JSON can hold it."""
        return {"filter": self.filter.remembered(), "by": self.by, "limit": self.limit}

    @classmethod
    def recalled(cls, state: dict[str, Any]) -> AttackQuestion:
        """Return the remembered question; anything unusable in it gives the usual one."""
        kept, usual = state.get("filter"), cls()
        found = CdrFilter.recalled(kept).only_range() if isinstance(kept, dict) else usual.filter
        by, limit = state.get("by"), state.get("limit")
        return cls(found, by if by in BY else usual.by, limit if limit in LIMITS else usual.limit)


class AttackFeed(QObject):
    """Asks a session.

    Attributes:
        question: what is asked.
        query: the records that the latest question meant.

    Signals:
        loading: a question is on its way.
        loaded: the `AttackReading`.
        failed: it could not be read; carries the error.
    """

    loading = Signal()
    loaded = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        formats: Formats,
        parent: QObject | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._formats = formats
        self._now = now or utc_now
        self._asked = 0
        self.question = AttackQuestion()
        self.query: CdrQuery = self._query()
        session.resynced.connect(self.reload)

    def show(self, question: AttackQuestion) -> None:
        """Ask for something else."""
        self.question = question
        self.reload()

    def reload(self) -> None:
        """Ask anew; what is shown stays until the answer is there."""
        self._asked += 1
        asked, self.query = self._asked, self._query()
        query, zone = self.query, self._formats.zone_name
        by, limit = self.question.by, self.question.limit

        def take(reading: AttackReading) -> None:
            if asked == self._asked:
                self.loaded.emit(reading)

        def failed(error: ApiError) -> None:
            if asked == self._asked:
                self.failed.emit(error)

        self.loading.emit()
        self._session.give_up(LOAD)
        self._session.call(
            LOAD,
            lambda api: api.attacks(query, by, zone, limit),
            alive(self, take),
            alive(self, failed),
            latest=True,
        )

    def records_of(self, source: str) -> CdrFilter:
        """Return the filter of the records of *source*, of the same time."""
        wanted = replace(self.question.filter, billing_modes=(ILLEGAL_MODE,))
        return wanted.only("caller_ips", (source,))

    def reported(self, source: str) -> CdrQuery:
        """Return what a report on *source* is about, or on all sources when it is empty."""
        wanted = self.question.filter
        return (wanted.only("caller_ips", (source,)) if source else wanted).query(
            self._now(), self._formats.zone
        )

    def _query(self) -> CdrQuery:
        return self.question.filter.query(self._now(), self._formats.zone)
