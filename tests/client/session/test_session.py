"""The session against a stand-in: signing in, losing the engine, and finding it again."""

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import client.session.session as session_module
import client.session.stream as stream_module
from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, Throttled, Unauthorised, Unreachable
from client.session import Session, State
from tests.helpers.fake_api import PASSWORD, TOKEN, FakeApi, problem, serving


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "HEALTH_MS", 50)
    monkeypatch.setattr(stream_module, "RETRY_S", 0.05)


def states(session: Session) -> list[State]:
    seen: list[State] = []
    session.state_changed.connect(seen.append)
    return seen


def test_signing_in_takes_the_role_and_asks_for_the_health(
    session: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    seen = states(session)
    fake.role = "operator"
    with qtbot.waitSignals([session.resynced, session.health_changed, session.latency_changed]):
        session.sign_in(fake.url, "admin", PASSWORD, server_name="head office")
    assert seen == [State.SIGNING_IN, State.SIGNED_IN]
    assert (session.server_name, session.user, session.role) == ("head office", "admin", "operator")
    assert session.url == fake.url
    assert session.may("operate")
    assert not session.may("administer")
    assert session.latency_s is not None
    assert session.latency_s < 5


def test_a_wrong_password_is_told_and_nothing_is_kept(
    session: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    errors: list[ApiError] = []
    session.sign_in(fake.url, "admin", "wrong", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Unauthorised)
    assert session.state is State.SIGNED_OUT
    assert not session.call("x", lambda api: api.health())


def test_a_throttled_sign_in_says_how_long(session: Session, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["POST /session"] = problem(429, "too many failures")
    errors: list[ApiError] = []
    session.sign_in(fake.url, "admin", "wrong", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Throttled)
    assert errors[0].retry_after_s == 42


def test_nobody_there_is_told(session: Session, qtbot: QtBot) -> None:
    errors: list[ApiError] = []
    session.sign_in("http://127.0.0.1:1", "admin", "x", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Unreachable)


def test_a_call_hands_over_its_result(signed_in: Session, qtbot: QtBot) -> None:
    got: list[Any] = []
    assert signed_in.call("list", lambda api: api.parameters(), got.append)
    assert signed_in.busy("list")
    qtbot.waitUntil(lambda: bool(got))
    assert len(got[0]) == 12


def test_an_error_goes_to_who_asked_or_to_everybody(signed_in: Session, qtbot: QtBot) -> None:
    errors: list[ApiError] = []
    signed_in.call("one", lambda api: api.endpoint("none"), failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Missing)
    with qtbot.waitSignal(signed_in.failed) as signal:
        signed_in.call("two", lambda api: api.endpoint("none"))
    assert isinstance(signal.args[0], Missing)
    assert signed_in.state is State.SIGNED_IN


def test_events_arrive_as_items(signed_in: Session, fake: FakeApi, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(fake.listeners))
    with qtbot.waitSignal(signed_in.happened) as signal:
        fake.push("suspension", {"extension": "1001", "action": "suspended"})
    assert signal.args == ["suspension", [{"extension": "1001", "action": "suspended"}]]


def test_results_of_an_ended_session_are_dropped(
    signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    got: list[Any] = []
    gate = threading.Event()
    signed_in.call("slow", lambda _: gate.wait(5), got.append)
    signed_in.sign_out()
    gate.set()
    qtbot.waitUntil(lambda: not signed_in.busy("slow"))
    assert got == []
    assert signed_in.state is State.SIGNED_OUT
    assert signed_in.role == ""
    qtbot.waitUntil(lambda: fake.count("DELETE", "/session") == 1)


def test_a_question_that_is_given_up_makes_room_for_the_next_at_once(
    signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    gate, ended = threading.Event(), threading.Event()
    got: list[Any] = []
    errors: list[ApiError] = []

    def slow(api: ApiClient) -> None:
        try:
            gate.wait(5)
            api.parameters()
        finally:
            ended.set()

    assert signed_in.call("list", slow, got.append, errors.append)
    signed_in.give_up("list", "what does not run")
    assert not signed_in.busy("list")
    assert signed_in.call("list", lambda api: api.health().status, got.append, errors.append)
    qtbot.waitUntil(lambda: got == ["ok"])
    gate.set()
    qtbot.waitUntil(ended.is_set)
    assert fake.count("GET", "/parameters") == 0, "it asks for nothing more"
    assert errors == []
    assert signed_in.state is State.SIGNED_IN


def test_a_lost_engine_is_found_again_by_itself(session: Session, qtbot: QtBot) -> None:
    seen = states(session)
    fake = FakeApi().fill(3, 3)
    with serving(fake):
        port = int(fake.url.rsplit(":", 1)[1])
        session.sign_in(fake.url, "admin", PASSWORD)
        # A stream that is asked for while the stand-in stops would stay open.
        qtbot.waitUntil(lambda: session.health is not None and bool(fake.listeners))
    qtbot.waitUntil(lambda: session.state is State.RECONNECTING, timeout=10_000)
    assert session.health is None
    # Restarted: it has forgotten its sessions, so the client signs in again by itself.
    fake.tokens = {TOKEN}
    with serving(fake, port):
        qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=10_000)
        qtbot.waitUntil(lambda: fake.count("POST", "/session") == 2, timeout=10_000)
        qtbot.waitUntil(lambda: not session.busy("renew"), timeout=10_000)
        got: list[Any] = []
        session.call("list", lambda api: api.parameters(), got.append)
        qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    assert State.EXPIRED not in seen
    session.close()


def test_a_forgotten_token_is_renewed_once_with_the_password(
    signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.tokens.clear()
    errors: list[ApiError] = []
    with qtbot.waitSignal(signed_in.resynced):
        signed_in.call("list", lambda api: api.parameters(), failed=errors.append)
    assert signed_in.state is State.SIGNED_IN
    assert fake.count("POST", "/session") == 2


def test_without_a_valid_password_the_session_expires(
    signed_in: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.tokens.clear()
    fake.answers["POST /session"] = problem(401, "the password was changed")
    errors: list[ApiError] = []
    signed_in.call("list", lambda api: api.parameters(), failed=errors.append)
    qtbot.waitUntil(lambda: signed_in.state is State.EXPIRED)
    qtbot.waitUntil(lambda: bool(errors))
    del fake.answers["POST /session"]
    signed_in.sign_in(fake.url, "admin", PASSWORD)
    qtbot.waitUntil(lambda: signed_in.state is State.SIGNED_IN)


def test_a_second_sign_in_while_one_is_under_way_is_ignored(
    session: Session, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.delay_s = 0.05
    session.sign_in(fake.url, "admin", PASSWORD)
    session.sign_in(fake.url, "admin", "wrong")
    qtbot.waitUntil(lambda: session.state is State.SIGNED_IN)
    assert fake.count("POST", "/session") == 1
