from dataclasses import replace
from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from client.api.errors import ApiError, Forbidden, Missing
from client.models.alarm_changes import AlarmChanges, can_take
from tests.helpers.client_stubs import StubSession
from tests.helpers.fake_data import alarm

ONE = decode(StandingAlarm, alarm.make("relay.gone:r1", "critical"))
TWO = replace(ONE, id="relay.gone:r2")
TAKEN = replace(ONE, id="relay.gone:r3", acknowledged_by="alice")


class StubTaking:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.errors: dict[str, ApiError] = {}

    def acknowledge_alarm(self, alarm_id: str) -> None:
        self.asked.append(alarm_id)
        if alarm_id in self.errors:
            raise self.errors[alarm_id]


def changes_of(api: StubTaking, role: str = "operator") -> AlarmChanges:
    return AlarmChanges(cast(Any, StubSession(cast(Any, api), role)))


def test_what_nobody_has_is_taken_on_and_what_is_over_is_passed_over(qtbot: QtBot) -> None:
    api = StubTaking()
    api.errors[ONE.id] = Missing("does not stand any more", status=404)
    changes = changes_of(api)
    assert can_take([ONE, TAKEN]) == [ONE]
    with qtbot.waitSignal(changes.done) as done:
        assert changes.acknowledge([ONE, TAKEN, TWO])
    assert done.args == [1]
    assert api.asked == [ONE.id, TWO.id]


def test_an_auditor_and_an_empty_choice_ask_nothing() -> None:
    api = StubTaking()
    assert not changes_of(api, "auditor").acknowledge([ONE])
    assert not changes_of(api).acknowledge([TAKEN])
    assert api.asked == []


def test_a_refusal_is_told(qtbot: QtBot) -> None:
    api = StubTaking()
    api.errors[ONE.id] = Forbidden("not you", status=403)
    changes = changes_of(api)
    with qtbot.waitSignal(changes.refused):
        changes.acknowledge([ONE])
    assert api.asked == [ONE.id]
