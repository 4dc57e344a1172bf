from prometheus_client.parser import text_string_to_metric_families

from engine.api.exposition import expose
from engine.api.services import ModuleState
from engine.control.messages import CounterSample
from tests.helpers.api_app import Stage


def figures(stage: Stage) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    text = expose(stage.services, stage.app.state.stats).decode()
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_switch_figures_keep_their_labels(stage: Stage) -> None:
    stage.switch.samples = [
        CounterSample("sip_requests_total", 5, "counter", "Requests.", {"method": "REGISTER"}),
        CounterSample("sip_bindings", 2, "gauge", "Bindings."),
        CounterSample("sip_requests_total", 7, "counter", "Requests.", {"method": "INVITE"}),
    ]
    seen = figures(stage)
    assert seen["switchwarden_sip_requests_total", (("method", "REGISTER"),)] == 5
    assert seen["switchwarden_sip_requests_total", (("method", "INVITE"),)] == 7
    assert seen["switchwarden_sip_bindings", ()] == 2


def test_requests_are_counted_by_template(stage: Stage) -> None:
    stage.add("1001")
    stage.expect("GET", "/endpoints/1001")
    stage.must_fail(404, "GET", "/endpoints/1002")
    stage.must_fail(404, "GET", "/secret-path-4711")
    stage.must_fail(401, "POST", "/session", role=None, json={"name": "a", "password": "b"})
    seen = figures(stage)
    name = "switchwarden_http_requests_total"
    template = "/endpoints/{extension}"
    assert seen[name, (("method", "GET"), ("route", template), ("status", "200"))] == 1
    assert seen[name, (("method", "GET"), ("route", template), ("status", "404"))] == 1
    assert seen[name, (("method", "GET"), ("route", "unknown"), ("status", "404"))] == 1
    assert seen["switchwarden_http_sign_ins_refused_total", ()] == 1
    assert seen["switchwarden_http_request_duration_seconds_count", ()] == 5
    assert "4711" not in str(seen)


def test_the_state_of_management_is_there(stage: Stage) -> None:
    seen = figures(stage)
    assert seen["switchwarden_module_up", (("module", "switch"),)] == 1
    assert seen["switchwarden_sip_ok", ()] == 1
    assert seen["switchwarden_journal_ingested_total", (("kind", "cdr"),)] == 3
    assert seen["switchwarden_journal_pending_segments", ()] == 0
    assert seen["switchwarden_exports_total", (("status", "done"),)] == 0
    assert seen["switchwarden_event_streams", ()] == 0


def test_alarms_are_counted_by_severity(stage: Stage) -> None:
    stage.alarms.put("relay.gone", "critical", "it is gone")
    seen = figures(stage)
    assert seen["switchwarden_alarms", (("severity", "critical"),)] == 1
    assert seen["switchwarden_alarms", (("severity", "warning"),)] == 0


def test_with_the_switch_away_the_rest_is_still_told(stage: Stage) -> None:
    stage.switch.samples = [CounterSample("sip_bindings", 2, "gauge", "Bindings.")]
    stage.switch.away = True
    stage.modules.set(switch=ModuleState("stopped", None, None), sip_ok=False)
    seen = figures(stage)
    assert seen["switchwarden_module_up", (("module", "switch"),)] == 0
    assert ("switchwarden_sip_bindings", ()) not in seen
