import asyncio
from typing import Any

import pytest
from anyio import create_task_group
from anyio.lowlevel import checkpoint

from engine.api.routes.session import MAX_WAITING
from engine.store.hashing import Hasher
from tests.helpers.api_app import PASSWORD, Stage, problem_of
from tests.helpers.stores import BY

GOOD = {"name": "admin", "password": PASSWORD}
WRONG = {"name": "admin", "password": "Wrong-Horse-7!"}


def expect_attempt(stage: Stage, body: dict[str, str], status: int) -> Any:
    answer = stage.request("POST", "/session", role=None, json=body)
    assert answer.status_code == status, answer.text
    return answer


def test_signing_in_opens_a_session_and_signing_out_ends_it(stage: Stage) -> None:
    grant = expect_attempt(stage, GOOD, 201).json()
    assert grant["role"] == "admin"
    assert grant["expires_at"] == "2026-09-22T02:13:20.000Z"
    stage.tokens["mine"] = grant["token"]
    who = stage.expect("GET", "/session", role="mine")
    assert who == {"name": "admin", "role": "admin", "expires_at": grant["expires_at"]}
    stage.expect("DELETE", "/session", 204, role="mine")
    stage.must_fail(401, "GET", "/session", role="mine")
    actions = [(item["action"], item["object"]) for item in stage.audit()]
    assert ("session.create", "operator:admin") in actions
    assert ("session.delete", "operator:admin") in actions


def test_the_token_is_kept_as_a_hash_only(stage: Stage) -> None:
    token = expect_attempt(stage, GOOD, 201).json()["token"]
    assert len(token) == 43
    for path in stage.folder.glob("config.sqlite*"):
        assert token.encode() not in path.read_bytes()


def test_unknown_names_and_wrong_passwords_are_answered_alike(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified = []
    original = Hasher.verify

    def counted(self: Hasher, stored: str | None, password: str) -> bool:
        verified.append(stored is not None)
        return original(self, stored, password)

    monkeypatch.setattr(Hasher, "verify", counted)
    known = expect_attempt(stage, WRONG, 401)
    unknown = expect_attempt(stage, {**WRONG, "name": "nobody"}, 401)
    assert known.json() == unknown.json()
    assert [*known.headers] == [*unknown.headers]
    assert verified == [True, False]  # the same work for both
    assert known.headers["www-authenticate"] == "Bearer"


def test_after_the_limit_even_the_right_password_waits(stage: Stage) -> None:
    for _ in range(5):
        expect_attempt(stage, WRONG, 401)
    blocked = expect_attempt(stage, GOOD, 429)
    assert blocked.headers["retry-after"] == "60"
    assert "60 s" in problem_of(blocked)["detail"]
    stage.address = "192.0.2.9"
    expect_attempt(stage, GOOD, 201)  # from elsewhere the name is free
    stage.address = "127.0.0.1"
    stage.clock.advance(60)
    expect_attempt(stage, GOOD, 201)
    assert "session.blocked" in [item["action"] for item in stage.audit()]


def test_one_address_cannot_try_one_password_on_many_names(stage: Stage) -> None:
    for number in range(5):
        expect_attempt(stage, {**WRONG, "name": f"user{number}"}, 401)
    expect_attempt(stage, GOOD, 429)


def test_a_success_resets_and_the_limits_are_parameters(stage: Stage) -> None:
    stage.config.parameters.set("SERVER_LOGIN_FAILED_LIMIT", 2, **BY)
    stage.config.parameters.set("SERVER_LOGIN_FAILED_DISABLE_TIME", 10, **BY)
    stage.config.parameters.set("SERVER_SESSION_TIMEOUT", 300, **BY)
    expect_attempt(stage, WRONG, 401)
    assert expect_attempt(stage, GOOD, 201).json()["expires_at"] == "2026-09-21T14:18:20.000Z"
    expect_attempt(stage, WRONG, 401)
    expect_attempt(stage, WRONG, 401)
    assert expect_attempt(stage, GOOD, 429).headers["retry-after"] == "10"


def test_attempts_that_arrive_together_do_not_slip_past_the_limit(stage: Stage) -> None:
    async def together() -> list[int]:
        asked = [stage._send("POST", "/api/v1/session", {"json": WRONG}) for _ in range(20)]
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    statuses = stage.portal.call(together)
    assert statuses.count(401) <= 6  # the limit and one in the other thread
    assert statuses.count(429) == 20 - statuses.count(401)


def test_more_than_some_waiting_sign_ins_are_turned_away(stage: Stage) -> None:
    limiter = stage.app.state.sign_ins.limiter

    async def crowd() -> int:
        for number in range(2):
            await limiter.acquire_on_behalf_of(number)
        async with create_task_group() as waiting:
            for number in range(MAX_WAITING):
                waiting.start_soon(limiter.acquire_on_behalf_of, f"waiting {number}")
            await checkpoint()
            answer = await stage._send("POST", "/api/v1/session", {"json": GOOD})
            waiting.cancel_scope.cancel()
        for number in range(2):
            limiter.release_on_behalf_of(number)
        assert answer.headers["retry-after"] == "5"
        return answer.status_code

    assert stage.portal.call(crowd) == 503
    expect_attempt(stage, GOOD, 201)


def test_a_disabled_operator_cannot_sign_in(stage: Stage) -> None:
    stage.config.operators.set_enabled("auditor", False, **BY)
    expect_attempt(stage, {"name": "auditor", "password": PASSWORD}, 401)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "admin"}, "password"),
        ({"name": 7, "password": "x"}, "name"),
        ({"name": "", "password": "x"}, "name"),
        ({"name": "a" * 65, "password": "x"}, "name"),
        ({"name": "admin", "password": "x" * 257}, "password"),
        ({"name": "admin\n", "password": "x"}, "name"),
    ],
)
def test_a_sign_in_of_the_wrong_shape_is_refused(
    shared: Stage, body: dict[str, Any], field: str
) -> None:
    problem = shared.must_fail(422, "POST", "/session", role=None, json=body)
    assert problem["errors"][0]["field"] == field
