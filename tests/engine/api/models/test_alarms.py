from typing import get_args

from engine.api.models.alarms import AlarmItem, AlarmPage
from engine.control.alarms import Alarm, Severity


def test_every_field_of_an_alarm_is_shown() -> None:
    acknowledged = {"acknowledged_by", "acknowledged_at"}
    assert set(AlarmItem.model_fields) == set(Alarm.__struct_fields__) | acknowledged
    assert get_args(AlarmItem.model_fields["severity"].annotation) == get_args(Severity)


def test_a_page_has_no_other() -> None:
    assert AlarmPage(items=[]).model_dump() == {"items": [], "next_cursor": None}
