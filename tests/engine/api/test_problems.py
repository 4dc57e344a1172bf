import orjson
import pytest

from engine.api.problems import STORE, TITLES, refusals, render
from engine.errors import StoreError
from tests.helpers.api_app import PASSWORD, Stage


def test_a_problem_has_the_members_of_rfc_9457() -> None:
    answer = render("/x y", 422, "too big", [("value", "must be 1 to 100")])
    assert orjson.loads(bytes(answer.body)) == {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "too big",
        "instance": "/x%20y",
        "errors": [{"field": "value", "detail": "must be 1 to 100"}],
    }
    assert answer.media_type == "application/problem+json"


def test_every_documented_refusal_has_a_title() -> None:
    assert {entry["description"] for entry in refusals(*TITLES).values()} == set(TITLES.values())


def test_unknown_paths_and_methods_are_problems(shared: Stage) -> None:
    shared.must_fail(404, "GET", "/nothing/here")
    shared.must_fail(404, "GET", "/endpoints/")
    answer = shared.request("BREW", "/endpoints")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    assert shared.request("PUT", "/endpoints/1001").headers["allow"] == "DELETE, GET, PATCH"


@pytest.mark.parametrize(
    "path",
    [
        "/endpoints/..%2f..%2fetc%2fpasswd",
        "/cdrs/exports/..%2f..%2fconfig.sqlite/file",
        "/cdrs/exports/%2e%2e/file",
        "/parameters/%00",
        "/../../etc/passwd",
        "/endpoints/%ff%fe",
    ],
)
def test_a_path_out_of_the_data_is_not_found(shared: Stage, path: str) -> None:
    problem = shared.must_fail(404, "GET", path)
    assert problem["status"] == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b'{"value": ' + b"9" * 10_000 + b"}", 400),
        (b"\xff", 400),
        (b"", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b'{"value": NaN}', 422),
        (b'{"value": 1.5}', 422),
        (b'{"value": [1]}', 422),
        (b'{"value": 1, "valeu": 1}', 422),
        (b'{"value": 1, "reason": "\\ud800"}', 422),
        (b'{"value": 1, "\\ud800": "x"}', 422),
    ],
)
def test_bodies_that_do_not_fit_are_refused(shared: Stage, body: bytes, status: int) -> None:
    problem = shared.must_fail(
        status,
        "PUT",
        "/parameters/SERVER_PASSWORD_LENGTH",
        content=body,
        headers={"Content-Type": "application/json"},
    )
    assert problem["status"] == status


def test_a_misspelt_field_is_named(shared: Stage) -> None:
    body = {"extension": "1001", "password": PASSWORD, "enabeld": False}
    problem = shared.must_fail(422, "POST", "/endpoints", json=body)
    assert problem["errors"] == [{"field": "enabeld", "detail": "There is no such field."}]


def test_another_content_type_is_415(shared: Stage) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        sent = {"content": b"a=1", "headers": {"Content-Type": kind}}
        assert shared.must_fail(415, "POST", "/endpoints", **sent)["status"] == 415


def test_what_was_sent_is_not_repeated(shared: Stage) -> None:
    body = {"extension": "1001", "password": "S3cret-that-is-sent" * 20}
    answer = shared.request("POST", "/endpoints", json=body)
    assert answer.status_code == 422
    assert "S3cret" not in answer.text


def test_faults_of_the_stores_are_503(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise StoreError("the disk is full; free some space, nothing was changed")

    monkeypatch.setattr(stage.config.endpoints, "count", full)
    problem = stage.must_fail(503, "GET", "/endpoints")
    assert "disk is full" in problem["detail"]
    assert problem["type"] == STORE, "so that nobody looks for the fault at the switch"


def test_a_text_that_is_too_long_or_empty_is_counted_in_characters(shared: Stage) -> None:
    long = shared.must_fail(422, "GET", "/cdrs", params={"q": "x" * 101})
    assert long["detail"] == "q: String should have at most 100 characters"
    empty = shared.must_fail(422, "POST", "/holds", json={"reason": ""})
    assert empty["detail"] == "reason: String should have at least 1 character"
