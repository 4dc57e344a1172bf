from dataclasses import replace
from typing import Any

import pytest

from engine.api.routes.health import product_version
from engine.api.services import JournalState, ModuleState
from engine.control.alarms import alarm
from tests.helpers.api_app import Stage


def health(stage: Stage) -> Any:
    return stage.expect("GET", "/health", role=None)


def test_a_healthy_engine_says_so_to_everybody(stage: Stage) -> None:
    body = health(stage)
    assert body["status"] == "ok"
    assert body["alarms"] == []
    assert body["modules"]["switch"] == {
        "state": "running",
        "pid": 101,
        "since": "2026-09-21T14:13:20.000Z",
        "restarts": 0,
    }
    assert body["journal"] == {"pending_segments": 0, "oldest_s": 0.0, "rejected": 0}
    assert body["version"] == product_version() == "0.1.0"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"switch": ModuleState("stopped", None, None)}, "switch.down"),
        ({"switch": ModuleState("starting", 7, None)}, "switch.down"),
        ({"control_error": "it does not answer"}, "switch.control"),
        ({"sip_ok": False}, "sip.silent"),
        ({"journal_error": "no space left on device"}, "switch.journal"),
    ],
)
def test_what_is_wrong_with_the_switch_is_an_alarm(
    shared: Stage, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], code: str
) -> None:
    monkeypatch.setattr(shared.modules, "state", replace(shared.modules.state, **changes))
    body = health(shared)
    assert body["status"] == "degraded"
    assert [alarm["code"] for alarm in body["alarms"]] == [code]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (JournalState(3, 1.0, error="the disk is full"), "journal.stalled"),
        (JournalState(90, 31.0), "journal.late"),
    ],
)
def test_records_that_wait_are_an_alarm(stage: Stage, state: JournalState, code: str) -> None:
    stage.journal.state = state
    body = health(stage)
    assert body["status"] == "degraded"
    assert body["alarms"][0]["code"] == code


def test_a_stopped_module_has_no_process(stage: Stage) -> None:
    stage.modules.set(switch=ModuleState("stopped", 4711, 1_790_000_000.0))
    assert health(stage)["modules"]["switch"]["pid"] is None


def test_lines_put_aside_warn_without_degrading(stage: Stage) -> None:
    stage.journal.state = replace(stage.journal.state, rejected=2)
    body = health(stage)
    assert body["status"] == "ok"
    assert body["alarms"][0]["severity"] == "warning"
    assert "2 journal lines" in body["alarms"][0]["detail"]


def test_an_alarm_of_another_module_counts(stage: Stage) -> None:
    stage.alarms.hear("switch", [alarm("relay.gone", "critical", 1.0, "gone", "switch", "r1")])
    body = health(stage)
    assert body["status"] == "degraded"
    assert body["alarms"] == [{"code": "relay.gone:r1", "severity": "critical", "detail": "gone"}]


def test_what_is_wrong_is_told_once(stage: Stage) -> None:
    stage.modules.set(sip_ok=False)
    stage.alarms.hear("conditions", [alarm("sip.silent", "critical", 1.0, "old", "management")])
    assert len(health(stage)["alarms"]) == 1


def test_a_moved_clock_shows(stage: Stage) -> None:
    stage.clock.set_wall(stage.clock.wall() - 3600)
    body = health(stage)
    assert body["clock_jump_s"] == -3600.0
    assert body["status"] == "ok"
    (alarm,) = body["alarms"]
    assert (alarm["code"], alarm["severity"]) == ("clock.jumped", "warning")
    assert "set back by 3600 s" in alarm["detail"]


def test_a_slewed_clock_is_no_alarm(stage: Stage) -> None:
    stage.clock.set_wall(stage.clock.wall() + 4)
    assert health(stage)["alarms"] == []
