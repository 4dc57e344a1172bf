"""Orders reach a relay and their answers come back; one that is gone is missed and found again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine.calls.relay import ng
from engine.calls.relay.bencode import decode, encode
from engine.calls.relay.desk import RelayDesk
from engine.calls.relay.ng import NgReply
from engine.calls.relay.order import RelayOrder
from engine.calls.relay.session import Crossing, Media
from engine.config import Address
from engine.control.alarms import AlarmSet
from engine.switch import relays as relays_module
from engine.switch.counters import Counters
from engine.switch.relays import GONE, Relays
from tests.helpers.clock import ManualClock
from tests.helpers.fake_switch import until

OFFER = encode({"command": "offer", "call-id": "s1", "sdp": "v=0"})


class Daemon(asyncio.DatagramProtocol):
    """A relay that answers, unless it is told not to."""

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, dict[bytes, Any]]] = []
        self.silent = False
        self.drop = 0
        self.garbage = b""
        self.port = 0
        self._transport: Any = None

    async def start(self, port: int = 0) -> None:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=("127.0.0.1", port)
        )
        self.port = self._transport.get_extra_info("sockname")[1]

    def stop(self) -> None:
        self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        cookie, _, rest = data.partition(b" ")
        command = decode(rest)
        self.heard.append((cookie, command))
        if self.drop:
            self.drop -= 1
            return
        if self.garbage:
            self._transport.sendto(self.garbage, addr)
        if not self.silent:
            kind = command[b"command"]
            answer = {"result": "pong"} if kind == b"ping" else {"result": "ok", "sdp": "v=1"}
            self._transport.sendto(cookie + b" " + encode(answer), addr)

    def orders(self) -> list[dict[bytes, Any]]:
        return [command for _, command in self.heard if command[b"command"] != b"ping"]


class Scene:
    """Relays with daemons behind them."""

    def __init__(self, *daemons: Daemon) -> None:
        self.desk = RelayDesk(lambda _: "auto")
        self.alarms = AlarmSet("switch", ManualClock().wall)
        self.counters = Counters()
        self.answers: list[NgReply | None] = []
        self.addresses = [Address("127.0.0.1", daemon.port) for daemon in daemons]
        self.relays = Relays(self.addresses, self.desk, self._note, self.alarms, self.counters)

    def _note(self, _owner: Crossing, reply: NgReply | None) -> None:
        self.answers.append(reply)

    def ask(self, place: int = 0) -> None:
        media = Media("s1", str(self.addresses[place]))
        owner = Crossing(media, b"v=0", lambda *_: None)
        self.relays.put(RelayOrder(media.node, OFFER, owner))

    def raised(self) -> list[str]:
        return [each.severity for each in self.alarms.all() if each.kind == GONE]


def play(count: int, act: Callable[..., Awaitable[None]]) -> None:
    async def run() -> None:
        daemons = [Daemon() for _ in range(count)]
        for daemon in daemons:
            await daemon.start()
        scene = Scene(*daemons)
        await scene.relays.start()
        try:
            await until(lambda: len(scene.desk.alive) == count)
            await act(scene, *daemons)
        finally:
            await scene.relays.close()
            for daemon in daemons:
                daemon.stop()

    asyncio.run(run())


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(relays_module, "PING_EVERY", 0.05)
    with no_limit(monkeypatch):
        yield


@contextmanager
def no_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A busy machine is no dead relay, unless a test says so."""
    monkeypatch.setattr(relays_module, "LIMIT", 20.0)
    yield


def test_an_answer_finds_who_waits_for_it() -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        scene.ask()
        await until(lambda: scene.answers == [NgReply(ok=True, sdp=b"v=1")])
        assert daemon.orders()[0][b"sdp"] == b"v=0"
        assert scene.raised() == []

    play(1, act)


def test_no_cookie_is_used_for_two_orders() -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        other = Scene(daemon)
        await other.relays.start()
        for each in (scene, scene, other):
            each.ask()
        await until(lambda: len(daemon.orders()) >= 3)
        cookies = {cookie for cookie, said in daemon.heard if said[b"command"] != b"ping"}
        assert len(cookies) == 3
        await other.relays.close()

    play(1, act)


def test_an_order_that_was_lost_is_sent_again_as_it_was() -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        daemon.silent = True
        scene.ask()
        await until(lambda: len(daemon.orders()) >= 3)
        daemon.silent = False
        await until(lambda: len(scene.answers) == 1)
        cookies = {cookie for cookie, said in daemon.heard if said[b"command"] != b"ping"}
        assert len(cookies) == 1
        assert scene.answers == [NgReply(ok=True, sdp=b"v=1")]

    play(1, act)


def test_one_that_is_silent_is_gone_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        monkeypatch.setattr(relays_module, "LIMIT", 0.3)
        daemon.silent = True
        scene.ask()
        await until(lambda: scene.answers == [None])
        assert not scene.desk.alive
        assert scene.raised() == ["critical"]
        assert scene.counters.relay_failed == 1
        daemon.silent = False
        await until(lambda: scene.raised() == [])
        assert scene.desk.alive == (str(scene.addresses[0]),)
        assert not any(order.owner for order in _waiting(scene))

    play(1, act)


def test_one_that_is_killed_is_gone_at_once_and_found_again() -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        daemon.stop()
        await until(lambda: scene.raised() == ["critical"])
        scene.ask()
        await until(lambda: scene.answers == [None])
        await daemon.start(daemon.port)
        await until(lambda: scene.raised() == [])
        scene.ask()
        await until(lambda: scene.answers[-1] is not None)

    play(1, act)


def test_while_another_is_there_its_alarm_is_a_warning() -> None:
    async def act(scene: Scene, one: Daemon, two: Daemon) -> None:
        one.stop()
        await until(lambda: scene.raised() == ["warning"])
        assert scene.desk.alive == (str(scene.addresses[1]),)
        two.stop()
        await until(lambda: scene.raised() == ["critical", "critical"])
        await two.start(two.port)
        await until(lambda: scene.raised() == ["warning"])

    play(2, act)


def test_garbage_and_strangers_are_not_believed() -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        daemon.garbage = b"\x00 nonsense"
        scene.ask()
        await until(lambda: len(scene.answers) == 1)
        daemon.garbage = b"somebody-1 d6:result2:ok3:sdp3:v=9e"
        scene.ask()
        await until(lambda: len(scene.answers) == 2)
        assert {reply.sdp for reply in scene.answers if reply} == {b"v=1"}

    play(1, act)


def test_a_fault_of_ours_is_counted_and_stops_nothing() -> None:
    async def act(scene: Scene, _daemon: Daemon) -> None:
        def fail(*_: Any) -> None:
            raise LookupError

        scene.relays._answered = fail
        scene.ask()
        await until(lambda: scene.counters.internal_errors == 1)

    play(1, act)


def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene, daemon: Daemon) -> None:
        daemon.silent = True
        monkeypatch.setattr(relays_module, "MAX_PENDING", len(scene.relays) + 2)
        for _ in range(3):
            scene.ask()
        await until(lambda: scene.answers == [None])
        assert len(scene.relays) <= 2 + relays_module.MAX_PENDING

    monkeypatch.setattr(relays_module, "PING_EVERY", 60.0)
    play(1, act)


def test_an_order_for_one_that_is_not_configured_is_answered_with_nothing() -> None:
    async def act(scene: Scene, _daemon: Daemon) -> None:
        owner = Crossing(Media("s1", "x"), b"", lambda *_: None)
        scene.relays.put(RelayOrder("192.0.2.1:1", ng.PING, owner))
        assert scene.answers == []  # not before whoever ordered it is ready to hear
        await until(lambda: scene.answers == [None])

    play(1, act)


def _waiting(scene: Scene) -> list[RelayOrder]:
    return [asked.order for asked in scene.relays._pending.values()]
