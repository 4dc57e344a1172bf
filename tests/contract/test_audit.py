"""Every route that changes something is in the audit: who, from where, what, before, after, why.

The routes come from the interface's own description. A new one that may change something fails here
until it has a step, and a step fails until its route writes a row. What changes nothing is named
with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from engine.api.app import describe
from engine.defence.rates import Limit, RatePolicy
from tests.helpers.api_app import PASSWORD, Stage
from tests.helpers.stores import START, cdr
from tests.helpers.switch_port import call

READS = {"get", "head", "options"}
UNAUDITED = {
    "try_values": "a dry run changes nothing",
    "verify_audit": "it reads in the background, and leaves its row when it is over",
}
VIEW = "/views/0192f3a4-5b6c-7d8e-9f01-23456789abcd"
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
RULE = {"figure": "switchwarden_sip_ok", "kind": "below"}
RANGE = {"from": "2023-11-14T00:00:00Z", "to": "2023-11-16T00:00:00Z"}
CARRIER = {"name": "carrier", "kind": "routing", "addresses": ["192.0.2.9"]}
Known = dict[str, Any]


class Step(NamedTuple):
    """One request that changes something.

    Attributes:
        operation: Its name in the description.
        method: Of the request.
        path: Of the request; names in braces are filled from the answers of earlier steps.
        states: Which of "before" and "after" the row has to have.
        body: Sent as JSON.
        more: Further arguments of the request.
        keeps: Under which name the ``id`` of the answer is kept.
    """

    operation: str
    method: str
    path: str
    states: str
    body: Any = None
    more: dict[str, Any] = {}  # noqa: RUF012 - never changed
    keeps: str = ""


STEPS = (
    Step("put_alarm_rule", "PUT", "/alarms/rules/Mine", "after", RULE),
    Step("put_alarm_rule", "PUT", "/alarms/rules/Mine", "before after", RULE | {"hold_s": 5}),
    Step("probe_alarm_rule", "POST", "/alarms/rules/Mine/test", "after"),
    Step("delete_alarm_rule", "DELETE", "/alarms/rules/Mine", "before"),
    Step(
        "put_alarm_webhook", "PUT", "/alarms/webhook", "before after",
        {"url": "https://example.org/x", "secret": "0123456789abcdef"},
    ),
    Step("acknowledge_alarm", "POST", "/alarms/acknowledge", "after", {"id": "relay.gone"}),
    Step("trust", "POST", "/allowlist", "after", {"value": "203.0.113.7"}, keeps="trusted"),
    Step("distrust", "DELETE", "/allowlist/{trusted}", "before"),
    Step(
        "block", "POST", "/blacklist", "after",
        {"kind": "ip", "value": "203.0.113.8", "until": None}, keeps="block",
    ),
    Step("change_block", "PATCH", "/blacklist/{block}", "before after", {"until": None}),
    Step("unblock", "DELETE", "/blacklist/{block}", "before after"),
    Step(
        "import_blocks", "POST", "/blacklist/import", "after",
        more={"content": b"203.0.113.9\n", "headers": {"Content-Type": "text/plain"}},
    ),
    Step("place_test_call", "POST", "/calls/test", "after", {"hold_s": 0}),
    Step("hang_up", "DELETE", "/calls/{call}", "before"),
    Step("create_export", "POST", "/cdrs/exports", "after", {"filters": RANGE}, keeps="export"),
    Step("repeat_export", "POST", "/cdrs/exports/{export}/again", "after", RANGE),
    Step("cancel_export", "DELETE", "/cdrs/exports/{export}", ""),
    Step("create_illegal_call_report", "POST", "/reports/illegal-calls", "after", RANGE),
    Step("create_security_report", "POST", "/reports/security", "after", {"format": "json"}),
    Step(
        "create_endpoint", "POST", "/endpoints", "after",
        {"extension": "1001", "password": PASSWORD},
    ),
    Step("update_endpoint", "PATCH", "/endpoints/1001", "before after", {"display_name": "A"}),
    Step("delete_endpoint", "DELETE", "/endpoints/1001", "before"),
    Step(
        "import_endpoints", "POST", "/endpoints/import", "after",
        more={
            "content": f"extension,password\n1002,{PASSWORD}\n".encode(),
            "headers": {"Content-Type": "text/csv"},
        },
    ),
    Step("clear_suspensions", "POST", "/suspensions/clear", "before", {"extensions": ["7001"]}),
    Step("clear_suspension", "DELETE", "/suspensions/7002", "before"),
    Step("create_gateway", "POST", "/gateways", "after", CARRIER),
    Step("update_gateway", "PATCH", "/gateways/carrier", "before after", {"priority": 2}),
    Step("delete_gateway", "DELETE", "/gateways/carrier", "before"),
    Step(
        "add_hold", "POST", "/holds", "after",
        {"filters": {"caller": "1"}, "reason": "why add_hold"}, keeps="hold",
    ),
    Step("lift_hold", "DELETE", "/holds/{hold}", "before"),
    Step("lift_limit", "DELETE", "/limits/{limit}", "before"),
    Step("open_throttle", "DELETE", "/throttles/{throttle}", "before"),
    Step(
        "add_operator", "POST", "/operators", "after",
        {"name": "bob", "password": PASSWORD, "role": "auditor"},
    ),
    Step("update_operator", "PATCH", "/operators/bob", "before after", {"enabled": False}),
    Step("update_operator", "PATCH", "/operators/bob", "", {"password": "Other-Horse-8!"}),
    Step("remove_operator", "DELETE", "/operators/bob", "before"),
    Step("end_session", "DELETE", "/sessions/{session}", "before"),
    Step(
        "set_parameter", "PUT", f"/parameters/{ZERO}", "before after",
        {"value": 0, "revert_after_s": 600},
    ),
    Step(
        "extend_timed_change", "POST", f"/timed-changes/{ZERO}/extend", "before after",
        {"by_s": 600},
    ),
    Step("return_timed_change", "DELETE", f"/timed-changes/{ZERO}", "before after"),
    Step(
        "set_mail", "PUT", "/mail", "before after",
        {"host": "mail.example.org", "sender": "a@example.org"},
    ),
    Step("send_test_mail", "POST", "/mail/test", "after", {"to": "a@example.org"}),
    Step(
        "create_schedule", "POST", "/schedules", "after",
        {"name": "Daily", "folder": "a", "timezone": "Europe/Berlin", "filters": {}},
        keeps="schedule",
    ),
    Step("update_schedule", "PATCH", "/schedules/{schedule}", "before after", {"hour": 7}),
    Step("run_schedule", "POST", "/schedules/{schedule}/run", ""),
    Step("delete_schedule", "DELETE", "/schedules/{schedule}", "before"),
    Step("run_retention", "POST", "/retention/run", "after"),
    Step("prove_lockout", "POST", "/self-proof", "after"),
    Step(
        "put_view", "PUT", VIEW, "after",
        {"name": "Today", "filters": {"caller": ["8801*"]}, "shared": True},
    ),
    Step("delete_view", "DELETE", VIEW, "before", more={"headers": {"If-Match": "*"}}),
    Step("sign_in", "POST", "/session", "", {"name": "admin", "password": PASSWORD}),
    Step("sign_out", "DELETE", "/session", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    built = Stage(tmp_path_factory.mktemp("audit") / "data")
    built.clock.set_wall(START / 1000 + 3600)
    built.ingest("cdr", cdr())
    yield built
    built.close()


def prepared(stage: Stage) -> Known:
    """Something for those steps that undo what no request has made."""
    stage.alarms.put("relay.gone", "critical", "it is gone")
    for extension in ("7001", "7002"):
        stage.switch.suspend(extension, known=False)
    stage.switch.add_calls(running := call(1))
    rates = stage.switch.lists.rates
    rates.policy = RatePolicy(True, calls=1)
    for now in (0.0, 0.01, 0.02):
        over = rates.over(Limit.CALLS, "203.0.113.7", now)
        if over is not None:
            rates.refuse(over, now, "INVITE sip:9")
    wrong = {"name": "eve", "password": "Guess-1234!"}
    while stage.request("POST", "/session", role=None, json=wrong).status_code != 429:
        pass
    throttle = stage.expect("GET", "/throttles")["items"][0]["id"]
    sessions = stage.expect("GET", "/sessions")["items"]
    (session,) = [each["id"] for each in sessions if each["operator"] == "auditor"]
    return {
        "session": session,
        "call": running.id,
        "limit": next(iter(rates.limited)),
        "throttle": throttle,
    }


def send(stage: Stage, step: Step, known: Known) -> Any:
    headers = {"X-Reason": f"why {step.operation}", **step.more.get("headers", {})}
    more = {**step.more, "headers": headers}
    if step.body is not None:
        more["json"] = step.body
    answer = stage.request(step.method, step.path.format(**known), **more)
    assert answer.is_success, f"{step.operation}: {answer.text}"
    return answer


def changing(stage: Stage) -> set[str]:
    return {
        operation["operationId"]
        for path in describe(stage.app)["paths"].values()
        for method, operation in path.items()
        if method not in READS
    }


def test_every_route_that_may_change_something_is_looked_at(full: Stage) -> None:
    assert changing(full) == {step.operation for step in STEPS} | UNAUDITED.keys()


def test_each_of_them_leaves_who_from_where_before_after_and_why(full: Stage) -> None:
    known = prepared(full)
    for step in STEPS:
        last = full.config.audit.head().id
        answer = send(full, step, known)
        rows = full.config.audit.after(last, 100)
        if step.operation == "sign_out":
            full.tokens["admin"] = known["token"]
        assert rows, f"{step.operation} left no row"
        for row in rows:
            assert (row.actor, row.address) == ("admin", "127.0.0.1"), step.operation
            assert row.reason == f"why {step.operation}", step.operation
            assert row.action, step.operation
            assert row.object, step.operation
        for state in step.states.split():
            assert getattr(rows[-1], state) is not None, f"{step.operation} has no {state}"
        body = answer.json() if answer.content else {}
        if step.keeps:
            known[step.keeps] = body["id"]
        known |= {"token": body["token"]} if "token" in body else {}
    assert full.config.audit.verify().sound
    assert PASSWORD not in str(full.config.audit.page(limit=1000))
