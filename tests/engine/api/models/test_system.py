import pytest
from pydantic import ValidationError

from engine.api.models.system import Alarm, AuditQuery


def test_an_alarm_is_a_warning_or_critical() -> None:
    assert Alarm(code="switch.down", severity="critical", detail="x").severity == "critical"
    with pytest.raises(ValidationError):
        Alarm.model_validate({"code": "x", "severity": "mild", "detail": "x"})


def test_the_audit_is_asked_with_the_words_of_the_interface() -> None:
    query = AuditQuery.model_validate({"from": "2026-11-23T13:20:00Z", "actor": "maria"})
    assert query.from_ is not None
    assert query.to is None
    with pytest.raises(ValidationError):
        AuditQuery.model_validate({"from_": "2026-11-23T13:20:00Z"})
