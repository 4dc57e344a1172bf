"""A gateway that answers, is silent, and comes back."""

from __future__ import annotations

import msgspec
import pytest

from engine.carriers.probe import MAX_MISSED
from engine.control.carriers import ProbeLive
from engine.control.gateways import GatewayConfig
from tests.engine.carriers.stage import Stage

PROBED = GatewayConfig("carrier", "routing", ("192.0.2.9:5070",), probe_interval_s=30)


def live(stage: Stage) -> ProbeLive:
    return stage.probes.live("carrier", 0.0)


def asked_again(stage: Stage) -> str:
    """Wait for the next probe; the address it went to."""
    stage.wait(6)  # what was under way is given up
    stage.heard.clear()
    for _ in range(31):
        stage.wait(1)
        if stage.heard:
            break
    to = stage.heard[0][1].ip
    stage.take()
    return to


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.obey(PROBED)
    stage.wait(5)
    return stage


@pytest.mark.parametrize("status", [200, 401, 404, 405, 501, 603])
def test_any_answer_shows_that_it_is_there(stage: Stage, status: int) -> None:
    assert live(stage).state == "waiting"
    assert stage.take().method == "OPTIONS"
    stage.now += 0.025
    stage.answer(status)
    found = live(stage)
    assert (found.state, found.last_status, found.round_trip_ms) == ("reachable", status, 25.0)
    stage.wait(29)
    assert stage.quiet()
    stage.wait(1)
    assert stage.take().method == "OPTIONS"


def test_it_is_left_out_after_several_silent_probes_and_back_with_one_answer(stage: Stage) -> None:
    for _ in range(MAX_MISSED):
        assert not stage.passed_over
        stage.wait(30)
    assert stage.passed_over == {"carrier"}
    assert (live(stage).state, live(stage).last_status) == ("unreachable", 408)
    assert "no calls" in live(stage).detail
    asked_again(stage)
    assert stage.passed_over == {"carrier"}
    asked_again(stage)
    stage.answer(200)
    assert not stage.passed_over
    assert live(stage).state == "reachable"


@pytest.mark.parametrize("status", [408, 503])
def test_out_of_service_is_as_good_as_silence(stage: Stage, status: int) -> None:
    for number in range(MAX_MISSED):
        stage.take(repeated=True)
        stage.answer(status)
        assert bool(stage.passed_over) == (number == MAX_MISSED - 1)
        stage.wait(30)
    assert live(stage).last_status == status


def test_a_provisional_answer_is_none(stage: Stage) -> None:
    stage.take()
    stage.answer(100)
    assert live(stage).state == "waiting"


def test_after_silence_its_next_address_is_asked_and_stays_asked() -> None:
    stage = Stage()
    stage.obey(msgspec.structs.replace(PROBED, addresses=("192.0.2.9", "192.0.2.10")))
    stage.wait(5)
    assert {to.ip for _, to in stage.heard} == {"192.0.2.9"}
    for _ in range(3):
        assert asked_again(stage) == "192.0.2.10"
        stage.answer(200)


def test_no_way_is_silence_and_no_room_is_nothing() -> None:
    lost = Stage()
    lost.reachable = False
    lost.obey(PROBED)
    lost.wait(100)
    assert lost.passed_over == {"carrier"}
    full = Stage(room=0)
    full.obey(PROBED)
    full.wait(100)
    assert not full.passed_over
