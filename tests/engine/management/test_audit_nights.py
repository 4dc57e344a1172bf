"""The audit is verified once a night, by whom it may be, and later when the engine was off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from engine.api.audit_checks import Running
from engine.management.audit_nights import ACTOR, HOUR, RETRY_S, SETTLE_S, AuditNights, night_before
from tests.helpers.clock import ManualClock

DAY_S = 86_400.0


@dataclass
class Checks:
    """Verifications that are begun, and are over when the test says so."""

    clock: ManualClock
    begun: list[tuple[str, str]] = field(default_factory=list)
    fact: dict[str, Any] = field(default_factory=dict)
    running: Running = field(default_factory=Running)

    def now(self) -> Running:
        return self.running

    def last(self) -> dict[str, Any]:
        return self.fact

    def begin(self, by: str, address: str) -> Running:
        self.begun.append((by, address))
        return self.running

    def finish(self) -> None:
        self.fact = {"at": self.clock.wall()}


@pytest.fixture
def checks() -> Checks:
    clock = ManualClock()
    clock.advance(night_before(clock.wall()) + 2 * DAY_S - clock.wall() - 3600)  # 02:00
    return Checks(clock)


def nights(checks: Checks) -> AuditNights:
    made = AuditNights(checks, checks.clock)  # type: ignore[arg-type]
    made.sweep()
    checks.clock.advance(SETTLE_S)
    made.sweep()
    return made


def test_it_is_verified_at_the_hour_and_not_again_that_day(checks: Checks) -> None:
    each = nights(checks)
    assert checks.begun == [], "nothing is due before the first night"
    checks.clock.advance(3600)
    each.sweep()
    assert checks.begun == [(ACTOR, "")]
    checks.finish()
    checks.clock.advance(20 * 3600)
    each.sweep()
    assert len(checks.begun) == 1
    checks.clock.advance(4 * 3600)
    each.sweep()
    assert len(checks.begun) == 2


def test_whoever_did_it_since_did_the_nights_work(checks: Checks) -> None:
    each = nights(checks)
    checks.clock.advance(3500)
    checks.finish()
    each.sweep()
    assert checks.begun == []


def test_an_engine_that_was_off_does_it_when_it_has_settled(checks: Checks) -> None:
    checks.fact = {"at": checks.clock.wall() - 3 * DAY_S}
    AuditNights(checks, checks.clock).sweep()  # type: ignore[arg-type]
    assert checks.begun == []
    nights(checks)
    assert len(checks.begun) == 1


def test_one_that_runs_is_waited_for_and_one_that_failed_is_tried_again(checks: Checks) -> None:
    checks.fact = {"at": checks.clock.wall() - 3 * DAY_S}
    checks.running = Running(on=True)
    each = nights(checks)
    assert checks.begun == []
    checks.running = Running(error="the disk reports an error")
    for _ in range(3):
        each.sweep()
    assert len(checks.begun) == 1
    checks.clock.advance(RETRY_S)
    each.sweep()
    assert len(checks.begun) == 2


def test_the_night_before_is_at_the_hour_of_the_machine() -> None:
    for day in range(1, 29):
        for hour in (0, HOUR, 23):
            local = datetime(2026, 3, day, hour, 30).astimezone()
            night = datetime.fromtimestamp(night_before(local.timestamp())).astimezone()
            assert night.hour == HOUR
            assert 0 <= local.timestamp() - night.timestamp() <= DAY_S + 3600
