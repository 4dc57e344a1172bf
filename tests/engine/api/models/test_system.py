import pytest
from pydantic import ValidationError

from engine.api.models.system import Alarm


def test_an_alarm_is_a_warning_or_critical() -> None:
    assert Alarm(code="switch.down", severity="critical", detail="x").severity == "critical"
    with pytest.raises(ValidationError):
        Alarm.model_validate({"code": "x", "severity": "mild", "detail": "x"})
