import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from engine.api.hub import EventHub, Message
from engine.control.alarms import Alarm, alarm
from engine.control.gateways import GatewayConfig
from engine.control.operations import Event
from engine.errors import ControlError
from engine.management import switch_link
from engine.management.switch_link import SwitchLink
from engine.store.config_store import ConfigStore
from tests.helpers.fake_switch import FakeSwitch, until
from tests.helpers.stores import BY, config_store, endpoint


class Scene:
    """A store, a switch and the link between them."""

    def __init__(self, folder: Path) -> None:
        self.store: ConfigStore = config_store(folder)
        self.hub = EventHub()
        self.changes = threading.Lock()
        self.path = folder / "switch.sock"
        self.changed = 0
        self.alarms: list[Alarm] = []
        self.link = SwitchLink(self.path, self.store, self.hub, self.changes, self.note, self.hear)

    def note(self) -> None:
        self.changed += 1

    def hear(self, alarms: list[Alarm]) -> None:
        self.alarms = alarms


def play(folder: Path, act: Callable[[Scene], Awaitable[None]]) -> None:
    async def run() -> None:
        scene = Scene(folder)
        scene.link.start()
        try:
            await act(scene)
        finally:
            await scene.link.close()
            scene.store.close()

    asyncio.run(run())


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch_link, "RECONNECT_S", 0.01)
    monkeypatch.setattr(switch_link, "COMPARE_S", 0.02)


def test_a_switch_with_another_version_gets_everything(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.store.endpoints.create(endpoint("1001"), **BY)
        scene.store.gateways.add(GatewayConfig("carrier-a", "routing", ("192.0.2.9",)), **BY)
        switch = FakeSwitch(scene.path)
        await switch.start()
        await until(lambda: switch.version == 2)
        (push,) = switch.told("configure")
        assert push["endpoints"][0]["extension"] == "1001"
        assert push["gateways"][0]["name"] == "carrier-a"
        assert push["parameters"]["SS_ENDPOINTREGISTERRETRY"] == 6
        assert scene.link.listeners == ["udp:127.0.0.1:5060"]
        assert scene.changed
        await switch.stop()

    play(tmp_path, act)


def test_a_switch_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        await switch.start()
        await until(lambda: len(switch.told("hello")) > 3)
        assert switch.told("configure") == []
        await switch.stop()

    play(tmp_path, act)


def test_the_switch_says_what_its_disk_says(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        switch.journal_error = "No space left on device"
        await switch.start()
        await until(lambda: scene.link.journal_error == "No space left on device")
        switch.journal_error = ""
        await until(lambda: scene.link.journal_error == "")
        await switch.stop()

    play(tmp_path, act)


def test_the_alarms_of_the_switch_are_heard_and_go_with_it(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        switch.alarms = [alarm("relay.gone", "critical", 5.0, "it is gone", "switch", "r1")]
        await switch.start()
        await until(lambda: [each.id for each in scene.alarms] == ["relay.gone:r1"])
        await switch.stop()
        await until(lambda: scene.alarms == [])

    play(tmp_path, act)


def test_a_socket_that_only_listens_is_no_link(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        heard: list[bytes] = []

        async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while data := await reader.read(1000):
                heard.append(data)
            writer.close()

        async with await asyncio.start_unix_server(listen, scene.path):
            await until(lambda: heard)
            assert not scene.link.port.connected
            await scene.link.close()

    play(tmp_path, act)


def test_what_was_changed_while_the_switch_was_away_is_pushed_when_it_is_back(
    tmp_path: Path,
) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        await switch.start()
        await until(lambda: scene.link.port.connected)
        await switch.stop()
        await until(lambda: not scene.link.port.connected)
        with pytest.raises(ControlError, match="not running"):
            await asyncio.to_thread(scene.link.port.hello)
        scene.store.parameters.set("SS_ENDPOINTREGISTERRETRY", 3, **BY)
        again = FakeSwitch(scene.path, version=0)
        await again.start()
        await until(lambda: again.version == 1)
        assert again.told("configure")[0]["parameters"]["SS_ENDPOINTREGISTERRETRY"] == 3
        await again.stop()

    play(tmp_path, act)


def test_a_push_that_was_lost_is_repaired(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        switch.answers["configure"] = ControlError("not now")
        await switch.start()
        scene.store.parameters.set("SS_ENDPOINTREGISTERRETRY", 3, **BY)
        await until(lambda: len(switch.told("configure")) > 1)
        del switch.answers["configure"]
        await until(lambda: switch.version == 1)
        await switch.stop()

    play(tmp_path, act)


def test_a_change_that_is_under_way_is_waited_for(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        with scene.changes:
            scene.store.parameters.set("SS_ENDPOINTREGISTERRETRY", 3, **BY)
            await switch.start()
            await until(lambda: scene.link.port.connected)
            moment = await asyncio.to_thread(
                scene.link.port.apply_parameters, 1, scene.store.parameters.values()
            )
            assert moment == 123.5
        await until(lambda: len(switch.told("hello")) > 1)
        assert switch.told("configure") == []
        await switch.stop()

    play(tmp_path, act)


def test_events_of_the_switch_reach_the_readers(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        switch = FakeSwitch(scene.path, version=0)
        await switch.start()
        await until(lambda: switch.hub.listening)
        heard: list[Message | None] = []
        with scene.hub.subscribe() as subscription:
            switch.publish(Event.SUSPENSION, "1001", {"extension": "1001"})
            switch.publish(Event.RATES, "", {"refused": 5})
            async for message in subscription.messages(5):
                heard.append(message)
                if len(heard) == 2:
                    break
        assert heard == [
            ("suspension", b'{"items":[{"extension":"1001"}]}'),
            ("rates", b'{"items":[{"refused":5}]}'),
        ]
        await switch.stop()

    play(tmp_path, act)


def test_other_events_are_forwarded_or_let_go(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        told: list[tuple[str, Any]] = []
        scene.hub.publish = lambda name, items: told.append((name, items))  # type: ignore[method-assign]
        for event in ("endpoint", "call", "resync", "unheard of"):
            scene.link._forward(event, [])
        assert told == [("endpoint", []), ("call", []), ("resync", [])]

    play(tmp_path, act)
