"""What is written about an extension is read back as the same, in any mixture of old and new."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.registrar import Registrar
from engine.switch.statelines import (
    StateReader,
    call_line,
    dump,
    flow_line,
    location_line,
    lockout_line,
)
from tests.engine.switch.rig import REALM, Rig
from tests.engine.switch.talk import CARRIER, Talk, leavers, prepare, stated


def read(rig: Rig, lines: list[bytes], now: float = 5.0) -> tuple[Registrar, StateReader]:
    """Another process reads ``lines`` ``now`` seconds after its machine started."""
    registrar = Registrar(REALM, b"x" * 32, now)
    reader = StateReader(registrar, rig.clock.wall() - now, now)
    for line in lines:
        reader.apply(msgspec.json.decode(line))
    return registrar, reader


def test_a_location_survives(rig: Rig) -> None:
    rig.register()
    rig.clock.advance(100)
    registrar, _ = read(rig, [location_line(rig.registrar, "1001", rig.offset)])
    (binding,) = registrar.locations.live("1001", 5.0)
    assert binding.contact == "sip:1001@192.0.2.10:5062"
    assert binding.expires_at - 5.0 == pytest.approx(500)


def test_a_suspension_survives_with_its_counter_and_never_grows(rig: Rig) -> None:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=2)
    for _ in range(2):
        rig.register(password="wrong")
    line = lockout_line(rig.registrar, "1001", rig.offset)
    rig.clock.set_wall(rig.clock.wall() - 86_400)
    registrar, _ = read(rig, [line])
    assert registrar.lockouts.remaining("1001", 5.0) == pytest.approx(180)
    rig.clock.set_wall(rig.clock.wall() + 86_400)
    rig.clock.advance(80)
    registrar, _ = read(rig, [line])
    assert registrar.lockouts.remaining("1001", 5.0) == pytest.approx(100)


def test_a_later_line_replaces_an_earlier_one(rig: Rig) -> None:
    rig.register()
    there = location_line(rig.registrar, "1001", rig.offset)
    rig.registrar.locations.remove("1001")
    gone = location_line(rig.registrar, "1001", rig.offset)
    assert not read(rig, [there, gone])[0].locations.live("1001", 5.0)
    assert read(rig, [gone, there])[0].locations.live("1001", 5.0)


def test_a_forgotten_lockout_is_stated_as_gone(rig: Rig) -> None:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1)
    rig.register(password="wrong")
    held = lockout_line(rig.registrar, "1001", rig.offset)
    rig.register()
    free = lockout_line(rig.registrar, "1001", rig.offset)
    assert read(rig, [held])[0].lockouts.get("1001") is not None
    assert read(rig, [held, free])[0].lockouts.get("1001") is None


def test_the_highest_flow_number_counts(rig: Rig) -> None:
    assert read(rig, [flow_line(7), flow_line(9), flow_line(8)])[1].flow == 9


def test_a_dump_is_everything(rig: Rig, tmp_path: Path) -> None:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1)
    rig.register()
    rig.register("1002", password="wrong")
    registrar, reader = read(
        rig, list(dump(rig.registrar, rig.host.calls.book, rig.watch.guard, 42, rig.offset))
    )
    assert registrar.locations.live("1001", 5.0)
    assert registrar.lockouts.get("1002") is not None
    assert reader.flow == 42


@pytest.mark.parametrize(
    "line",
    [
        ["loc", 7],
        ["loc", []],
        ["lock", ["1001"]],
        ["?", 1],
        ["flow", "x"],
        ["loc"],
        ["call", []],
        ["bye", ["x"]],
    ],
)
def test_a_damaged_line_is_refused_and_changes_nothing(rig: Rig, line: list[Any]) -> None:
    registrar = Registrar(REALM, b"x" * 32, 5.0)
    reader = StateReader(registrar, 0.0, 5.0)
    with pytest.raises((ValueError, TypeError, KeyError, IndexError)):
        reader.apply(line)
    assert reader.calls == {}
    assert not list(registrar.locations)
    assert not len(registrar.lockouts)


def test_an_answered_call_survives_with_all_it_needs(rig: Rig) -> None:
    prepare(rig)
    call = Talk(rig).connect()
    rig.clock.advance(20)
    _, reader = read(rig, [call_line(call, call.id, rig.offset)])
    again = reader.calls[call.id]
    assert again.answered_at == pytest.approx(5.0 - 20)
    assert again.setup.caller == "0044100"
    assert (again.caller_gateway, again.codec) == ("customer", "PCMA")
    assert again.latest is not None
    assert (again.latest.gateway, again.latest.destination.ip) == ("carrier", CARRIER.ip)
    assert again.inbound.dialog is not None
    assert call.inbound.dialog is not None
    assert again.inbound.dialog.dump() == call.inbound.dialog.dump()


def test_a_call_that_is_over_is_stated_as_gone(rig: Rig) -> None:
    prepare(rig)
    call = Talk(rig).connect()
    there, gone = (call_line(each, call.id, rig.offset) for each in (call, None))
    assert read(rig, [there, gone])[1].calls == {}
    assert list(read(rig, [gone, there])[1].calls) == [call.id]
    assert read(rig, [gone])[1].calls == {}, "what is not known may be stated as gone"


def test_a_dump_holds_answered_calls_only(rig: Rig) -> None:
    prepare(rig)
    answered, asked = Talk(rig), Talk(rig)
    call_id = answered.connect().id
    asked.begin()
    lines = list(dump(rig.registrar, rig.host.calls.book, rig.watch.guard, 0, rig.offset))
    assert list(read(rig, lines)[1].calls) == [call_id]


def test_a_call_that_ends_during_a_dump_is_stated_as_gone(rig: Rig) -> None:
    """Its own line is in the log before the snapshot gets there, or the snapshot says so."""
    prepare(rig)
    first, second = Talk(rig), Talk(rig)
    call_id = first.connect().id
    ended = second.connect().id
    lines = dump(rig.registrar, rig.host.calls.book, rig.watch.guard, 0, rig.offset)
    begun = [next(lines)]
    while b'"call"' not in begun[-1]:
        begun.append(next(lines))
    second.say("BYE")
    begun += list(lines)
    assert list(read(rig, begun)[1].calls) == [call_id]
    assert leavers(msgspec.json.decode(begun[-1])) == (ended, 1)
    assert list(read(rig, begun)[1].leaving) == [ended]


def test_a_dump_holds_those_who_have_not_confirmed_the_end(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    call_id = talk.connect().id
    bye = talk.say("BYE")
    _, reader = read(
        rig, list(dump(rig.registrar, rig.host.calls.book, rig.watch.guard, 0, rig.offset))
    )
    assert (reader.calls, list(reader.leaving)) == ({}, [call_id])
    (leg,) = reader.leaving[call_id]
    assert leg.heard.ip == CARRIER.ip
    assert [leavers(line) for line in stated(bye)] == [(call_id, 1)]
    gone = call_line(None, call_id, rig.offset)
    assert read(rig, [bye.state[-1], gone])[1].leaving == {}


@pytest.mark.parametrize(
    ("place", "damage"),
    # The last value is the relay's, None without one; before it is one that is None when the
    # caller has acknowledged the answer.
    [
        *[(-1, []), (-1, ["x"]), (-1, 7), (-1, ["x", "y", 3])],
        *[(-2, []), (-2, ["x"]), (-2, 7), (-3, []), (-3, ["x"]), (-3, {}), (-3, 7), (-3, None)],
    ],
)
def test_a_damaged_call_is_refused(rig: Rig, place: int, damage: object) -> None:
    prepare(rig)
    call = Talk(rig).connect()
    name, line = msgspec.json.decode(call_line(call, call.id, rig.offset))
    line[place] = damage
    reader = StateReader(rig.registrar, 0.0, 5.0)
    with pytest.raises((ValueError, TypeError, KeyError, IndexError, msgspec.ValidationError)):
        reader.apply([name, line])
    assert reader.calls == {}
