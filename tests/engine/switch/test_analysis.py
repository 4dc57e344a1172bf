"""A routing analysis says what a call would do, and does nothing itself."""

from typing import get_args

import pytest

from engine.calls.plan import Verdict
from engine.control.gateways import GatewayConfig, RouteAnalysis, RouteVerdict
from engine.switch.analysis import VERDICTS
from engine.switch.livecalls import LiveCalls
from tests.engine.switch.rig import Rig
from tests.engine.switch.talk import prepare

CUSTOMER = GatewayConfig("customer", "mapping", ("192.0.2.77",), callee_rewrite=("9:",))
FIRST = GatewayConfig(
    "carrier-a", "routing", ("203.0.113.5",), prefixes=("0044",), callee_rewrite=("00:",)
)
SECOND = GatewayConfig("carrier-b", "routing", ("203.0.113.6",))
OTHER = GatewayConfig("carrier-c", "routing", ("203.0.113.7",), prefixes=("0033",))


def ask(rig: Rig, callee: str, source: GatewayConfig | None = None) -> RouteAnalysis:
    desk = LiveCalls(rig.host, rig.driver)
    return desk.analyse("1001", callee, source, rig.registrar)


def test_a_number_is_followed_through_all_rewriting_to_the_gateways(rig: Rig) -> None:
    prepare(rig, CUSTOMER, FIRST, SECOND, OTHER)
    found = ask(rig, "900441", CUSTOMER)
    assert (found.caller, found.callee, found.refused) == ("1001", "00441", "")
    assert (found.extension, found.contacts) == ("", 0)
    steps = [(step.gateway, step.verdict, step.prefix, step.callee) for step in found.steps]
    assert steps == [
        ("carrier-a", "candidate", "0044", "441"),
        ("carrier-b", "candidate", "", "00441"),
        ("carrier-c", "no prefix", "", ""),
    ]
    assert "prefix 0044 fits" in found.steps[0].text
    assert not rig.host.gates.usage.calls("carrier-a"), "nothing is counted"


def test_an_endpoint_is_called_where_it_is_registered(rig: Rig) -> None:
    prepare(rig, CUSTOMER, FIRST)
    rig.add("1002")
    assert ask(rig, "1002") == RouteAnalysis("1001", "1002", extension="1002")
    rig.register("1002")
    assert ask(rig, "91002", CUSTOMER).contacts == 1
    rig.host.gates.policy = rig.host.gates.policy._replace(endpoint_calls=1)
    rig.host.gates.reach("1002", rig.clock.now())
    assert ask(rig, "1002").refused == "busy"


@pytest.mark.parametrize(
    ("source", "callee", "refused"),
    [
        (GatewayConfig("x", "mapping", ("192.0.2.7",), enabled=False), "1", "disabled"),
        (GatewayConfig("x", "mapping", ("192.0.2.7",), prefixes=("00",)), "1", "prefix"),
        (GatewayConfig("x", "mapping", ("192.0.2.7",), capacity=1), "1", "capacity"),
        (GatewayConfig("x", "mapping", ("192.0.2.7",), calls_per_second=1), "1", "rate"),
        (
            GatewayConfig("x", "mapping", ("192.0.2.7",), callee_rewrite=(":00",)),
            "1" * 64,
            "number",
        ),
    ],
)
def test_what_the_mapping_gateway_has_against_it_is_said(
    rig: Rig, source: GatewayConfig, callee: str, refused: str
) -> None:
    prepare(rig, source, SECOND)
    if refused in ("capacity", "rate"):
        rig.host.gates.enter("", "x", rig.clock.now())
    found = ask(rig, callee, source)
    assert (found.refused, found.callee, found.steps) == (refused, callee, ())


def test_every_verdict_of_the_plan_has_its_name() -> None:
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
    assert set(VERDICTS.values()) == set(get_args(RouteVerdict))
