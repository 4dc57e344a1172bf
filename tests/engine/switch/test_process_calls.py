"""Calls through a real switch over real sockets: none is lost, and none is billed twice."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.billing.journal import encode
from engine.billing.rating import whole_seconds
from engine.identifiers import uuid7
from tests.engine.switch.running import RunningSwitch, wait_until
from tests.engine.switch.script import SDP, Script, kind, value
from tests.helpers.stores import cdr

pytestmark = pytest.mark.slow
GATEWAYS = [
    {"name": "customer", "kind": "mapping", "addresses": ["127.0.0.2"]},
    {"name": "carrier", "kind": "routing", "addresses": ["127.0.0.3"]},
]


class Party:
    """One side of calls on a socket of its own."""

    def __init__(self, ip: str) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((ip, 0))
        self.socket.settimeout(5.0)
        self.at = f"{ip}:{self.socket.getsockname()[1]}"

    def hear(self, *wanted: str) -> bytes:
        """The next message of one of these kinds; others are passed over."""
        while True:
            data = self.socket.recv(65_535)
            if kind(data) in wanted:
                return data

    def silent(self, *kinds: str, seconds: float = 0.3) -> bool:
        """Whether nothing of these kinds comes for a while."""
        self.socket.settimeout(seconds)
        try:
            self.hear(*kinds)
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(5.0)
        return False


class Stage:
    """A switch with a customer and a carrier, and one call between them."""

    def __init__(self, switch: RunningSwitch) -> None:
        self.switch = switch
        self.customer, self.carrier = Party("127.0.0.2"), Party("127.0.0.3")
        self.script = Script(self.customer.at, self.carrier.at)
        self.answered_at = 0.0
        carrier = {**GATEWAYS[1], "addresses": [self.carrier.at]}
        self.configure([GATEWAYS[0], carrier])

    def configure(self, gateways: list[dict[str, Any]]) -> None:
        self.switch.ask("configure", version=1, parameters={}, endpoints=[], gateways=gateways)

    def say(self, data: bytes, by: Party | None = None) -> None:
        (by or self.customer).socket.sendto(data, ("127.0.0.1", self.switch.port))

    def connect(self) -> str:
        """Up to the ACKs of both sides; the identity of the call."""
        self.say(self.script.invite())
        assert kind(self.customer.hear("100", "403", "404")) == "100"
        self.script.invited = self.carrier.hear("INVITE")
        self.say(self.script.reply(self.script.invited, 180), self.carrier)
        self.customer.hear("180")
        self.say(self.script.reply(self.script.invited, 200, SDP), self.carrier)
        self.script.heard(self.customer.hear("200"))
        self.answered_at = time.time()
        self.carrier.hear("ACK")
        self.say(self.script.request("ACK"))
        (call,) = self.switch.ask("calls")
        assert (call["state"], call["caller_gateway"]) == ("answered", "customer")
        identity: str = call["id"]
        return identity

    def hang_up(self) -> int:
        """The caller hangs up, both legs end; milliseconds of talk as the test measured them."""
        self.say(self.script.request("BYE"))
        held = int((time.time() - self.answered_at) * 1000)
        assert value(self.customer.hear("200", "481"), "CSeq").endswith("BYE")
        bye = self.carrier.hear("BYE")
        assert value(bye, "Call-ID") == value(self.script.invited, "Call-ID")
        assert value(bye, "To").endswith(f";tag=d{self.script.number}")
        self.say(self.script.reply(bye, 200), self.carrier)
        return held

    def close(self) -> None:
        self.customer.socket.close()
        self.carrier.socket.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with RunningSwitch(tmp_path / "data") as switch:
        made = Stage(switch)
        yield made
        made.close()


def the_record(stage: Stage, call_id: str, held: int) -> dict[str, Any]:
    """The only record there is: that of this call, with the time the test measured."""
    (record,) = stage.switch.records()
    assert record["id"] == call_id
    assert record["hold_ms"] == pytest.approx(held, abs=250)
    assert record["hold_time_s"] == whole_seconds(record["hold_ms"])
    assert record["stop"] - record["answer"] == record["hold_ms"]
    assert (record["sip_status"], record["end_reason"], record["end_direction"]) == (200, 0, 0)
    assert (record["caller_gateway"], record["callee_gateway"]) == ("customer", "carrier")
    assert stage.switch.ask("calls") == []
    return record


def test_a_call_through_the_switch_is_one_record(stage: Stage) -> None:
    call_id = stage.connect()
    live = {one["name"]: one["calls"] for one in stage.switch.ask("gateways_live")}
    assert live == {"customer": 1, "carrier": 1}
    time.sleep(0.3)
    the_record(stage, call_id, stage.hang_up())


def test_a_call_outlives_kill_9(stage: Stage) -> None:
    call_id = stage.connect()
    stage.switch.kill()
    time.sleep(0.5)  # they go on talking: media does not pass through the switch
    stage.switch.start()
    assert [call["id"] for call in stage.switch.ask("calls")] == [call_id]
    live = {one["name"]: one["calls"] for one in stage.switch.ask("gateways_live")}
    assert live == {"customer": 1, "carrier": 1}
    record = the_record(stage, call_id, stage.hang_up())
    assert record["hold_ms"] > 500


def test_a_call_outlives_an_orderly_restart(stage: Stage) -> None:
    call_id = stage.connect()
    assert stage.switch.stop() == 0
    assert stage.customer.silent("BYE"), "a restart hangs up on nobody"
    stage.switch.start()
    the_record(stage, call_id, stage.hang_up())


def test_the_callee_may_hang_up_after_a_restart_too(stage: Stage) -> None:
    call_id = stage.connect()
    stage.switch.kill()
    stage.switch.start()
    stage.say(stage.script.bye_of_callee(), stage.carrier)
    stage.carrier.hear("200")
    stage.customer.hear("BYE")
    (record,) = stage.switch.records()
    assert (record["id"], record["end_direction"]) == (call_id, 1)


def test_a_record_is_there_when_the_bye_is_answered(stage: Stage) -> None:
    """Killed the moment after: the record is in the journal, the call in no state."""
    call_id = stage.connect()
    held = stage.hang_up()
    stage.switch.kill()
    stage.switch.start()
    assert the_record(stage, call_id, held)["fee"] == 0.0


def test_a_leg_that_did_not_confirm_its_bye_gets_another_after_a_kill(stage: Stage) -> None:
    call_id = stage.connect()
    stage.say(stage.script.request("BYE"))
    stage.customer.hear("200")
    stage.carrier.hear("BYE")
    stage.switch.kill()
    while not stage.carrier.silent("BYE"):
        pass  # what was under way
    stage.switch.start()
    stage.say(stage.script.reply(stage.carrier.hear("BYE"), 200), stage.carrier)
    assert [record["id"] for record in stage.switch.records()] == [call_id]
    while not stage.carrier.silent("BYE", seconds=1.0):
        pass
    stage.switch.kill()
    stage.switch.start()
    assert stage.carrier.silent("BYE", seconds=1.0), "it has confirmed"


def test_a_callee_whose_ack_a_kill_held_back_gets_it_when_it_asks_again(stage: Stage) -> None:
    stage.connect()
    stage.switch.kill()
    stage.switch.start()
    stage.say(stage.script.reply(stage.script.invited, 200, SDP), stage.carrier)
    ack = stage.carrier.hear("ACK")
    assert value(ack, "CSeq") == value(stage.script.invited, "CSeq").replace("INVITE", "ACK")
    assert value(ack, "To").endswith(f";tag=d{stage.script.number}")


def recorded(stage: Stage, call_id: str) -> None:
    """Make the journal that of a switch killed between the record and the state line."""
    journal = stage.switch.data / "journal"
    journal.mkdir(exist_ok=True)
    now = int(time.time() * 1000)
    line = encode(msgspec.structs.replace(cdr(), id=call_id, stop=now, sip_status=200))
    (journal / f"cdr-{uuid7(now)}.open").write_bytes(line)


@pytest.mark.parametrize("crashes", [1, 2])
def test_killed_between_record_and_state_line_it_is_one_record(stage: Stage, crashes: int) -> None:
    """The second crash finds the segment sealed: only the state can tell by then."""
    call_id = stage.connect()
    stage.switch.kill()
    recorded(stage, call_id)
    for _ in range(crashes):
        stage.switch.start()
        assert stage.switch.ask("calls") == []
        assert stage.carrier.hear("BYE"), "nobody knows whether it was told"
        stage.switch.kill()
    stage.switch.start()
    stage.say(stage.script.request("BYE"))
    stage.customer.hear("200", "481")  # the first if our BYE to it was sent before
    assert [record["id"] for record in stage.switch.records()] == [call_id]
    assert [one["calls"] for one in stage.switch.ask("gateways_live")] == [0, 0]


def test_a_call_that_was_not_answered_is_not_there_after_a_crash(stage: Stage) -> None:
    stage.say(stage.script.invite())
    stage.script.invited = stage.carrier.hear("INVITE")
    stage.switch.kill()
    stage.switch.start()
    assert stage.switch.ask("calls") == []
    stage.say(stage.script.reply(stage.script.invited, 200, SDP), stage.carrier)
    assert stage.customer.silent("200")
    assert stage.switch.records() == []


def test_an_operator_hangs_up_over_the_control_socket(stage: Stage) -> None:
    call_id = stage.connect()
    assert stage.switch.ask("hang_up", call_id=call_id, by="maria") == {"hung_up": True}
    for party in (stage.customer, stage.carrier):
        party.hear("BYE")
    assert stage.switch.ask("hang_up", call_id=call_id, by="maria") == {"hung_up": False}
    (record,) = stage.switch.records()
    assert (record["id"], record["end_direction"], record["end_reason"]) == (call_id, 2, -17)


def test_a_gateway_that_is_removed_takes_no_further_call(stage: Stage) -> None:
    call_id = stage.connect()
    stage.switch.ask("gateways_delete", version=2, names=["carrier"])
    again = Script(stage.customer.at, stage.carrier.at)
    stage.say(again.invite())
    assert kind(stage.customer.hear("404", "100")) == "404"
    held = stage.hang_up()
    wait_until(lambda: not stage.switch.ask("calls"))
    statuses = {record["sip_status"]: record for record in stage.switch.records()}
    assert statuses.keys() == {200, 404}
    assert statuses[200]["id"] == call_id
    assert statuses[200]["hold_ms"] == pytest.approx(held, abs=250)
