"""Answers into values and errors, over a real socket."""

import socket

import pytest

from client.api.errors import (
    ApiError,
    Conflict,
    Forbidden,
    Missing,
    Rejected,
    ServerFault,
    SwitchDown,
    Throttled,
    Unauthorised,
    Unreachable,
)
from client.api.http import STORE, Connection
from client.views.widgets.error_texts import title_of
from tests.helpers.fake_api import FakeApi, problem


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Rejected),
        (401, Unauthorised),
        (403, Forbidden),
        (404, Missing),
        (409, Conflict),
        (412, Conflict),
        (413, Rejected),
        (422, Rejected),
        (429, Throttled),
        (500, ServerFault),
        (503, SwitchDown),
        (302, ServerFault),
    ],
)
def test_every_status_is_its_kind_of_error(
    fake: FakeApi, status: int, kind: type[ApiError]
) -> None:
    fake.answers["GET /health"] = problem(status, "the cause")
    with pytest.raises(kind) as raised:
        Connection(fake.url).json("GET", "/health")
    assert type(raised.value) is kind
    assert raised.value.detail == "the cause"
    assert raised.value.status == status
    assert raised.value.request_id == "request-1"


def test_a_fault_of_a_store_is_not_one_of_the_switch(fake: FakeApi) -> None:
    fake.answers["GET /health"] = problem(503, "it took too long", type=STORE)
    with pytest.raises(ServerFault) as raised:
        Connection(fake.url).json("GET", "/health")
    assert type(raised.value) is ServerFault
    assert title_of(raised.value) == "The server failed"


def test_complaints_stand_beside_their_fields(fake: FakeApi) -> None:
    errors = [{"field": "value", "detail": "too big"}, {"loc": ["body", "reason"], "msg": "long"}]
    fake.answers["GET /health"] = problem(422, "no", errors=errors)
    with pytest.raises(Rejected) as raised:
        Connection(fake.url).json("GET", "/health")
    assert raised.value.fields == {"value": "too big", "reason": "long"}


def test_the_wait_after_too_many_attempts_is_told(fake: FakeApi) -> None:
    fake.answers["GET /health"] = problem(429, "wait")
    with pytest.raises(Throttled) as raised:
        Connection(fake.url).json("GET", "/health")
    assert raised.value.retry_after_s == 42


@pytest.mark.parametrize("body", ["<html>proxy</html>", "[]", ""])
def test_an_error_that_is_no_problem_document_is_still_an_error(fake: FakeApi, body: str) -> None:
    fake.answers["GET /health"] = (500, body)
    with pytest.raises(ServerFault):
        Connection(fake.url).json("GET", "/health")


def test_a_success_that_is_not_json_is_a_fault(fake: FakeApi) -> None:
    fake.answers["GET /health"] = (200, "hello")
    with pytest.raises(ServerFault):
        Connection(fake.url).json("GET", "/health")


def test_an_empty_success_is_nothing(fake: FakeApi) -> None:
    fake.answers["GET /health"] = (204, None)
    assert Connection(fake.url).json("GET", "/health") is None


def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Unreachable) as raised:
        Connection(url).json("GET", "/health")
    assert "refused" in raised.value.detail.lower()


@pytest.mark.parametrize("url", ["http://", "nonsense", "http://[::1", "ftp://a"])
def test_an_address_that_is_none_is_unreachable(url: str) -> None:
    with pytest.raises(Unreachable):
        Connection(url).json("GET", "/health")


def test_a_slow_answer_is_given_up(fake: FakeApi) -> None:
    fake.delay_s = 1.0
    with pytest.raises(Unreachable):
        Connection(fake.url).json("GET", "/health", timeout=(1, 0.1))


def test_the_token_is_sent_and_never_shown(fake: FakeApi) -> None:
    connection = Connection(fake.url, token="very-secret")
    connection.json("GET", "/health")
    assert fake.requests[-1].headers["Authorization"] == "Bearer very-secret"
    assert "very-secret" not in repr(connection)
    connection.set_token("")
    connection.json("GET", "/health")
    assert "Authorization" not in fake.requests[-1].headers


def test_a_proxy_of_the_desktop_is_not_used(fake: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert Connection(fake.url).json("GET", "/health")["status"] == "ok"


def test_texts_are_asked_for_in_the_language_of_the_operator(fake: FakeApi) -> None:
    connection = Connection(fake.url)
    connection.set_language("zh_CN")
    connection.json("GET", "/health")
    assert fake.requests[-1].headers["Accept-Language"] == "zh-CN"
