from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.carriers import probes as module
from engine.carriers.probes import MAX_BEGUN, asked_of
from engine.control.gateways import GatewayConfig
from tests.engine.carriers.stage import Stage

PROBED = GatewayConfig("carrier", "routing", ("192.0.2.9:5070",), probe_interval_s=30)


def other(**changes: Any) -> GatewayConfig:
    return msgspec.structs.replace(PROBED, **changes)


@pytest.mark.parametrize(
    "changes", [{"enabled": False}, {"probe_interval_s": 0}, {"kind": "mapping"}]
)
def test_who_is_not_to_be_asked_is_not(changes: dict[str, Any]) -> None:
    assert asked_of(other(**changes)) is None
    stage = Stage()
    stage.obey(other(**changes))
    stage.wait(60)
    assert stage.quiet()
    assert stage.probes.live("carrier", 0.0).state == "off"


def test_a_gateway_that_is_no_longer_asked_is_used_again() -> None:
    stage = Stage()
    stage.obey(PROBED)
    stage.wait(100)
    assert stage.passed_over == {"carrier"}
    stage.obey(other(probe_interval_s=0))
    assert not stage.passed_over
    assert len(stage.probes) == 0


def test_another_address_is_asked_anew_and_another_memo_is_not() -> None:
    stage = Stage()
    stage.obey(PROBED)
    stage.wait(5)
    stage.take()
    stage.answer(200)
    stage.obey(other(memo="x"))
    assert stage.probes.live("carrier", 0.0).state == "reachable"
    stage.obey(other(addresses=("192.0.2.10",)))
    assert stage.probes.live("carrier", 0.0).state == "waiting"


def test_probes_of_one_look_and_answers_waited_for_are_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage()
    stage.obey(*[other(name=f"c{number}") for number in range(MAX_BEGUN + 1)])
    stage.now += 10
    stage.wait(0.1)
    assert len(stage.heard) == MAX_BEGUN
    stage.wait(0.1)
    assert len({each.via.branch for each, _ in stage.heard}) == MAX_BEGUN + 1
    monkeypatch.setattr(module, "MAX_WAITING", 2)
    few = Stage()
    few.obey(*[other(name=f"c{number}") for number in range(3)])
    few.now += 10
    few.wait(0.1)
    few.wait(0.1)
    assert len(few.heard) == 2


def test_nobody_is_asked_after_the_end() -> None:
    stage = Stage()
    stage.obey(PROBED)
    stage.wait(5)
    stage.probes.stop(stage.now)
    stage.heard.clear()
    stage.wait(60)
    assert stage.quiet()
