"""Regular work about security: histories within their bounds, events to a syslog server."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from engine.api.alarm_board import AlarmBoard
from engine.api.routes.health import product_version
from engine.api.services import Services
from engine.management import history_keeper, syslog_export
from engine.management.history_keeper import HistoryKeeper
from engine.management.syslog_export import SyslogExport


class Job(NamedTuple):
    """Blocking work that is done again and again."""

    name: str
    seconds: float
    work: Callable[[], object]


class SecurityWork:
    """What runs regularly, and what is to be done at the end.

    Args:
        services: What it is done with.
        alarms: Where alarms stand.
        authorities: A file with authorities to trust, or None.

    Attributes:
        jobs: What runs.
    """

    def __init__(
        self, services: Services, alarms: AlarmBoard, authorities: Path | None = None
    ) -> None:
        self._services = services
        self._syslog = SyslogExport(services, alarms, product_version(), authorities)
        self.jobs: Final = [
            Job("histories", history_keeper.HISTORIES_S, HistoryKeeper(services).sweep),
            Job("syslog", syslog_export.EVERY_S, self._syslog.sweep),
        ]

    def close(self) -> None:
        """Write what was counted, and hang up; after the jobs have ended.

        Raises:
            StoreError: the audit cannot be written.
        """
        self._syslog.close()
        self._services.refusals.flush(self._services.config.audit, now=True)
