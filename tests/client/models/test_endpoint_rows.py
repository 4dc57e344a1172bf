"""Rows from endpoints, lockouts and events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from client.models.endpoint_rows import (
    EndpointRow,
    Status,
    after_endpoint_event,
    after_suspension_event,
    from_endpoint,
    from_suspension,
    moment,
)
from tests.helpers.client_samples import NOON, binding, endpoint, suspension


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (EndpointRow("1"), Status.UNREGISTERED),
        (EndpointRow("1", registered=True), Status.REGISTERED),
        (EndpointRow("1", enabled=False), Status.DISABLED),
        (EndpointRow("1", clear=False), Status.UNCLEAR),
        (EndpointRow("1", registered=True, suspension=suspension()), Status.SUSPENDED),
        (EndpointRow("1", enabled=False, suspension=suspension()), Status.SUSPENDED),
        (EndpointRow("1", known=False, suspension=suspension()), Status.UNKNOWN_LOCKED),
    ],
)
def test_the_state_that_matters_most_is_shown(row: EndpointRow, status: Status) -> None:  # req 109
    assert row.status is status


def test_the_newest_binding_is_source_and_device() -> None:
    old = binding("192.0.2.1:5060", registered_at=NOON - timedelta(hours=2), user_agent="Old")
    row = from_endpoint(endpoint(status="registered", bindings=(old, binding("192.0.2.2:5062"))))
    assert row.source == "192.0.2.2:5062"
    assert row.source_address == "192.0.2.2"
    assert row.device == "Yealink SIP-T46S"


def test_while_locked_the_source_is_the_attacker() -> None:  # req 112
    row = from_endpoint(endpoint(bindings=(binding(),), suspension=suspension()))
    assert row.source == "203.0.113.24"
    assert row.locked


def test_a_lockout_of_an_unknown_extension_is_a_row() -> None:  # req 93
    row = from_suspension(suspension("9999", known=False))
    assert (row.extension, row.known, row.failures) == ("9999", False, 6)
    assert row.status is Status.UNKNOWN_LOCKED


def test_a_registration_event_changes_state_and_counter() -> None:
    row = EndpointRow("1001", failures=3, suspension=suspension())
    after = after_endpoint_event(row, {"status": "registered", "failures": 0})
    assert (after.status, after.failures) == (Status.REGISTERED, 0)
    gone = after_endpoint_event(
        EndpointRow("1001", registered=True, bindings=(binding(),)), {"status": "unregistered"}
    )
    assert (gone.status, gone.bindings) == (Status.UNREGISTERED, ())


def test_a_suspended_status_alone_only_brings_the_counter() -> None:
    after = after_endpoint_event(EndpointRow("1001"), {"status": "suspended", "failures": 6})
    assert after.failures == 6


def test_an_event_about_the_configuration_changes_no_state() -> None:
    row = EndpointRow("1001", registered=True, failures=2)
    assert after_endpoint_event(row, {"action": "updated"}) == row


def test_a_lockout_event_suspends_with_its_end_and_source() -> None:
    row = EndpointRow("1001", failures=6)
    item = {
        "action": "suspended", "extension": "1001", "known": True,
        "until": (NOON + timedelta(seconds=600)).isoformat(), "source": "203.0.113.24",
    }  # fmt: skip
    after = after_suspension_event(row, item, NOON)
    assert after.suspension is not None
    assert after.suspension.remaining_s == 600
    assert after.source == "203.0.113.24"


@pytest.mark.parametrize("action", ["cleared", "expired", "lifted"])
def test_the_end_of_a_lockout_resets_the_counter(action: str) -> None:  # req 87, 118
    row = EndpointRow("1001", failures=6, suspension=suspension())
    after = after_suspension_event(row, {"action": action}, NOON)
    assert (after.suspension, after.failures) == (None, 0)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (NOON.timestamp(), NOON),
        ("2026-11-23T12:00:00.000Z", NOON),
        ("2026-11-23T12:00:00", NOON),
        (None, None), ("", None), ("soon", None), (True, None), (1e300, None), ({}, None),
    ],
)  # fmt: skip
def test_times_of_events_are_read_or_ignored(raw: object, found: datetime | None) -> None:
    assert moment(raw) == found
    assert found is None or found.tzinfo is UTC
