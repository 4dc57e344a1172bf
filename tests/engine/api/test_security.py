import pytest

from engine.api.security import Identity, address_of, is_loopback
from tests.helpers.api_app import LOCAL_TOKEN, PASSWORD, Stage, problem_of

LOCAL = {"Authorization": f"Bearer {LOCAL_TOKEN}"}
PROTECTED = [
    ("GET", "/session"),
    ("DELETE", "/session"),
    ("GET", "/parameters"),
    ("GET", "/parameters/SS_ENDPOINT_EXPIRE"),
    ("PUT", "/parameters/SS_ENDPOINT_EXPIRE"),
    ("GET", "/parameters/SS_ENDPOINT_EXPIRE/history"),
    ("GET", "/endpoints"),
    ("POST", "/endpoints"),
    ("GET", "/endpoints/1001"),
    ("PATCH", "/endpoints/1001"),
    ("DELETE", "/endpoints/1001"),
    ("POST", "/endpoints/import"),
    ("GET", "/suspensions"),
    ("POST", "/suspensions/clear"),
    ("DELETE", "/suspensions/1001"),
    ("GET", "/suspensions/history"),
    ("GET", "/history"),
    ("GET", "/history/file"),
    ("GET", "/blacklist"),
    ("POST", "/blacklist"),
    ("GET", "/blacklist/preview?value=192.0.2.7"),
    ("POST", "/blacklist/import"),
    ("GET", "/firewall/kernel"),
    ("GET", "/firewall/rules"),
    ("PATCH", "/blacklist/x"),
    ("DELETE", "/blacklist/x"),
    ("GET", "/limits"),
    ("GET", "/throttles"),
    ("DELETE", "/throttles/x"),
    ("DELETE", "/limits/x"),
    ("GET", "/allowlist"),
    ("POST", "/allowlist"),
    ("DELETE", "/allowlist/x"),
    ("GET", "/gateways"),
    ("POST", "/gateways"),
    ("GET", "/gateways/x"),
    ("PATCH", "/gateways/x"),
    ("DELETE", "/gateways/x"),
    ("GET", "/alarms"),
    ("GET", "/alarms/figures"),
    ("GET", "/alarms/rules"),
    ("PUT", "/alarms/rules/x"),
    ("DELETE", "/alarms/rules/x"),
    ("POST", "/alarms/rules/x/test"),
    ("GET", "/alarms/webhook"),
    ("PUT", "/alarms/webhook"),
    ("POST", "/alarms/acknowledge"),
    ("GET", "/flood-guard"),
    ("GET", "/timed-changes"),
    ("POST", "/dry-run"),
    ("GET", "/self-proof"),
    ("POST", "/self-proof"),
    ("POST", "/timed-changes/x/extend"),
    ("DELETE", "/timed-changes/x"),
    ("GET", "/calls"),
    ("POST", "/calls/test"),
    ("GET", "/calls/test/x"),
    ("GET", "/calls/x"),
    ("DELETE", "/calls/x"),
    ("GET", "/calls/x/trace"),
    ("GET", "/calls/x/trace.txt"),
    ("GET", "/calls/x/trace.pcap"),
    ("GET", "/routing"),
    ("GET", "/cdrs"),
    ("GET", "/cdrs/x"),
    ("GET", "/cdrs/summary"),
    ("GET", "/cdrs/top?by=caller"),
    ("GET", "/cdrs/attacks"),
    ("GET", "/cdrs/series"),
    ("GET", "/cdrs/vocabulary"),
    ("POST", "/reports/illegal-calls"),
    ("GET", "/schedules"),
    ("POST", "/schedules"),
    ("PATCH", "/schedules/x"),
    ("DELETE", "/schedules/x"),
    ("POST", "/schedules/x/run"),
    ("GET", "/mail"),
    ("PUT", "/mail"),
    ("POST", "/mail/test"),
    ("POST", "/cdrs/exports"),
    ("GET", "/cdrs/exports"),
    ("POST", "/cdrs/exports/x/again"),
    ("GET", "/cdrs/exports/x/meta"),
    ("GET", "/cdrs/exports/x"),
    ("GET", "/cdrs/exports/x/file"),
    ("DELETE", "/cdrs/exports/x"),
    ("GET", "/retention"),
    ("POST", "/retention/run"),
    ("GET", "/retention/runs"),
    ("GET", "/holds"),
    ("POST", "/holds"),
    ("DELETE", "/holds/x"),
    ("GET", "/seals"),
    ("GET", "/seals/check"),
    ("GET", "/views"),
    ("PUT", "/views/x"),
    ("DELETE", "/views/x"),
    ("GET", "/events"),
    ("GET", "/audit"),
    ("GET", "/passwords"),
    ("GET", "/audit/choices"),
    ("GET", "/audit/file"),
    ("GET", "/audit/verification"),
    ("POST", "/audit/verification"),
    ("GET", "/attacks/picture"),
    ("GET", "/checklist"),
    ("POST", "/reports/security"),
    ("GET", "/operators"),
    ("POST", "/operators"),
    ("PATCH", "/operators/admin"),
    ("DELETE", "/operators/admin"),
    ("GET", "/sessions"),
    ("DELETE", "/sessions/x"),
]
ADMINS = {
    ("PUT", "/parameters/SS_ENDPOINT_EXPIRE"),
    ("POST", "/retention/run"),
    ("DELETE", "/holds/x"),
} | {
    entry
    for entry in PROTECTED
    if entry[1].startswith(("/operators", "/sessions", "/mail", "/alarms/webhook"))
    or (entry[1].startswith("/alarms/rules") and entry[0] != "GET")
    or (entry[1].startswith(("/gateways", "/timed-changes")) and entry[0] != "GET")
}
FOR_READERS = ("/session", "/views/x", "/audit/verification")
OPERATORS = {
    entry
    for entry in PROTECTED
    if (entry[0] not in ("GET", "PUT") and entry[1] not in FOR_READERS)
    or "/trace." in entry[1]
    or entry[1] in ("/passwords", "/audit/file")
} - ADMINS
BODIES = {
    "/alarms/rules/x": {"figure": "switchwarden_sip_ok", "kind": "below"},
    "/alarms/webhook": {"url": ""},
    "/alarms/acknowledge": {"id": "relay.gone"},
    "/parameters/SS_ENDPOINT_EXPIRE": {"value": 600},
    "/endpoints": {"extension": "1001", "password": PASSWORD},
    "/endpoints/1001": {"enabled": True},
    "/gateways": {"name": "x", "kind": "mapping", "addresses": ["192.0.2.9"]},
    "/gateways/x": {"memo": "x"},
    "/suspensions/clear": {"extensions": ["1001"]},
    "/blacklist": {"kind": "ip", "value": "192.0.2.7", "until": None},
    "/blacklist/x": {"until": None},
    "/allowlist": {"value": "192.0.2.7"},
    "/cdrs/exports": {},
    "/reports/illegal-calls": {},
    "/reports/security": {"format": "json"},
    "/schedules": {"name": "Daily", "folder": "audit"},
    "/schedules/x": {"enabled": False},
    "/mail": {},
    "/dry-run": {"values": {}},
    "/timed-changes/x/extend": {"by_s": 60},
    "/mail/test": {"to": "a@example.org"},
    "/holds": {"reason": "case 7"},
    "/operators": {"name": "maria", "password": PASSWORD, "role": "auditor"},
    "/operators/admin": {"enabled": True},
}


def test_the_list_of_protected_routes_is_whole(shared: Stage) -> None:
    described = shared.app.openapi()["paths"]
    count = sum(len(operations) for operations in described.values())
    assert count == len(PROTECTED) + 3  # sign in, health, metrics


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_without_a_valid_token_nothing_is_answered(shared: Stage, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic YTpi"}):
        answer = shared.send(method, f"/api/v1{path}", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert problem_of(answer)["title"] == "Unauthorized"


@pytest.mark.parametrize(("method", "path"), sorted(ADMINS | OPERATORS))
def test_a_lower_role_is_refused(shared: Stage, method: str, path: str) -> None:  # req 22
    lower = "operator" if (method, path) in ADMINS else "auditor"
    answer = shared.request(method, path, role=lower, json=BODIES.get(path))
    assert answer.status_code == 403
    assert lower in problem_of(answer)["detail"]


def test_the_local_token_counts_on_this_machine_only(shared: Stage) -> None:
    for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        shared.address = address
        answer = shared.send("GET", "/api/v1/session", headers=LOCAL)
        assert answer.json() == {"name": "local", "role": "admin", "expires_at": None}
    for address in ("192.0.2.1", "::ffff:192.0.2.1"):
        shared.address = address
        assert shared.send("GET", "/api/v1/session", headers=LOCAL).status_code == 401


def test_a_session_ends_by_itself(stage: Stage) -> None:
    stage.expect("GET", "/session")
    stage.clock.advance(43_201)
    stage.must_fail(401, "GET", "/session")


def test_tokens_of_strange_form_are_refused(shared: Stage) -> None:
    for token in ("x" * 5_000, "\u00e9"):
        headers = {"Authorization": f"Bearer {token}".encode()}
        assert shared.send("GET", "/api/v1/session", headers=headers).status_code == 401


def test_addresses_are_plain(stage: Stage) -> None:
    assert is_loopback("")
    assert not is_loopback("engine.example")
    identity = Identity("a", "admin", "127.0.0.1", None, "secret-token")
    assert "secret-token" not in repr(identity)
    assert callable(address_of)
