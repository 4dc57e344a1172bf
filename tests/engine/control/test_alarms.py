"""Alarms stand once, keep their beginning, and are bounded."""

import msgspec

from engine.control.alarms import MAX_ALARMS, MAX_DETAIL, MAX_SUBJECT, Alarm, AlarmSet, alarm
from tests.helpers.clock import ManualClock


def alarms() -> tuple[AlarmSet, ManualClock]:
    clock = ManualClock()
    return AlarmSet("switch", clock.wall), clock


def test_an_alarm_stands_once_and_keeps_its_beginning() -> None:
    raised, clock = alarms()
    raised.put("relay.gone", "warning", "one does not answer", "r1")
    clock.advance(60)
    raised.put("relay.gone", "critical", "none answers", "r1")
    assert raised.all() == [
        Alarm("relay.gone:r1", "relay.gone", "critical", clock.wall() - 60, "none answers",
              "switch")
    ]  # fmt: skip
    assert raised.holds("relay.gone", "r1")
    assert not raised.holds("relay.gone")


def test_one_kind_can_stand_for_several_things() -> None:
    raised, _ = alarms()
    for subject in ("r1", "r2", ""):
        raised.put("relay.gone", "warning", "x", subject)
    raised.clear("relay.gone", "r1")
    raised.clear("relay.gone", "never raised")
    assert [each.id for each in raised.all()] == ["relay.gone", "relay.gone:r2"]


def test_critical_ones_come_first_then_the_oldest() -> None:
    raised, clock = alarms()
    for kind, severity in (("a", "warning"), ("b", "critical"), ("c", "critical")):
        raised.put(kind, severity, "x")  # type: ignore[arg-type]
        clock.advance(1)
    assert [each.kind for each in raised.all()] == ["b", "c", "a"]


def test_at_the_limit_only_a_critical_one_finds_room() -> None:
    raised, clock = alarms()
    for number in range(MAX_ALARMS):
        raised.put("x", "warning", "x", str(number))
        clock.advance(1)
    assert (len(raised), raised.refused) == (MAX_ALARMS, 0)
    raised.put("y", "warning", "y")
    assert (len(raised), raised.refused) == (MAX_ALARMS, 1)
    raised.put("y", "critical", "y")
    assert (len(raised), raised.holds("y"), raised.holds("x", str(MAX_ALARMS - 1))) == (
        *(MAX_ALARMS, True),
        False,
    )


def test_critical_ones_do_not_displace_each_other() -> None:
    raised, _ = alarms()
    for number in range(MAX_ALARMS + 1):
        raised.put("x", "critical", "x", str(number))
    assert (len(raised), raised.refused) == (MAX_ALARMS, 1)


def test_texts_are_cut() -> None:
    made = alarm("x", "warning", 1.0, "d" * (MAX_DETAIL + 1), "switch", "s" * (MAX_SUBJECT + 1))
    assert len(made.detail) == MAX_DETAIL
    assert made.id == "x:" + "s" * MAX_SUBJECT


def test_it_crosses_the_socket() -> None:
    made = alarm("x", "critical", 1.0, "d", "switch")
    assert msgspec.convert(msgspec.to_builtins(made), Alarm) == made
