"""Whom management is open to (requirement 140)."""

from __future__ import annotations

from math import inf

import pytest

from engine.api.http_gate import HttpGate
from engine.control.operations import Op
from engine.errors import ControlError
from engine.parameters.allowing import HTTP_ONLY
from tests.helpers.api_app import Stage

AWAY = "203.0.113.7"


def close(stage: Stage) -> None:
    stage.expect("PUT", f"/parameters/{HTTP_ONLY}", json={"value": 1})
    stage.app.state.gate.refresh()


def test_who_is_not_listed_gets_a_403_that_says_nothing(stage: Stage) -> None:
    stage.address = AWAY
    assert stage.expect("GET", "/health", role=None)["status"] == "ok"
    stage.address = "127.0.0.1"
    close(stage)
    for path in ("/health", "/parameters", "/nowhere"):
        stage.address = AWAY
        problem = stage.must_fail(403, "GET", path)
        assert "allow" not in str(problem).casefold()
        stage.address = "127.0.0.1"
        assert stage.request("GET", path).status_code != 403
    assert stage.app.state.gate.refused == 3
    body = {"value": "203.0.113.0/24", "comment": "office"}
    stage.expect("POST", "/allowlist", 201, json=body, role="operator")
    stage.app.state.gate.refresh()
    stage.address = AWAY
    assert stage.expect("GET", "/health", role=None)["status"] == "ok"


@pytest.mark.parametrize(
    ("address", "served"),
    [
        *(("", True), ("::1", True), ("127.9.9.9", True), ("::ffff:192.0.2.7", True)),
        *(("192.0.2.7", True), ("192.0.2.8", False), ("fe80::1%eth0", False), ("x", False)),
    ],
)
def test_addresses_are_compared_in_their_one_form(
    shared: Stage, address: str, served: bool
) -> None:
    gate = HttpGate(shared.services)
    gate._listed.put("192.0.2.7", True)
    assert gate.lists(address) is served


def test_a_switch_that_is_away_leaves_the_list_as_it_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.switch.lists.trust(AWAY, "", "maria", None)
    gate = HttpGate(stage.services)
    assert gate.would_serve(AWAY)

    def away(operation: Op, arguments: object) -> object:
        raise ControlError("away")

    monkeypatch.setattr(stage.switch.lists, "ask", away)
    assert gate.would_serve(AWAY)
    assert not HttpGate(stage.services).would_serve(AWAY)


def test_what_is_known_is_read_again_after_a_second(shared: Stage) -> None:
    gate = HttpGate(shared.services)
    assert gate.stale()
    gate.refresh()
    assert not gate.stale()
    assert gate.open_to(AWAY)


def test_until_when_an_address_is_served_is_told_by_its_entry_that_lasts_longest(
    stage: Stage,
) -> None:
    gate = HttpGate(stage.services)
    network = stage.switch.lists.trust("203.0.113.0/24", "", "maria", 9e9)
    assert gate.served_until(AWAY) == pytest.approx(9e9)
    own = stage.switch.lists.trust(AWAY, "", "maria", None)
    assert gate.served_until(f"::ffff:{AWAY}") == inf
    assert gate.served_until(AWAY, without=own.id) == pytest.approx(9e9)
    assert gate.served_until(AWAY, without=own.id, put=("203.0.113.0/24", 8e9)) == 8e9
    assert gate.served_until("203.0.113.8", without=network.id) == 0.0
    assert (gate.served_until(""), gate.served_until("::1")) == (inf, inf)
    assert gate.served_until("x") == 0.0
