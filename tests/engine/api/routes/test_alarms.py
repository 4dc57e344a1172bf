from tests.helpers.api_app import Stage


def test_whoever_is_signed_in_sees_what_stands(stage: Stage) -> None:
    assert stage.expect("GET", "/alarms", role="auditor") == {"items": [], "next_cursor": None}
    stage.alarms.put("relay.gone", "critical", "it is gone", "127.0.0.1:2223")
    body = stage.expect("GET", "/alarms", role="auditor")
    assert body["items"] == [
        {
            "id": "relay.gone:127.0.0.1:2223",
            "kind": "relay.gone",
            "severity": "critical",
            "since": "2026-09-21T14:13:20.000Z",
            "detail": "it is gone",
            "source": "management",
            "acknowledged_by": "",
            "acknowledged_at": None,
        }
    ]


def test_it_needs_no_switch_but_a_session(stage: Stage) -> None:
    stage.switch.away = True
    stage.expect("GET", "/alarms")
    stage.must_fail(401, "GET", "/alarms", role=None)
