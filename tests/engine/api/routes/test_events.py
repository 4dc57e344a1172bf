from typing import Any

import pytest

from engine.api.hub import MAX_SUBSCRIPTIONS, Message
from engine.api.routes.events import frame
from tests.helpers.api_app import Stage
from tests.helpers.stores import BY

TOKEN = "token-of-auditor"


def watch(stage: Stage, count: int, *, token: str = TOKEN) -> bytes:
    """A stream until so many frames came (the first is the greeting)."""

    def enough(received: bytes) -> bool:
        if received.count(b"\n\n") == 1 and not watched:
            watched.append(True)
            stage.hub.publish("suspension", [{"action": "suspended", "extension": "1001"}])
        return received.count(b"\n\n") >= count

    watched: list[bool] = []
    received: bytes = stage.portal.call(stage.stream, "/events", token, enough)
    return received


def test_a_frame_is_one_event() -> None:
    assert frame(Message("cdr", b'{"items":[]}')) == b'event: cdr\ndata: {"items":[]}\n\n'


def test_a_stream_greets_and_tells_what_happens(stage: Stage) -> None:
    greeting, first = watch(stage, 2).split(b"\n\n")[:2]
    assert greeting == b"retry: 2000\n: connected"
    assert first == (
        b'event: suspension\ndata: {"items":[{"action":"suspended","extension":"1001"}]}'
    )
    assert len(stage.hub) == 0  # hanging up leaves


def test_silence_is_filled_with_heartbeats(stage: Stage) -> None:
    assert watch(stage, 4).count(b": still here\n\n") == 2


def test_a_stream_ends_with_its_session(stage: Stage) -> None:
    def sign_out_once_greeted(received: bytes) -> bool:
        if received:
            stage.config.sessions.delete(TOKEN)
            stage.clock.advance(1)
        return False

    async def run() -> bytes:
        return await stage.stream("/events", TOKEN, sign_out_once_greeted)

    received: bytes = stage.portal.call(run)
    assert received.startswith(b"retry")
    assert len(stage.hub) == 0


def test_a_stream_ends_with_the_engine(stage: Stage) -> None:
    def close_once_greeted(received: bytes) -> bool:
        if received:
            stage.hub.close()
        return False

    async def run() -> bytes:
        return await stage.stream("/events", TOKEN, close_once_greeted)

    assert b"retry" in stage.portal.call(run)
    stage.must_fail(503, "GET", "/events")


def test_streams_are_bounded(stage: Stage) -> None:
    async def crowd() -> Any:
        held = [stage.hub.subscribe() for _ in range(MAX_SUBSCRIPTIONS)]
        for one in held:
            one.__enter__()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        answer = await stage._send("GET", "/api/v1/events", {"headers": headers})
        for one in held:
            one.__exit__(None, None, None)
        return answer

    answer = stage.portal.call(crowd)
    assert answer.status_code == 503
    assert "close another one" in answer.json()["detail"]


def test_changes_over_http_are_events(stage: Stage) -> None:
    def change(received: bytes) -> bool:
        if received.count(b"\n\n") == 1:
            stage.config.parameters.set("SERVER_PASSWORD_LENGTH", 8, **BY)
            stage.hub.publish("resync", [])
        return b"resync" in received

    async def run() -> bytes:
        return await stage.stream("/events", TOKEN, change)

    assert b'event: resync\ndata: {"items":[]}' in stage.portal.call(run)


def test_the_interface_publishes_its_own_changes(stage: Stage) -> None:
    published: list[tuple[str, Any]] = []

    def remember(name: str, items: Any) -> None:
        published.append((name, items))

    object.__setattr__(stage.hub, "publish", remember)
    stage.expect("PUT", "/parameters/SS_ENDPOINT_EXPIRE", json={"value": 600})
    stage.add("1001")
    stage.expect("PATCH", "/endpoints/1001", json={"enabled": False})
    stage.expect("DELETE", "/endpoints/1001")
    many = "".join(f"{number},Correct-Horse-7!\n" for number in range(202)).encode()
    csv = {"Content-Type": "text/csv"}
    stage.expect("POST", "/endpoints/import", content=many[:22], headers=csv)
    stage.expect("POST", "/endpoints/import", content=many, headers=csv)
    assert [name for name, _ in published] == ["parameter", *["endpoint"] * 4, "resync"]
    assert published[0][1][0]["value"] == 600
    actions = [items[0]["action"] for name, items in published if name == "endpoint"]
    assert actions == ["created", "updated", "deleted", "created"]


@pytest.mark.parametrize("listed", [True, False])
def test_streams_of_who_is_not_served_any_more_end_with_the_change(
    stage: Stage, listed: bool
) -> None:  # req 140
    """Before they tell of it; those of listed operators go on."""
    stage.address = "203.0.113.5"
    if listed:
        stage.expect("POST", "/allowlist", 201, json={"value": stage.address, "comment": ""})

    def close(received: bytes) -> bool:
        if received.count(b"\n\n") == 1:
            stage.config.parameters.set("SERVER_ALLOW_LIST_ONLY", 1, **BY)
            stage.hub.publish("parameter", [{"name": "SERVER_ALLOW_LIST_ONLY"}])
        return b"event: parameter" in received

    async def run() -> bytes:
        return await stage.stream("/events", TOKEN, close)

    received: bytes = stage.portal.call(run)
    assert (b"event: parameter" in received) is listed
    assert received.startswith(b"retry")
