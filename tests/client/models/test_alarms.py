"""The table of alarms formats every field."""

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from client.formats import Formats
from client.models.alarms import AlarmTable, taken
from tests.helpers.fake_data import alarm


def test_every_field_of_an_alarm_is_shown(qapp: object) -> None:
    table = AlarmTable(Formats("UTC"))
    table.set_rows([decode(StandingAlarm, alarm.make("relay.gone:r1", "critical"))])
    texts = [table.index(0, column).data() for column in range(table.columnCount())]
    assert texts == [
        "Critical",
        "Media relay gone (r1)",
        "2026-11-23 12:00:00",
        "Softswitch",
        "–",
        "relay.gone:r1 is wrong; put it right",
    ]


def test_critical_ones_sort_first(qapp: object) -> None:
    table = AlarmTable(Formats("UTC"))
    key = table.columns[table.column("severity")].sort_key
    assert key is not None
    found = [decode(StandingAlarm, alarm.make("x", each)) for each in ("warning", "critical")]
    assert sorted(found, key=key)[0].critical


def test_who_has_taken_it_on_is_shown_with_the_time(qapp: object) -> None:
    at = {"acknowledged_by": "alice", "acknowledged_at": "2026-11-23T12:05:00.000Z"}
    row = decode(StandingAlarm, alarm.make("x", "warning", **at))
    assert taken(row, Formats("UTC")) == "alice, 2026-11-23 12:05:00"
    bare = decode(StandingAlarm, alarm.make("x", "warning", acknowledged_by="alice"))
    assert taken(bare, Formats("UTC")) == "alice"
