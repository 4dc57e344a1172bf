"""Operators and the two lists."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from engine.control.alarms import AlarmSet
from engine.control.blocks import Behind, BlockInfo, Counted
from engine.control.operations import Op
from engine.defence.rates import Limit, RatePolicy
from engine.defence.rules import DefencePolicy, Rule
from engine.errors import ControlError
from engine.switch.blockdesk import MAX_NAMED, BlockDesk
from engine.switch.kerneldesk import KernelDesk
from tests.engine.switch.rig import ATTACKER, PHONE, Rig
from tests.engine.switch.talk import CARRIER, prepare


@pytest.fixture
def desk(rig: Rig) -> BlockDesk:
    prepare(rig)
    numbers = itertools.count(1)

    def new_id() -> str:
        return f"{next(numbers):04}"

    kernel = KernelDesk(rig.clock, rig.watch.guard, [], AlarmSet("switch", rig.clock.wall), new_id)
    return BlockDesk(rig.clock, rig.watch, rig.driver, rig.registrar, rig.host, new_id, kernel)


def block(desk: BlockDesk, value: str) -> BlockInfo:
    found: BlockInfo = desk.operations[Op.BLOCK]({"value": value, "reason": "", "by": "maria"})
    return found


def behind(desk: BlockDesk, value: str) -> Behind:
    found: Behind = desk.operations[Op.BEHIND]({"value": value})
    return found


def test_a_block_is_in_force_and_on_disk_when_it_is_answered(rig: Rig, desk: BlockDesk) -> None:
    info = block(desk, ATTACKER.ip)
    assert rig.watch.guard.blocked(ATTACKER.ip, rig.clock.now()) is not None
    written = b"".join(path.read_bytes() for path in (rig.folder / "state").iterdir())
    assert info.id.encode() in written
    assert info.since == pytest.approx(rig.clock.wall())
    with pytest.raises(ControlError, match="no address"):
        block(desk, "nowhere")


def test_pages_are_newest_first(desk: BlockDesk) -> None:
    for last in range(1, 6):
        block(desk, f"203.0.113.{last}")
    page = desk.operations[Op.BLOCKS]({"limit": 2})
    assert [each.value for each in page] == ["203.0.113.5", "203.0.113.4"]
    page = desk.operations[Op.BLOCKS]({"limit": 2, "before": page[-1].id})
    assert [each.value for each in page] == ["203.0.113.3", "203.0.113.2"]
    assert desk.operations[Op.BLOCKS]({"kind": "network"}) == []


def test_phones_and_gateways_behind_a_place_are_named(rig: Rig, desk: BlockDesk) -> None:
    rig.register("1001", source=PHONE)
    found = behind(desk, f"{PHONE.ip}/24")
    assert (found.live_endpoints, found.extensions) == (1, ["1001"])
    assert behind(desk, ATTACKER.ip).live_endpoints == 0
    assert len(behind(desk, CARRIER.ip).gateways) == 1
    assert MAX_NAMED == 20


@pytest.mark.parametrize("place", [ATTACKER.ip, "198.51.100.0/24"])
def test_unblocking_ends_rate_limits_too(rig: Rig, desk: BlockDesk, place: str) -> None:
    desk.limits.policy = RatePolicy(True, calls=1)
    now = rig.clock.now()
    for limit in (Limit.CALLS, Limit.CALLS):
        over = desk.limits.over(limit, ATTACKER.ip, now)
    assert over is not None
    desk.limits.refuse(over, now)
    info = block(desk, place)
    done = desk.operations[Op.UNBLOCK]({"entry": info.id, "by": "maria"})
    assert (done.limited, done.enforced) == (True, False)
    assert not desk.limits.limited
    assert desk.limits.over(Limit.CALLS, ATTACKER.ip, now) is None
    assert not rig.watch.limiter.limits.changes, "it was told"


def test_unblocking_says_that_the_kernel_dropped_it(
    desk: BlockDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = block(desk, ATTACKER.ip)
    monkeypatch.setattr(desk.kernel, "entry_state", lambda _: "enforced")
    assert desk.operations[Op.UNBLOCK]({"entry": info.id, "by": "maria"}).enforced


def test_what_counts_against_a_source_is_shown(rig: Rig, desk: BlockDesk) -> None:
    guard, now = desk.guard, rig.clock.now()
    guard.policy = DefencePolicy(True)
    for name in ("1001", "1002"):
        guard.saw(Rule.EXTENSIONS, "2001:db8::7", now, name=name)
    guard.saw(Rule.MALFORMED, "2001:db8::8", now)
    counted = [Counted("extensions", 2, 10, 300), Counted("malformed", 1, 50, 60)]
    assert behind(desk, "2001:db8::1").counted == counted  # by 64 bits, ecosystem.md 4.2, rule 2
    assert behind(desk, ATTACKER.ip).counted == []
    rig.clock.advance(61)
    assert [each.rule for each in behind(desk, "2001:db8::1").counted] == ["extensions"]


def test_unblocking_can_trust_for_a_while(rig: Rig, desk: BlockDesk) -> None:
    info = block(desk, ATTACKER.ip)
    done = desk.operations[Op.UNBLOCK]({"entry": info.id, "by": "maria", "trust_s": 60.0})
    assert done.trust.until == pytest.approx(rig.clock.wall() + 60)
    assert rig.watch.guard.trusts(ATTACKER.ip, rig.clock.now()) is not None
    assert [each.value for each in desk.operations[Op.TRUSTED]({})] == [ATTACKER.ip]
    assert desk.operations[Op.DISTRUST]({"entry": done.trust.id})[0].value == ATTACKER.ip


def test_trust_after_unblocking_never_shortens_what_lasts_longer(desk: BlockDesk, rig: Rig) -> None:
    def ask(operation: Op, **arguments: object) -> Any:
        return desk.operations[operation](arguments)

    def unblock() -> Any:
        return ask(Op.UNBLOCK, entry=block(desk, ATTACKER.ip).id, by="maria", trust_s=60.0).trust

    kept = ask(Op.TRUST, value=ATTACKER.ip, comment="office", by="maria", until=None)
    assert unblock().id == kept.id
    assert [each.until for each in desk.guard.trusted] == [None]
    ask(Op.DISTRUST, entry=kept.id)
    soon = rig.clock.wall() + 30.0
    ask(Op.TRUST, value=ATTACKER.ip, comment="office", by="maria", until=soon)
    assert unblock().until > soon
