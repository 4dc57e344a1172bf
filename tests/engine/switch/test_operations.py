"""Operations answer from memory, act on the very next message and are durable when answered."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from engine.errors import ControlError
from engine.switch import durable, operations
from engine.switch.batch import Batch
from engine.switch.configcopy import ConfigCopy
from engine.tasks import spawn
from tests.engine.switch.desk import Desk, endpoint
from tests.engine.switch.rig import ATTACKER, Rig, message, status_of
from tests.engine.switch.talk import Bound, Talk, prepare


@pytest.fixture
def desk(rig: Rig, tmp_path: Path) -> Desk:
    return Desk(rig, tmp_path)


def test_hello_names_version_and_addresses(desk: Desk) -> None:
    hello = desk.ask("hello")
    assert (hello.config_version, hello.pid) == (-1, os.getpid())
    assert hello.sip == ["udp:127.0.0.1:5060"]
    desk.rig.journal.error = "No space left on device"
    assert desk.ask("hello").journal_write_failed


def test_hello_speaks_of_the_stored_state_too(desk: Desk) -> None:
    desk.rig.state.error = "Read-only file system"
    assert desk.ask("hello").journal_error == "Read-only file system"


def test_a_copy_that_is_behind_is_written_with_the_next_hello(desk: Desk) -> None:
    desk.folder.rename(away := desk.folder.with_name("away"))
    desk.ask("parameters", version=0, values={"SS_ENDPOINT_EXPIRE": 120})
    assert desk.ask("hello").journal_write_failed
    away.rename(desk.folder)
    assert not desk.ask("hello").journal_write_failed
    assert desk.stored().version == 0


def test_configure_replaces_everything_and_is_stored(desk: Desk) -> None:
    desk.ask("configure", version=3, parameters={}, endpoints=[endpoint("2001"), endpoint("2002")])
    desk.rig.register("2001")
    answer = desk.ask(
        "configure",
        version=4,
        parameters={"SS_ENDPOINT_EXPIRE": 120},
        endpoints=[endpoint("2002"), endpoint("2003")],
    )
    assert answer.effective_at == desk.rig.clock.wall()
    assert set(desk.rig.registrar.accounts) == {"2002", "2003"}
    assert not desk.rig.registrar.locations.live("2001", desk.rig.clock.now())
    stored = desk.stored()
    assert (stored.version, stored.parameters) == (4, {"SS_ENDPOINT_EXPIRE": 120})
    assert desk.stored_endpoints() == {"2002", "2003"}
    assert desk.ask("hello").config_version == 4


def test_a_change_after_one_that_never_came_leaves_the_version_that_shows_it(desk: Desk) -> None:
    desk.ask("configure", version=3, parameters={}, endpoints=[endpoint("2001")])
    desk.ask("endpoints_put", version=5, endpoints=[endpoint("2002")])
    assert "2002" in desk.rig.registrar.accounts, "it counts all the same"
    desk.ask("parameters", version=6, values={"SS_ENDPOINT_EXPIRE": 120})
    assert desk.ask("hello").config_version == desk.stored().version == 3
    desk.ask("configure", version=6, parameters={}, endpoints=[])
    desk.ask("endpoints_delete", version=7, extensions=["2002"])
    desk.ask("endpoints_put", version=7, endpoints=[endpoint("2003")])
    assert desk.ask("hello").config_version == 7


def test_a_configuration_in_pieces_is_whole_with_the_last_and_costs_no_binding(desk: Desk) -> None:
    everybody = [endpoint(name) for name in ("2001", "2002", "2003")]
    desk.ask("configure", version=3, parameters={}, endpoints=everybody)
    desk.rig.register("2003")
    pieces = {"version": 4, "parameters": {}, "following": ["2002", "2003"]}
    desk.ask("configure", endpoints=everybody[:1], **pieces)
    assert desk.ask("hello").config_version == desk.stored().version == -1, "not the whole yet"
    desk.ask("endpoints_put", version=-1, after=-1, endpoints=everybody[1:2])
    assert desk.ask("hello").config_version == -1
    desk.ask("endpoints_put", version=4, after=-1, endpoints=everybody[2:])
    assert desk.ask("hello").config_version == desk.stored().version == 4
    assert len(desk.rig.registrar.locations.live("2003", desk.rig.clock.now())) == 1
    assert desk.stored_endpoints() == {"2001", "2002", "2003"}


def gateway(name: str, **changes: Any) -> dict[str, Any]:
    return {"name": name, "kind": "mapping", "addresses": ["192.0.2.9"], **changes}


def test_a_configuration_brings_gateways_or_leaves_them_to_a_management_without(desk: Desk) -> None:
    whole: dict[str, Any] = {"parameters": {}, "endpoints": []}
    desk.ask("configure", version=3, gateways=[gateway("a"), gateway("b")], **whole)
    desk.ask("configure", version=4, **whole)
    assert desk.stored_gateways() == {"a", "b"}
    desk.ask("configure", version=5, gateways=[gateway("b")], **whole)
    assert desk.stored_gateways() == {"b"}
    assert [each.name for each in desk.gateways] == ["b"]


def test_gateways_in_pieces_are_whole_with_the_last_and_none_is_gone_between(desk: Desk) -> None:
    whole: dict[str, Any] = {"parameters": {}, "endpoints": []}
    desk.ask("configure", version=3, gateways=[gateway(name) for name in "abc"], **whole)
    pieces = {"gateways": [gateway("a")], "following_gateways": ["b", "d"]}
    desk.ask("configure", version=4, **whole, **pieces)
    assert desk.ask("hello").config_version == -1
    assert [each.name for each in desk.gateways] == ["a", "b"]
    desk.ask("gateways_put", version=4, after=-1, gateways=[gateway("b"), gateway("d")])
    assert desk.ask("hello").config_version == desk.stored().version == 4
    assert desk.stored_gateways() == {"a", "b", "d"}


def test_a_parameter_acts_on_the_very_next_message(desk: Desk) -> None:
    def attack() -> Batch:
        return desk.rig.send(message("INVITE", callee="1"), ATTACKER)

    assert len(attack().calls) == 1
    desk.ask("parameters", version=1, values={"SERVER_BILLING_RECORD_ILLEGAL_CALL": 0})
    assert attack().calls == []  # req 25
    desk.ask("parameters", version=2, values={"SERVER_BILLING_RECORD_ILLEGAL_CALL": 1})
    assert len(attack().calls) == 1
    assert desk.stored().parameters == {"SERVER_BILLING_RECORD_ILLEGAL_CALL": 1}


def test_switching_lockouts_off_lifts_them_at_once(desk: Desk) -> None:
    desk.ask(
        "parameters",
        version=1,
        values={"SS_ENDPOINTREGISTERSUSPEND": 1, "SS_ENDPOINTREGISTERRETRY": 1},
    )
    desk.rig.register(password="wrong")
    assert [each.extension for each in desk.ask("suspensions")] == ["1001"]
    desk.ask("parameters", version=2, values={"SS_ENDPOINTREGISTERSUSPEND": 0})
    assert desk.ask("suspensions") == []
    assert status_of(desk.rig.register().sends[0][0]) == 200


def test_a_value_out_of_range_changes_nothing(desk: Desk) -> None:
    with pytest.raises(ControlError):
        desk.ask("parameters", version=9, values={"SS_ENDPOINTREGISTERRETRY": 0})
    assert desk.ask("hello").config_version == -1
    assert desk.stored().parameters == {}


def test_endpoints_are_put_and_deleted(desk: Desk) -> None:
    desk.ask("endpoints_put", version=1, endpoints=[endpoint("3001")])
    assert status_of(desk.rig.register("3001").sends[0][0]) == 200
    desk.ask("endpoints_put", version=2, endpoints=[endpoint("3001", enabled=False)])
    assert desk.ask("states", extensions=["3001"])[0].status == "unregistered"
    assert status_of(desk.rig.register("3001").sends[0][0]) == 401
    desk.ask("endpoints_delete", version=3, extensions=["3001"])
    assert "3001" not in desk.rig.registrar.accounts
    assert desk.stored_endpoints() == set()


def test_a_hash_that_is_none_is_refused_and_not_repeated(desk: Desk) -> None:
    bad = {**endpoint("3001"), "ha1_md5": "not-a-hash"}
    with pytest.raises(ControlError) as caught:
        desk.ask("endpoints_put", version=1, endpoints=[endpoint("3000"), bad])
    assert "not-a-hash" not in caught.value.detail
    assert "3000" not in desk.rig.registrar.accounts


def test_clearing_names_what_it_removed_and_acts_at_once(desk: Desk) -> None:
    desk.ask(
        "parameters",
        version=1,
        values={"SS_ENDPOINTREGISTERSUSPEND": 1, "SS_ENDPOINTREGISTERRETRY": 2},
    )
    for extension, times in (("1001", 2), ("1002", 1), ("ghost", 2)):
        for _ in range(times):
            desk.rig.register(extension, password="wrong")
    answer = desk.ask("clear", extensions=["1001", "1002", "ghost", "1001", "never"], by="alice")
    assert [(c.extension, c.known, c.failures, c.was_suspended) for c in answer["removed"]] == [
        ("1001", True, 2, True),
        ("1002", True, 1, False),
        ("ghost", False, 2, True),
    ]
    assert status_of(desk.rig.register().sends[0][0]) == 200  # req 119
    assert desk.ask("totals").suspended == 0


def test_registered_extensions_come_in_pages(desk: Desk) -> None:
    names = [f"40{number:02d}" for number in range(5)]
    desk.ask("endpoints_put", version=1, endpoints=[endpoint(name) for name in names])
    for name in reversed(names):
        desk.rig.register(name)
    first = desk.ask("registered", after="", limit=3)
    second = desk.ask("registered", after=first[-1].extension, limit=3)
    assert [state.extension for state in first + second] == names


def test_seal_hands_everything_to_the_billing_writer(desk: Desk) -> None:
    desk.rig.journal.write("cdr", [b"{}\n"], desk.rig.clock.now())
    desk.ask("seal")
    folder = desk.rig.folder / "journal"
    assert [path.suffix for path in folder.glob("cdr-*")] == [".ndjson"]


def test_counters_and_ping(desk: Desk) -> None:
    assert any(item.name == "sip_requests_total" for item in desk.ask("counters"))
    assert desk.ask("ping") == {"now": desk.rig.clock.wall()}


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("parameters", {"version": "x", "values": {}}),
        ("configure", {"version": 1}),
        ("endpoints_put", {"version": 1, "endpoints": [{"extension": 1}]}),
        ("states", {"extensions": "1001"}),
        ("states", {"extensions": ["1"] * 2_000}),
        ("clear", {}),
        ("subscribe", {}),
    ],
)
def test_wrong_arguments_are_refused(desk: Desk, operation: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ControlError):
        desk.ask(operation, **arguments)


def test_large_changes_let_messages_in_between(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "SLICE", 10)
    turns = 0

    async def run() -> None:
        nonlocal turns
        endpoints = [endpoint(f"5{number:03d}") for number in range(50)]
        arguments = {"version": 1, "endpoints": endpoints}
        change = spawn("put", _answer(desk.operations("endpoints_put", arguments)), print)
        while not change.done():
            turns += 1
            await asyncio.sleep(0)

    asyncio.run(run())
    assert turns >= 5
    assert "5049" in desk.rig.registrar.accounts


async def _answer(awaitable: Any) -> Any:
    return await awaitable


def test_a_disk_that_refuses_does_not_undo_a_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(ConfigCopy, "append", refuse)
        desk.ask("parameters", version=5, values={"SERVER_BILLING_RECORD_ILLEGAL_CALL": 0})
    assert not desk.rig.recorder.policy.illegal_call
    found = {item.name: item.value for item in desk.ask("counters")}
    assert found["config_write_failed"] == 1
    desk.ask("parameters", version=6, values={"SS_ENDPOINT_EXPIRE": 120})
    assert desk.stored().parameters == {
        "SERVER_BILLING_RECORD_ILLEGAL_CALL": 0,
        "SS_ENDPOINT_EXPIRE": 120,
    }


def test_many_small_changes_are_written_anew_now_and_then(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "MAX_CHANGES", 2)
    for number in range(4):
        desk.ask("endpoints_put", version=number, endpoints=[endpoint(str(6000 + number))])
    assert desk.copy.changes <= 2
    assert len(desk.stored_endpoints()) == 6


def test_limits_of_calls_act_on_the_very_next_call(desk: Desk) -> None:  # req 25
    desk.ask("parameters", version=0, values={"SS_SIP_TIMEOUT_INVITE": 7})
    assert desk.rig.host.gates.policy.invite_timeout_s == 7


def test_calls_are_listed_and_hung_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []
    wire = Bound()
    monkeypatch.setattr(wire, "send", lambda data, _: sent.append(data))
    desk.rig.driver.add_udp(wire)
    prepare(desk.rig)
    talk = Talk(desk.rig)
    call_id = talk.connect().id
    assert [call.id for call in desk.ask("calls")] == [call_id]
    assert [call.id for call in desk.ask("calls", state="ringing")] == []
    assert {live.name: live.calls for live in desk.ask("gateways_live")} == {
        "customer": 1,
        "carrier": 1,
    }
    assert desk.ask("hang_up", call_id=call_id, by="maria") == {"hung_up": True}
    assert [data[:4] for data in sent] == [b"BYE ", b"BYE "]
    assert desk.ask("hang_up", call_id=call_id, by="maria") == {"hung_up": False}
    assert desk.ask("calls") == []


def test_traces_are_switched_off_and_answered(desk: Desk) -> None:
    parameters = {"SS_SIP_TRACE_MINUTES": 5, "SS_SIP_TRACE": 1}
    desk.ask("parameters", version=1, values=parameters)
    answer = desk.ask("trace", call="nobody")
    assert (answer.enabled, answer.minutes, answer.page) == (True, 5, None)
    desk.ask("parameters", version=2, values={**parameters, "SS_SIP_TRACE": 0})
    assert not desk.ask("trace", call="nobody").enabled
