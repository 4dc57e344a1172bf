"""Figures of gateways have units; what is not known is a dash."""

from datetime import timedelta

import pytest

from client.formats import DASH, Formats
from client.models.gateway_text import GatewayText
from tests.helpers.call_stubs import NOON, gateway, live


@pytest.fixture
def text() -> GatewayText:
    return GatewayText(Formats("UTC"))


def test_load_and_rate_say_their_limits(text: GatewayText) -> None:
    limited = gateway(capacity=1200, calls_per_second=10, live=live(45, calls_in_last_second=3))
    assert (text.load(limited), text.rate(limited)) == ("45 / 1,200", "3 / 10")
    free = gateway(live=live(45, calls_in_last_second=3))
    assert (text.load(free), text.rate(free)) == ("45", "3")
    away = gateway(capacity=60, live=None)
    assert (text.load(away), text.rate(away)) == (f"{DASH} / 60", DASH)


def test_quality_has_units(text: GatewayText) -> None:
    known = gateway(live=live(asr=0.625, acd_s=83.4, pdd_ms=820.0, attempts=1204, answered=640))
    assert (text.asr(known), text.acd(known), text.pdd(known)) == ("62.5 %", "1:23", "820 ms")
    assert text.totals(known) == "1,204, 640 answered"
    assert text.pdd(gateway(live=live(pdd_ms=1640.0))) == "1.6 s"


@pytest.mark.parametrize("figures", [None, live()])
def test_what_is_not_known_is_a_dash(text: GatewayText, figures: object) -> None:
    unknown = gateway(live=figures)
    assert {text.asr(unknown), text.acd(unknown), text.pdd(unknown)} == {DASH}
    assert text.note(unknown, NOON) == DASH


def test_a_failure_has_its_age(text: GatewayText) -> None:
    at = NOON - timedelta(minutes=3)
    failed = gateway(live=live(last_failure="486 Busy Here", last_failure_at=at))
    assert text.note(failed, NOON) == "3 min ago · 486 Busy Here"
    undated = gateway(live=live(last_failure="486 Busy Here"))
    assert text.note(undated, NOON) == "486 Busy Here"


def test_quarantine_says_until_when_and_why(text: GatewayText) -> None:
    until = NOON + timedelta(seconds=95)
    figures = live(quarantined_until=until, last_failure="no answer", last_failure_at=NOON)
    paused = gateway(live=figures)
    assert text.note(paused, NOON) == "back at 12:01:35 · just now · no answer"
    assert "12:01:35" in text.sentence(paused, NOON)
    assert text.note(gateway(live=live(quarantined_until=until)), NOON) == "back at 12:01:35"


def test_every_state_has_its_sentence(text: GatewayText) -> None:
    rows = (
        gateway(live=live(1)), gateway(), gateway(enabled=False), gateway(live=None),
        gateway(live=live(quarantined_until=NOON)),
    )  # fmt: skip
    assert len({text.sentence(row, NOON) for row in rows}) == len(rows)
