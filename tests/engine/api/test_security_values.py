from dataclasses import asdict

from engine.api.security_values import SecurityReport


def test_the_report_is_plain_data() -> None:
    report = SecurityReport(
        False, "2026-11-28T12:00:00.000Z", "maria", "0.1.0", "ok", [], [], [], None
    )
    assert asdict(report)["made_by"] == "maria"
