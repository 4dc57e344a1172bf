"""What the helper of the kernel is told: changes by number, everything in pages, and the alarm."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest

from engine.control.alarms import AlarmSet
from engine.control.kernel import TRUST, KernelAsk, KernelNews, KernelReport
from engine.control.operations import Op
from engine.defence.entries import Block, Trust
from engine.defence.guard import Guard
from engine.errors import ControlError
from engine.switch import kerneldesk as module
from engine.switch.kerneldesk import ALARM, SILENT_S, KernelDesk
from engine.switch.policies import KernelPolicy
from tests.helpers.clock import ManualClock


class Stage:
    """A desk with its guard."""

    def __init__(self) -> None:
        numbers = itertools.count(1)
        self.clock = ManualClock()
        self.guard = Guard(lambda: f"{next(numbers):06}", lambda *_: False)
        self.alarms = AlarmSet("switch", self.clock.wall)
        listening = ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060", "tls:[::1]:5061"]
        self.desk = KernelDesk(self.clock, self.guard, listening, self.alarms, lambda: "g")
        self.desk.policy = KernelPolicy(1)
        self._ids = numbers

    def block(self, value: str, until: float | None = None) -> Block:
        kind: Any = "network" if "/" in value else "ip"
        entry = Block(f"{next(self._ids):06}", kind, value, "", "", "maria", 0.0, until)
        self.guard.block(entry)
        self.tell()
        return entry

    def tell(self) -> None:
        for change in self.guard.take_changes():
            self.desk.changed(change.entry)

    def ask(
        self, generation: str = "", number: int = -1, cursor: int = 0, /, **said: Any
    ) -> KernelNews:
        question = KernelAsk(generation, number, cursor, KernelReport(**said))
        found: KernelNews = self.desk.operations[Op.KERNEL](msgspec.to_builtins(question))
        return found


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_new_helper_hears_everything_with_what_is_left(stage: Stage) -> None:
    stage.block("192.0.2.7", stage.clock.now() + 60.0)
    stage.block("192.0.2.8", stage.clock.now() - 1.0)  # over, and not swept yet
    stage.guard.trust(Trust("t", "ip", "203.0.113.1", "", "maria", 0.0))
    stage.tell()
    news = stage.ask()
    assert (news.mode, news.ports, news.whole, news.cursor) == (1, [5060, 5061], True, 0)
    assert news.rows == [("b", "192.0.2.7", 60.0), ("t", "203.0.113.1", None)]
    assert news.number == 3


def test_after_that_only_changes(stage: Stage) -> None:
    first = stage.block("192.0.2.7")
    news = stage.ask()
    stage.block("192.0.2.8")
    stage.guard.unblock(first.id)
    stage.tell()
    after = stage.ask("g", news.number)
    assert (after.whole, after.rows) == (False, [("b", "192.0.2.8", None)])
    assert after.gone == [("b", "192.0.2.7", None)]
    again = stage.ask("g", after.number)
    assert (again.rows, again.gone, again.number) == ([], [], after.number)


def test_who_is_too_far_behind_hears_everything_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_CHANGES", 3)
    stage = Stage()
    for last in range(3):
        stage.block(f"192.0.2.{last}")
    assert not stage.ask("g", 0).whole  # at the limit
    stage.block("192.0.2.9")
    assert stage.ask("g", 0).whole  # one above
    assert stage.ask("other", 4).whole  # of another switch


def test_pages_are_bounded(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    for last in range(3):
        stage.block(f"192.0.2.{last}")
    first = stage.ask()
    stage.block("192.0.2.9")  # meanwhile
    second = stage.ask("g", first.number, first.cursor)
    assert [len(first.rows), first.cursor, len(second.rows), second.cursor] == [2, 2, 1, 0]
    rest = stage.ask("g", second.number)
    assert [value for _, value, _ in rest.rows] == ["192.0.2.9"]
    for last in range(3):
        stage.block(f"198.51.100.{last}")
    part = stage.ask("g", rest.number)
    assert len(part.rows) == 3
    assert part.number == 7


def test_each_entry_tells_how_far_it_is(stage: Stage) -> None:
    stage.block("192.0.2.7")
    stage.block("192.0.2.0/24")
    assert stage.desk.entry_state("192.0.2.7") == "unavailable"  # nobody there
    stage.ask()
    assert stage.desk.entry_state("192.0.2.7") == "pending"
    stage.ask("g", 2, state="enforced", generation="g", applied=1, withheld=["192.0.2.0/24"])
    assert stage.desk.entry_state("192.0.2.7") == "enforced"
    assert stage.desk.entry_state("192.0.2.0/24") == "withheld"
    stage.block("192.0.2.9")
    assert stage.desk.entry_state("192.0.2.9") == "pending"
    stage.ask("g", 3, state="enforced", generation="g", applied=3)
    assert stage.desk.entry_state("192.0.2.9") == "enforced"
    stage.desk.policy = KernelPolicy(0)
    assert stage.desk.entry_state("192.0.2.9") == "off"
    assert stage.ask("g", 3).mode == 0


def test_a_helper_that_is_silent_is_an_alarm_until_it_is_back(stage: Stage) -> None:
    assert stage.desk.look().state == "unavailable"
    assert not stage.alarms.holds(ALARM)  # it is being started
    stage.ask(state="enforced", generation="g", applied=0)
    assert stage.desk.look().state == "enforced"
    stage.clock.advance(SILENT_S + 1.0)
    assert stage.desk.look().state == "unavailable"
    assert "does not answer" in stage.alarms.all()[0].detail
    stage.ask(state="unavailable", reason="nft is not installed")
    assert "nft is not installed" in stage.desk.look().reason
    assert "nft is not installed" in stage.alarms.all()[0].detail
    stage.desk.policy = KernelPolicy(0)
    assert stage.desk.look().state == "off"
    assert not stage.alarms.holds(ALARM)


def test_nonsense_is_refused(stage: Stage) -> None:
    with pytest.raises(ControlError):
        stage.desk.operations[Op.KERNEL]({"report": "x"})
    with pytest.raises(ControlError):
        stage.desk.operations[Op.KERNEL]({"cursor": "x"})


def test_a_network_around_the_engine_itself_is_withheld_as_around_a_trusted_one(
    stage: Stage,
) -> None:
    stage.guard.exempt = frozenset({"127.255.255.254"})
    stage.block("127.0.0.0/8")
    rows = stage.ask().rows
    assert (TRUST, "127.255.255.254", None) in rows
    entry = Trust("t", "ip", "127.255.255.254", "", "", 0.0)
    stage.guard.trust(entry)
    stage.guard.distrust("t")
    stage.tell()
    news = stage.ask("g", 0)
    assert (TRUST, "127.255.255.254", None) in news.rows
    assert news.gone == []
