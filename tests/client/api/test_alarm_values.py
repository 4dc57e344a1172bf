"""Alarms as the interface writes them become values."""

from datetime import UTC, datetime

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from tests.helpers.fake_data import alarm


def test_an_alarm_knows_what_it_is_about() -> None:
    found = decode(StandingAlarm, alarm.make("relay.gone:127.0.0.1:2223", "critical"))
    assert (found.kind, found.subject, found.critical) == ("relay.gone", "127.0.0.1:2223", True)
    assert found.since == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_kind_that_stands_alone_is_about_nothing_else() -> None:
    found = decode(StandingAlarm, alarm.make("clock.jumped", "warning"))
    assert (found.subject, found.critical) == ("", False)
