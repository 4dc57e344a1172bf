"""The report says who set what, when and why; the values are those of the moment."""

from engine.api.security_report import compose
from tests.helpers.api_app import Stage


def test_every_setting_has_its_last_change(stage: Stage) -> None:  # req 143
    by = {"actor": "maria", "address": "192.0.2.7", "reason": "after the incident"}
    stage.config.parameters.set("SS_ENDPOINTREGISTERRETRY", 5, **by)  # type: ignore[arg-type]
    stage.switch.away = True
    report = compose(stage.services, "maria", "zh-CN", "0.1.0")
    settings = {item["name"]: item for item in report.settings}
    retry = settings["SS_ENDPOINTREGISTERRETRY"]
    assert (retry["value"], retry["default"], retry["unit"]) == (5, 6, "次")
    assert (retry["changed_by"], retry["changed_from"]) == ("maria", "192.0.2.7")
    assert retry["reason"] == "after the incident"
    assert settings["SS_BLACK_LIST_IP"]["changed_at"] is None
    assert [item["name"] for item in report.operators] == ["admin", "auditor", "operator"]
    assert report.trusted is None
    assert len(report.points) == 9
    assert report.chinese
