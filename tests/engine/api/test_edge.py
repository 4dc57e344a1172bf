import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from engine.api.edge import HEADERS, Edge
from engine.api.stats import HttpStats, Key
from tests.helpers.api_app import Stage, problem_of


def test_every_answer_has_the_security_headers_and_an_identifier(shared: Stage) -> None:
    for answer in (
        shared.request("GET", "/health", role=None),
        shared.request("GET", "/nothing", role=None),
        shared.request("GET", "/endpoints", role=None),
        shared.request("GET", "/metrics", role=None),
    ):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert len(answer.headers["x-request-id"]) == 16
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("given", "kept"), [("abc-1.2_3", True), ("a b", False), ("x" * 65, False), ('"<>', False)]
)
def test_a_harmless_identifier_of_the_sender_is_kept(shared: Stage, given: str, kept: bool) -> None:
    answer = shared.request("GET", "/health", role=None, headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is kept


def test_a_mistake_of_ours_is_a_problem_without_its_trace(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ValueError("inner secret")

    monkeypatch.setattr(stage.modules, "snapshot", broken)
    with capture_logs() as lines:
        answer = stage.request("GET", "/health", role=None, headers={"X-Request-ID": "find-me"})
    problem = problem_of(answer)
    assert problem["status"] == 500
    assert "inner secret" not in answer.text
    assert answer.headers["x-request-id"] == "find-me"
    (line,) = [line for line in lines if line["log_level"] == "error"]
    assert line["request_id"] == "find-me"
    assert isinstance(line["exc_info"], ValueError)


def test_no_origin_is_allowed(shared: Stage) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    answer = shared.request("OPTIONS", "/endpoints", role=None, headers=headers)
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


def call(app: Any, scope: dict[str, Any]) -> list[Message]:
    """The messages of one ASGI call."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


SCOPE = {"type": "http", "method": "GET", "path": "/x", "headers": []}


def test_an_answer_that_broke_off_is_cut_not_completed() -> None:
    async def broken(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError

    stats = HttpStats()
    edge = Edge(broken, stats=stats, now=lambda: 0.0)
    with pytest.raises(ValueError, match=r"^$"):
        call(edge, SCOPE)
    assert stats.snapshot().requests == {Key("GET", "unknown", 200): 1}


def test_error_pages_of_others_become_problems() -> None:
    async def foreign(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/plain"), (b"content-range", b"bytes */7")]
        await send({"type": "http.response.start", "status": 416, "headers": headers})
        await send({"type": "http.response.body", "body": b"no"})

    start, body = call(Edge(foreign, stats=HttpStats(), now=lambda: 0.0), SCOPE)
    headers = dict(start["headers"])
    assert headers[b"content-type"] == b"application/problem+json"
    assert headers[b"content-range"] == b"bytes */7"
    assert b'"status":416' in body["body"]


def test_other_protocols_pass_through() -> None:
    seen = []

    async def inner(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    call(Edge(inner, stats=HttpStats(), now=lambda: 0.0), {"type": "lifespan"})
    assert seen == ["lifespan"]
