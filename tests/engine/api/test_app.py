"""The list of routes, as a snapshot: whoever adds or removes one changes this list too."""

import json

from engine.api.app import describe
from tests.helpers.api_app import Stage

ROUTES = """
GET /api/v1/alarms get_alarms
GET /api/v1/alarms/figures get_alarm_figures
GET /api/v1/alarms/rules get_alarm_rules
PUT /api/v1/alarms/rules/{name} put_alarm_rule
DELETE /api/v1/alarms/rules/{name} delete_alarm_rule
POST /api/v1/alarms/rules/{name}/test probe_alarm_rule
GET /api/v1/alarms/webhook get_alarm_webhook
PUT /api/v1/alarms/webhook put_alarm_webhook
POST /api/v1/alarms/acknowledge acknowledge_alarm
GET /api/v1/allowlist get_allowlist
POST /api/v1/allowlist trust
DELETE /api/v1/allowlist/{entry_id} distrust
GET /api/v1/audit get_audit
GET /api/v1/audit/choices get_audit_choices
GET /api/v1/audit/file audit_file
GET /api/v1/audit/verification get_verification
POST /api/v1/audit/verification verify_audit
GET /api/v1/blacklist get_blacklist
POST /api/v1/blacklist block
GET /api/v1/blacklist/preview preview
POST /api/v1/blacklist/import import_blocks
GET /api/v1/firewall/kernel get_kernel
GET /api/v1/firewall/rules get_rules
PATCH /api/v1/blacklist/{entry_id} change_block
DELETE /api/v1/blacklist/{entry_id} unblock
GET /api/v1/calls get_calls
POST /api/v1/calls/test place_test_call
GET /api/v1/calls/test/{test_id} get_test_call
GET /api/v1/calls/{call_id} get_call
DELETE /api/v1/calls/{call_id} hang_up
GET /api/v1/calls/{call}/trace get_call_trace
GET /api/v1/calls/{call}/trace.pcap get_call_trace_pcap
GET /api/v1/calls/{call}/trace.txt get_call_trace_text
GET /api/v1/cdrs get_cdrs
GET /api/v1/cdrs/attacks get_attacks
POST /api/v1/cdrs/exports create_export
GET /api/v1/cdrs/exports get_exports
GET /api/v1/cdrs/exports/{export_id} get_export
DELETE /api/v1/cdrs/exports/{export_id} cancel_export
POST /api/v1/cdrs/exports/{export_id}/again repeat_export
GET /api/v1/cdrs/exports/{export_id}/file get_export_file
GET /api/v1/cdrs/exports/{export_id}/meta get_export_description
GET /api/v1/cdrs/series get_series
GET /api/v1/cdrs/summary get_summary
GET /api/v1/cdrs/top get_top
GET /api/v1/cdrs/vocabulary get_vocabulary
GET /api/v1/cdrs/{record_id} get_cdr
GET /api/v1/endpoints get_endpoints
POST /api/v1/endpoints create_endpoint
POST /api/v1/endpoints/import import_endpoints
GET /api/v1/endpoints/{extension} get_endpoint
PATCH /api/v1/endpoints/{extension} update_endpoint
DELETE /api/v1/endpoints/{extension} delete_endpoint
POST /api/v1/dry-run try_values
GET /api/v1/events get_events
GET /api/v1/flood-guard get_flood_guard
GET /api/v1/gateways get_gateways
POST /api/v1/gateways create_gateway
GET /api/v1/gateways/{name} get_gateway
PATCH /api/v1/gateways/{name} update_gateway
DELETE /api/v1/gateways/{name} delete_gateway
GET /api/v1/health health
GET /api/v1/history get_history
GET /api/v1/history/file history_file
GET /api/v1/holds get_holds
POST /api/v1/holds add_hold
DELETE /api/v1/holds/{hold_id} lift_hold
GET /api/v1/limits get_limits
DELETE /api/v1/limits/{entry_id} lift_limit
GET /api/v1/operators list_operators
POST /api/v1/operators add_operator
PATCH /api/v1/operators/{name} update_operator
DELETE /api/v1/operators/{name} remove_operator
GET /api/v1/parameters list_parameters
GET /api/v1/parameters/{name} get_parameter
PUT /api/v1/parameters/{name} set_parameter
GET /api/v1/parameters/{name}/history parameter_history
GET /api/v1/attacks/picture get_attack_picture
GET /api/v1/checklist get_checklist
POST /api/v1/reports/security create_security_report
GET /api/v1/passwords list_passwords
GET /api/v1/mail get_mail
PUT /api/v1/mail set_mail
POST /api/v1/mail/test send_test_mail
GET /api/v1/schedules get_schedules
POST /api/v1/schedules create_schedule
PATCH /api/v1/schedules/{schedule_id} update_schedule
DELETE /api/v1/schedules/{schedule_id} delete_schedule
POST /api/v1/schedules/{schedule_id}/run run_schedule
POST /api/v1/reports/illegal-calls create_illegal_call_report
GET /api/v1/retention preview_retention
POST /api/v1/retention/run run_retention
GET /api/v1/retention/runs get_retention_runs
GET /api/v1/routing analyse_routing
GET /api/v1/seals get_seals
GET /api/v1/seals/check check_seals
GET /api/v1/self-proof get_lockout_proofs
POST /api/v1/self-proof prove_lockout
GET /api/v1/session who_am_i
POST /api/v1/session sign_in
DELETE /api/v1/session sign_out
GET /api/v1/sessions get_sessions
DELETE /api/v1/sessions/{session_id} end_session
GET /api/v1/suspensions get_suspensions
POST /api/v1/suspensions/clear clear_suspensions
GET /api/v1/suspensions/history suspension_history
DELETE /api/v1/suspensions/{extension} clear_suspension
GET /api/v1/throttles get_throttles
DELETE /api/v1/throttles/{throttle_id} open_throttle
GET /api/v1/timed-changes get_timed_changes
DELETE /api/v1/timed-changes/{name} return_timed_change
POST /api/v1/timed-changes/{name}/extend extend_timed_change
GET /api/v1/views get_views
PUT /api/v1/views/{view_id} put_view
DELETE /api/v1/views/{view_id} delete_view
GET /metrics metrics
"""
OPEN = {"health", "sign_in", "metrics"}


def operations(stage: Stage) -> dict[str, tuple[str, str, dict[str, object]]]:
    return {
        entry["operationId"]: (method.upper(), path, entry)
        for path, methods in describe(stage.app)["paths"].items()
        for method, entry in methods.items()
    }


def test_the_routes_are_those_of_the_design(shared: Stage) -> None:
    found = [f"{method} {path} {name}" for name, (method, path, _) in operations(shared).items()]
    assert sorted(found) == sorted(ROUTES.strip().splitlines())


def test_the_description_says_how_to_sign_in_and_where_it_is_needed(shared: Stage) -> None:
    schema = describe(shared.app)
    assert schema["openapi"].startswith("3.1")
    scheme = schema["components"]["securitySchemes"]["token"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    unprotected = {
        name
        for name, (_, _, entry) in operations(shared).items()
        if "401" not in str(entry["responses"])
    }
    assert unprotected == {"health"}
    unsecured = {
        name for name, (*_, entry) in operations(shared).items() if "security" not in entry
    }
    assert unsecured == OPEN - {"metrics"}


def test_every_failure_is_described_as_a_problem(shared: Stage) -> None:
    for *_, entry in operations(shared).values():
        responses = entry["responses"]
        assert isinstance(responses, dict)
        for status, response in responses.items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"]


def test_ranges_are_described_in_words_that_others_know(shared: Stage) -> None:
    """The range of a number that may come as text is easily lost on the way into the schema."""
    text = json.dumps(describe(shared.app))
    assert not {word for word in ("ge", "le", "gt", "lt") if f'"{word}":' in text}
    limits = text.count('"title": "Limit"')
    assert limits > 5
    assert text.count('"maximum": 1000') >= limits - 1


def test_every_route_has_a_summary_and_a_description(shared: Stage) -> None:
    for name, (*_, entry) in operations(shared).items():
        assert entry.get("description"), name


def test_the_description_is_served_and_the_pages_with_foreign_scripts_are_not(
    shared: Stage,
) -> None:
    assert shared.expect("GET", "/openapi.json", role=None) == describe(shared.app)
    for path in ("/docs", "/redoc"):
        assert shared.send("GET", path).status_code == 404


def test_routes_of_later_releases_are_not_there_as_stubs(shared: Stage) -> None:
    assert not [path for path in describe(shared.app)["paths"] if path.startswith("/api/v1/access")]
    shared.must_fail(404, "GET", "/access")
