import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.control.gateways import (
    CallInfo,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
    RouteStep,
)
from engine.control.messages import EndpointConfig
from engine.errors import ControlError
from engine.management import switch_port
from engine.management.control_client import open_client
from engine.management.switch_port import SwitchPort
from engine.tasks import TaskGroupOwner
from tests.helpers.fake_switch import FakeSwitch


def talk(folder: Path, use: Callable[[SwitchPort, FakeSwitch], Any]) -> Any:
    """Run blocking ``use`` in a thread against a fake switch."""

    async def run() -> Any:
        switch = FakeSwitch(folder / "switch.sock")
        await switch.start()
        client = await open_client(folder / "switch.sock", lambda _event, _items: None)
        tasks = TaskGroupOwner(lambda _name, _error: None)
        tasks.spawn("serve", client.serve())
        port = SwitchPort()
        port.attach(client)
        try:
            return await asyncio.to_thread(use, port, switch)
        finally:
            client.close()
            await tasks.close()
            await switch.stop()

    return asyncio.run(run())


def test_changes_answer_the_moment_they_count_from(tmp_path: Path) -> None:
    endpoint = EndpointConfig("1001", "a1" * 16, "b2" * 32)

    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        assert port.apply_parameters(3, {"SS_ENDPOINTREGISTERRETRY": 5}) == 123.5
        assert port.put_endpoints(4, [endpoint]) == 123.5
        assert port.delete_endpoints(5, ["1001"]) == 123.5
        assert switch.told("parameters") == [
            {"version": 3, "values": {"SS_ENDPOINTREGISTERRETRY": 5}}
        ]
        assert switch.told("endpoints_put")[0]["endpoints"][0]["ha1_sha256"] == "b2" * 32
        assert switch.told("endpoints_delete") == [{"version": 5, "extensions": ["1001"]}]

    talk(tmp_path, use)


def test_answers_become_values(tmp_path: Path) -> None:
    suspended = {
        "extension": "1001",
        "known": False,
        "since": 1.0,
        "until": 2.0,
        "remaining_s": 1.0,
        "reason": "x",
        "sources": ["192.0.2.1"],
        "repeats": 0,
        "failures": 5,
    }

    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        state = {"extension": "1001", "status": "suspended", "bindings": [], "failures": 5}
        switch.answers |= {
            "states": [state | {"suspension": suspended}],
            "registered": [],
            "suspensions": [suspended],
            "totals": {"registered": 1, "suspended": 2, "suspended_unknown": 1, "bindings": 3},
            "clear": {
                "removed": [
                    {"extension": "1001", "known": True, "failures": 5, "was_suspended": True}
                ]
            },
            "counters": [{"name": "x_total", "value": 1.0, "kind": "counter", "help": "x"}],
        }
        assert port.hello().sip == ["udp:127.0.0.1:5060"]
        (found,) = port.states(["1001"])
        assert found.suspension is not None
        assert found.suspension.sources == ["192.0.2.1"]
        assert port.registered("", 10) == []
        assert port.suspensions("", 10, known=True)[0].extension == "1001"
        asked = {"after": "", "limit": 10, "known": True, "q": ""}
        assert switch.told("suspensions") == [asked]
        assert port.totals().bindings == 3
        assert port.clear(["1001"], "alice")[0].was_suspended
        assert switch.told("clear") == [{"extensions": ["1001"], "by": "alice"}]
        assert port.counters()[0].value == 1.0

    talk(tmp_path, use)


def test_an_answer_of_another_shape_is_an_error(tmp_path: Path) -> None:
    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        switch.answers |= {"totals": {"registered": "many"}, "clear": []}
        for ask in (port.totals, lambda: port.clear([], "x")):
            with pytest.raises(ControlError, match="unexpected"):
                ask()

    talk(tmp_path, use)


def test_a_large_configuration_goes_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switch_port, "BATCH", 3)
    endpoints = [EndpointConfig(str(n), "a1" * 16, "b2" * 32) for n in range(8)]

    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        assert port.configure(7, {}, endpoints, []) == 123.5
        sent = [len(a["endpoints"]) for _, a in switch.asked if "endpoints" in a]
        assert sent == [3, 3, 2]
        assert switch.told("configure")[0]["following"] == ["3", "4", "5", "6", "7"]
        puts = [(put["version"], put["after"]) for put in switch.told("endpoints_put")]
        assert puts == [(-1, -1), (7, -1)], "no part passes for the whole"
        assert switch.version == 7

    talk(tmp_path, use)


def test_many_gateways_go_in_pieces_behind_the_endpoints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switch_port, "BATCH", 3)
    monkeypatch.setattr(switch_port, "GATEWAY_BATCH", 2)
    endpoints = [EndpointConfig(str(n), "a1" * 16, "b2" * 32) for n in range(4)]
    gateways = [GatewayConfig(name, "routing", ("192.0.2.9",)) for name in "abcde"]

    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        assert port.configure(7, {}, endpoints, gateways) == 123.5
        (first,) = switch.told("configure")
        assert [gateway["name"] for gateway in first["gateways"]] == ["a", "b"]
        assert (first["following"], first["following_gateways"]) == (["3"], ["c", "d", "e"])
        (put,) = switch.told("endpoints_put")
        assert (put["version"], put["after"]) == (-1, -1)
        puts = [(put["version"], len(put["gateways"])) for put in switch.told("gateways_put")]
        assert puts == [(-1, 2), (7, 1)], "no part passes for the whole"

    talk(tmp_path, use)


GATEWAY = GatewayConfig("carrier-a", "routing", ("192.0.2.9:5070",), prefixes=("0044",))


def test_gateways_are_put_and_deleted_with_their_version(tmp_path: Path) -> None:
    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        assert port.put_gateways(4, [GATEWAY]) == 123.5
        assert port.delete_gateways(5, ["carrier-a"]) == 123.5
        (put,) = switch.told("gateways_put")
        assert (put["version"], put["gateways"][0]["prefixes"]) == (4, ["0044"])
        assert switch.told("gateways_delete") == [{"version": 5, "names": ["carrier-a"]}]

    talk(tmp_path, use)


def test_calls_and_live_figures_become_values(tmp_path: Path) -> None:
    ringing = CallInfo(
        "id", "1001", "0044", "192.0.2.1", "", "", "a", "1001", "ringing", 1.5, None, "", "c"
    )
    live = GatewayLive("a", 3, 100, 42, asr=0.42)

    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        switch.answers |= {
            "gateways_live": [live],
            "calls": [ringing],
            "hang_up": {"hung_up": True},
            "gateways_resolved": {"pbx.example.org": ["192.0.2.1"]},
        }
        assert port.gateways_resolved() == {"pbx.example.org": ["192.0.2.1"]}
        assert port.gateways_live(["a"]) == [live]
        assert switch.told("gateways_live") == [{"names": ["a"]}]
        assert port.calls("x", 50, q="44", gateway="a", state="ringing") == [ringing]
        assert port.call("id") == ringing
        asked = {"after": "x", "limit": 50, "q": "44", "gateway": "a", "state": "ringing"}
        assert switch.told("calls") == [asked, {"call_id": "id"}]
        assert port.hang_up("id", "maria")
        assert switch.told("hang_up") == [{"call_id": "id", "by": "maria"}]
        switch.answers |= {"calls": [], "hang_up": {"hung_up": False}}
        assert port.call("id") is None
        assert not port.hang_up("id", "maria")

    talk(tmp_path, use)


def test_a_route_is_asked_for_and_becomes_a_value(tmp_path: Path) -> None:
    step = RouteStep("a", "candidate", "serves every number", "", 1, 1, "1001", "0044")

    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        switch.answers["route"] = RouteAnalysis("1001", "0044", steps=(step,))
        assert port.route("1001", "0044", "c") == RouteAnalysis("1001", "0044", steps=(step,))
        assert switch.told("route") == [{"caller": "1001", "callee": "0044", "gateway": "c"}]
        switch.answers["route"] = {"caller": 7}
        with pytest.raises(ControlError, match="unexpected"):
            port.route("1001", "0044")

    talk(tmp_path, use)


def test_a_call_of_another_shape_is_an_error(tmp_path: Path) -> None:
    def use(port: SwitchPort, switch: FakeSwitch) -> None:
        switch.answers |= {"calls": [{"id": 7}], "gateways_live": {}, "hang_up": []}
        for ask in (
            lambda: port.calls("", 1),
            lambda: port.gateways_live([]),
            lambda: port.hang_up("id", "maria"),
        ):
            with pytest.raises(ControlError, match="unexpected"):
                ask()

    talk(tmp_path, use)


def test_without_a_connection_every_call_says_so_at_once() -> None:
    port = SwitchPort()
    assert not port.connected
    for ask in (port.hello, port.totals, lambda: port.suspensions("", 1), port.counters):
        with pytest.raises(ControlError, match="the softswitch is not running"):
            ask()


def test_a_loop_that_is_over_is_no_connection(tmp_path: Path) -> None:
    kept: list[SwitchPort] = []
    talk(tmp_path, lambda port, _: kept.append(port))
    with pytest.raises(ControlError, match="not running"):
        kept[0].hello()
