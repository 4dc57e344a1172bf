"""What is done about the histories while nobody asks: refusals counted, old rows removed.

Refusals become rows of the audit every quarter of an hour. Once an hour rows go that are older, or
more, than the parameters say. Once a day the head of the audit's chain goes into the log, so that
there is a witness outside of the database.
"""

from typing import Final

from engine.api.retention_runs import number_of
from engine.api.services import Services
from engine.logs import get_logger

AUDIT_DAYS: Final = "SERVER_AUDIT_KEEP_DAYS"
AUDIT_ROWS: Final = "SERVER_AUDIT_MAX_ROWS"
PAST_DAYS: Final = "SERVER_SECURITY_HISTORY_KEEP_DAYS"
PAST_ROWS: Final = "SERVER_SECURITY_HISTORY_MAX_ROWS"

HISTORIES_S: Final = 10.0
HOUR_S: Final = 3600.0
DAY_S: Final = 86_400.0

_log = get_logger(__name__)


class HistoryKeeper:
    """Keeps the histories of one engine within their bounds."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._number = number_of(services.config)
        self._removed: float | None = None
        self._told: float | None = None

    def sweep(self) -> None:
        """One turn; blocks while there is something to do.

        Raises:
            StoreError: something could not be written; the next turn tries again.
        """
        services = self._services
        services.refusals.flush(services.config.audit)
        now = services.clock.now()
        if self._removed is None or now - self._removed >= HOUR_S:
            self._remove()
            self._removed = now
        if self._told is None or now - self._told >= DAY_S:
            number, chain = services.config.audit.head()
            _log.info("head of the audit", number=number, chain=chain)
            self._told = now

    def _remove(self) -> None:
        removed = self._services.config.audit.remove_old(
            self._number(AUDIT_DAYS), self._number(AUDIT_ROWS)
        )
        if removed:
            _log.info("old entries of the audit were removed", rows=removed)
        past = self._services.cdrs.security.remove_old(
            int(self._services.clock.wall() * 1000),
            self._number(PAST_DAYS),
            self._number(PAST_ROWS),
        )
        if past:
            _log.info("old lockouts and blocks were removed", rows=past)
