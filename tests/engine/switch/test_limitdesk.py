"""Operators see who is limited, let him begin anew, and are known themselves."""

from __future__ import annotations

import pytest

from engine.control.limits import LimitedInfo
from engine.control.operations import Op
from engine.defence.rates import Limit, RatePolicy
from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.switch.limitdesk import MAX_OPERATORS, LimitDesk
from tests.engine.switch.rig import ATTACKER, PHONE, Rig


@pytest.fixture
def desk(rig: Rig) -> LimitDesk:
    rig.register("1001", source=PHONE)
    made = LimitDesk(rig.clock, rig.watch, rig.registrar)
    made.limits.policy = RatePolicy(True, calls=1, own_times=1)
    for source in (ATTACKER, PHONE):
        for _ in range(3):
            over = made.limits.over(Limit.CALLS, source.ip, rig.clock.now())
            if over is not None:
                made.limits.refuse(over, rig.clock.now(), "INVITE sip:9")
    return made


def limits(desk: LimitDesk, **wanted: object) -> list[LimitedInfo]:
    found: list[LimitedInfo] = desk.operations[Op.LIMITS](wanted)
    return found


def test_who_is_limited_newest_first_with_phones_behind(rig: Rig, desk: LimitDesk) -> None:
    newest, oldest = limits(desk)
    assert (newest.value, newest.own, newest.live_endpoints) == (PHONE.ip, True, 1)
    assert (oldest.value, oldest.own, oldest.refused) == (ATTACKER.ip, False, 2)
    assert oldest.since == pytest.approx(rig.clock.wall())
    assert limits(desk, limit=1) == [newest]
    assert limits(desk, before=newest.id) == [oldest]
    assert limits(desk, q="198.51") == [oldest]


def test_lifting_begins_anew(rig: Rig, desk: LimitDesk) -> None:
    (found,) = limits(desk, q=ATTACKER.ip)
    assert desk.operations[Op.LIFT]({"entry": found.id}) == [found]
    assert desk.operations[Op.LIFT]({"entry": found.id}) == []
    assert desk.limits.over(Limit.CALLS, ATTACKER.ip, rig.clock.now()) is None


def test_operators_replace_those_told_before_and_are_bounded(rig: Rig, desk: LimitDesk) -> None:
    tell = desk.operations[Op.OPERATORS]
    tell({"addresses": [ATTACKER.ip, "2001:db8::7"]})
    assert rig.watch.operators == {ATTACKER.ip, "2001:db8::/64"}
    assert rig.watch.guard.ours("2001:db8::8", 0.0)
    assert not rig.watch.guard.ours("2001:db8:1::8", 0.0)
    tell({"addresses": [f"10.0.{n // 250}.{n % 250}" for n in range(MAX_OPERATORS + 1)]})
    assert len(rig.watch.operators) == MAX_OPERATORS
    tell({"addresses": []})
    assert not rig.watch.guard.ours(ATTACKER.ip, 0.0)


def test_a_blocked_address_is_let_in_when_an_operator_signs_in_from_there(
    rig: Rig, desk: LimitDesk
) -> None:
    guard = rig.watch.guard
    guard.policy = DefencePolicy(True, tuple((rule, RuleSetting(1, 60, 600)) for rule in Rule))
    guard.saw(Rule.MALFORMED, "198.51.100.77", 0.0)
    desk.operations[Op.OPERATORS]({"addresses": ["198.51.100.77", "no address"]})
    assert guard.covered("198.51.100.77", 0.0) is None
    assert guard.take_changes()[-1].by == "operator's session"
