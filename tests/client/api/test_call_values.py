"""Gateways and calls as the interface writes them become values."""

from datetime import UTC, datetime

from client.api.call_values import Call, Gateway
from client.api.decoding import decode
from tests.helpers.fake_data import call, gateway


def test_a_gateway_has_its_figures() -> None:
    found = decode(Gateway, gateway.make("a", "routing", live=gateway.busy(7, 0)))
    assert found.live is not None
    assert (found.live.calls, found.live.asr, found.live.pdd_ms) == (7, 0.625, 820.0)
    assert found.live.quarantined_until is None


def test_without_the_softswitch_there_are_none() -> None:
    assert decode(Gateway, gateway.make("a", "mapping", live=None)).live is None


def test_a_call_that_does_not_talk_has_no_answer() -> None:
    found = decode(Call, call.make(3, start="2026-11-23T12:00:00.000Z", duration_s=5))
    assert (found.state, found.answer, found.duration_s) == ("ringing", None, 5.0)
    assert found.start == datetime(2026, 11, 23, 12, tzinfo=UTC)
