"""Verifying the audit's chain every night, when few people work (:mod:`engine.api.audit_checks`).

An engine that is off at that hour does it once it runs again, but not while it starts. Whoever had
it verified since the last such hour has done the night's work. What is found is a figure of
``/metrics``, and a rule over that figure, shipped with the engine, raises an alarm.
"""

from datetime import datetime, timedelta
from typing import Final

from engine.api.audit_checks import AuditChecks
from engine.clock import Clock

HOUR: Final = 3
"""Of the machine's own time zone."""

SETTLE_S: Final = 300.0
"""Seconds after the start in which there is more urgent work."""

LOOK_S: Final = 60.0
"""Between two looks at the clock."""

RETRY_S: Final = 3600.0
"""Between two attempts when one could not be finished."""

ACTOR: Final = "nightly"


class AuditNights:
    """Begins a verification a night.

    Args:
        checks: Does it.
        clock: Of the process.
    """

    def __init__(self, checks: AuditChecks, clock: Clock) -> None:
        self._checks = checks
        self._clock = clock
        self._started = clock.now()
        self._since = clock.wall()
        self._begun: float | None = None

    def sweep(self) -> None:
        """One look.

        Raises:
            StoreError: the store cannot be read; the next look tries again.
        """
        now = self._clock.now()
        if now - self._started < SETTLE_S or self._checks.now().on:
            return
        if self._begun is not None and now - self._begun < RETRY_S:
            return
        last = float(self._checks.last().get("at", self._since))
        if last < night_before(self._clock.wall()):
            self._begun = now
            self._checks.begin(ACTOR, "")


def night_before(wall: float) -> float:
    """Epoch seconds of the latest :data:`HOUR` that is over at ``wall``, local time."""
    local = datetime.fromtimestamp(wall).astimezone()
    night = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if night > local:
        night -= timedelta(days=1)
    return night.timestamp()
