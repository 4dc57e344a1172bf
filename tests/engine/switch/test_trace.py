"""Both sides of a call come together, in the order of the wire, and nothing else does."""

import re
from typing import Any

import pytest

from engine.sip.framing import StreamFramer
from engine.sip.nat import Source
from engine.switch.callparts import resume
from engine.switch.trace import MEGABYTE, Trace, TracePolicy, call_id_of
from engine.switch.trace_calls import TracedCall
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, contact, message
from tests.engine.switch.script import SDP, kind
from tests.engine.switch.talk import (
    CARRIER,
    CUSTOMER,
    Bound,
    Talk,
    phone_talk,
    prepare,
    proxy_authorization,
)


class Wire(Bound):
    """A socket that sends nothing."""

    sources: dict[Any, Source]

    def __init__(self) -> None:
        super().__init__()
        self.sources = {}

    def send(self, data: bytes, address: Any) -> None:
        """Gone."""


class Wired(Rig):
    """A rig whose messages pass the driver, as they do in a switch."""

    def wire(self) -> None:
        self.socket = Wire()
        self.driver.add_udp(self.socket)

    def send(self, data: bytes, source: Source = PHONE) -> Any:
        """Handle one datagram as the driver does, and answer what was sent."""
        batch = self.driver.begin()
        self.core.datagrams([(data, source)], batch)
        self.host.trace.received([(data, source)], batch.now + batch.wall_offset)
        self.driver.commit(batch)
        return batch


@pytest.fixture
def rig(tmp_path: Any, syncer: Any) -> Wired:
    made = Wired(tmp_path, syncer)
    made.add("1001", "1002")
    made.wire()
    prepare(made)
    return made


def shown(call: TracedCall | None) -> list[str]:
    """Each message in short: its leg, its way, what it is."""
    assert call is not None
    return [f"{kept.leg}{'>' if kept.incoming else '<'}{kind(kept.data)}" for kept in call.messages]


def test_both_legs_come_together(rig: Wired) -> None:
    talk = Talk(rig)
    running = talk.connect()
    talk.leave()
    found = rig.host.trace.find(running.id)
    assert found is not None
    assert shown(found) == [
        "0>INVITE", "1<INVITE", "0<100", "1>180", "0<180", "1>200", "1<ACK", "0<200", "0>ACK",
        "1>BYE", "0<BYE", "1<200",
    ]  # fmt: skip
    assert [leg.name for leg in found.legs] == ["customer", "carrier"]
    assert [leg.peer.ip for leg in found.legs] == [CUSTOMER.ip, CARRIER.ip]
    assert [kept.peer.ip for kept in found.messages if kept.leg] == [CARRIER.ip] * 6
    assert (found.caller, found.callee) == ("0044100", "008613800")
    times = [kept.at for kept in found.messages]
    assert times == sorted(times)
    assert times[-1] - times[0] == pytest.approx(2.0)
    assert rig.host.trace.find(talk.script.call_id) is found
    assert rig.host.trace.find(found.legs[1].call_id) is found


def test_the_challenge_belongs_to_the_call_that_answers_it(rig: Wired) -> None:
    talk = phone_talk(rig)
    ((challenge, _),) = rig.send(talk.script.invite(), PHONE).sends
    found = re.search(r'nonce="(\w+)", algorithm=MD5', challenge.decode())
    assert found is not None
    assert shown(rig.host.trace.find(talk.script.call_id)) == ["0>INVITE", "0<407"]
    given = proxy_authorization("1001", found[1], talk.script.callee)
    again = talk.script.request("INVITE", f"Contact: <sip:a@b>\r\n{given}", SDP)
    rig.send(again, PHONE)
    begun = rig.host.trace.find(talk.call.id)
    assert shown(begun) == ["0>INVITE", "0<407", "0>INVITE", "1<INVITE", "0<100"]
    assert len(rig.host.trace.attempts) == 0


def test_a_refused_invite_is_found_by_its_call_id_and_only_so(rig: Wired) -> None:
    rig.send(message("INVITE", callee="900", call_id="bad-1"), ATTACKER)
    found = rig.host.trace.find("bad-1")
    assert shown(found) == ["0>INVITE", "0<403"]
    assert found is not None
    assert (found.id, found.legs[0].peer) == ("", ATTACKER)
    assert not len(rig.host.trace.calls)


def test_what_belongs_to_no_call_is_not_kept(rig: Wired) -> None:
    Talk(rig).begin()
    rig.register()
    rig.send(message("OPTIONS", call_id="ping"))
    rig.send(message("BYE", callee="1", call_id="stray"), ATTACKER)
    rig.send(message("ACK", callee="1", call_id="stray"), ATTACKER)
    trace = rig.host.trace
    assert (trace.find("ping"), trace.find("stray"), len(trace.attempts)) == (None, None, 0)


def test_messages_that_come_again_are_there_again(rig: Wired) -> None:
    talk = Talk(rig)
    talk.begin()
    rig.send(talk.script.invite(), CUSTOMER)
    assert shown(rig.host.trace.find(talk.script.call_id)) == [
        "0>INVITE", "1<INVITE", "0<100", "0>INVITE", "0<100",
    ]  # fmt: skip


def test_a_call_id_is_found_in_any_form() -> None:
    assert call_id_of(b"BYE x\r\nCall-ID: a@b\r\n\r\n") == b"a@b"
    assert call_id_of(b"BYE x\r\ni:a@b \r\nVia: x\r\n\r\n") == b"a@b"
    assert call_id_of(b"BYE x\r\nCALL-id \t: a@b\r\n\r\n") == b"a@b"
    assert call_id_of(b"BYE x\r\nVia: x\r\n\r\n") == b""


def test_switched_off_nothing_is_kept_and_what_was_kept_is_gone(rig: Wired) -> None:
    talk = Talk(rig)
    talk.begin()
    rig.send(message("INVITE", callee="900", call_id="bad-1"), ATTACKER)
    trace = rig.host.trace
    trace.policy = TracePolicy(enabled=False)
    assert (len(trace.calls), len(trace.attempts)) == (0, 0)
    talk.answer(180)
    Talk(rig).begin()
    rig.send(message("INVITE", callee="900", call_id="bad-2"), ATTACKER)
    assert (len(trace.calls), len(trace.attempts)) == (0, 0)
    trace.policy = TracePolicy()
    later = Talk(rig)
    later.begin()
    assert shown(trace.find(later.script.call_id)) == ["0>INVITE", "1<INVITE", "0<100"]


def test_the_memory_is_what_was_asked_for(rig: Wired) -> None:
    trace = rig.host.trace
    trace.policy = TracePolicy(megabytes=1)
    for _ in range(100):
        Talk(rig).begin(extra="X-Filler: " + "x" * 7_000)
    assert MEGABYTE // 2 < trace.calls.size <= MEGABYTE
    assert 1 < len(trace.calls) < 100


def test_time_makes_calls_that_ended_go(rig: Wired) -> None:
    ended, running = Talk(rig), Talk(rig)
    ended.connect()
    ended.leave()
    running.connect()
    rig.send(message("INVITE", callee="900", call_id="bad-1"), ATTACKER)
    trace = rig.host.trace
    rig.clock.advance(15 * 60 - 3)
    trace.sweep(rig.clock.wall())
    assert trace.find(ended.script.call_id) is not None
    rig.clock.advance(4)
    rig.driver.tick(rig.clock.now())
    names = (ended.script.call_id, running.script.call_id, "bad-1")
    assert [trace.find(name) is not None for name in names] == [False, True, False]


def test_a_call_that_went_on_after_a_restart_is_traced_from_there(rig: Wired) -> None:
    call = Talk(rig).connect()
    trace = Trace()
    rig.host.trace = trace
    rig.host.calls.book.remove(call)
    assert resume(rig.host, rig.reach, [call]) == 1
    found = trace.find(call.id)
    assert found is not None
    assert [leg.name for leg in found.legs] == ["customer", "carrier"]


def test_what_comes_over_a_stream_is_kept_as_it_came_and_held_once() -> None:
    data = message("INVITE", callee="900", call_id="tcp-1")
    ping = message("OPTIONS", call_id="tcp-2")
    frames = StreamFramer().feed(data + ping)
    trace = Trace()
    trace.frames(frames, Source("192.0.2.1", 40_000, "TCP", 7), 5.0)
    found = trace.find("tcp-1")
    assert found is not None
    assert [(kept.data, kept.peer.transport) for kept in found.messages] == [(data, "TCP")]
    assert [getattr(frame, "wire", None) for frame in frames] == [b"", b""]


def test_the_driver_shows_it_everything(rig: Wired) -> None:
    talk = Talk(rig)
    address = (CUSTOMER.ip, CUSTOMER.port)
    rig.driver.on_datagrams(rig.socket, [(talk.script.invite(), address)])
    frames = StreamFramer().feed(message("INVITE", callee="9", call_id="tcp-3", extra=contact()))
    rig.driver.tcp.deliver(frames, Source("192.0.2.9", 40_000, "TCP", 3))
    trace = rig.host.trace
    assert shown(trace.find(talk.script.call_id)) == ["0>INVITE", "1<INVITE", "0<100"]
    assert shown(trace.find("tcp-3")) == ["0>INVITE", "0<403"]
