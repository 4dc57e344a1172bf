"""A reason comes with any change, in one way for all of them."""

from urllib.parse import quote

import pytest

from engine.api.app import describe
from engine.api.reason_header import MAX_ENCODED, MAX_REASON, read_reason
from tests.helpers.api_app import Stage


def test_a_reason_is_kept_with_whatever_is_changed(stage: Stage) -> None:
    headers = {"X-Reason": quote("客户来电, 10%")}
    carrier = {"name": "a", "kind": "routing", "addresses": ["192.0.2.9"]}
    stage.expect("POST", "/gateways", 201, json=carrier, headers=headers)
    operator = {"name": "bob", "password": "Correct-Horse-7!", "role": "auditor"}
    stage.expect("POST", "/operators", 201, json=operator, headers=headers)
    first, second = stage.audit()[:2]
    assert (first["action"], second["action"]) == ("operator.add", "gateway.create")
    assert first["reason"] == second["reason"] == "客户来电, 10%"


def test_a_reason_of_the_body_goes_before_the_header(stage: Stage) -> None:
    body = {"value": 1800, "reason": "mine"}
    path = "/parameters/SS_ENDPOINT_EXPIRE"
    stage.expect("PUT", path, json=body, headers={"X-Reason": "other"})
    assert stage.audit()[0]["reason"] == "mine"
    history = stage.expect("GET", f"{path}/history")
    assert history["items"][0]["reason"] == "mine"


def test_what_is_read_needs_no_reason(stage: Stage) -> None:
    stage.expect("GET", "/audit", headers={"X-Reason": "%ff"})
    stage.must_fail(422, "POST", "/gateways", json={}, headers={"X-Reason": "%ff"})


@pytest.mark.parametrize(
    "header", [b"%ff", b"\xe5", b"a%0ab", b"a" * (MAX_REASON + 1), b"%41" * (MAX_ENCODED // 3 + 1)]
)
def test_what_is_no_line_of_text_is_refused(header: bytes) -> None:
    with pytest.raises(ValueError, match=r"too long|utf-8"):
        read_reason(header)


def test_the_longest_reason_is_read() -> None:
    assert read_reason(quote("𠮷" * MAX_REASON).encode()) == "𠮷" * MAX_REASON
    assert read_reason(b"50% off") == "50% off"


def test_every_change_is_described_with_it(shared: Stage) -> None:
    for path in describe(shared.app)["paths"].values():
        for method, operation in path.items():
            names = [each["name"] for each in operation.get("parameters", ())]
            assert ("X-Reason" in names) == (method != "get")
