"""The lockout as a phone and an operator see it, over the network and the API."""

from __future__ import annotations

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Phone

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine(standing: EngineProcess) -> EngineProcess:
    return standing


def phone(engine: EngineProcess, extension: str, password: str = PASSWORD) -> Phone:
    return Phone(extension, password, engine.sip_port)


def armed(api: Api, retry: int = 5, seconds: int = 600) -> None:
    api.set("SS_ENDPOINTREGISTERRETRY", retry)
    api.set("SS_ENDPOINTREGISTERSUSPENDTIME", seconds)
    api.set("SS_ENDPOINTREGISTERSUSPEND", 1)


def test_the_fifth_failure_suspends_and_clearing_ends_it(engine: EngineProcess, api: Api) -> None:
    api.add("1101")
    armed(api)
    with phone(engine, "1101", "Wrong-Password-1") as guesser, phone(engine, "1101") as owner:
        statuses = [guesser.register().status for _ in range(6)]
        assert statuses == [401, 401, 401, 401, 403, 403]  # req 82, 83
        refused = owner.register()
        assert refused.status == 403  # req 85
        assert 1 <= int(refused.first("retry-after")) <= 600
        state = api.endpoint("1101")
        assert state["status"] == "suspended"
        assert state["failures"] == 5
        removed = api.call("POST", "/suspensions/clear", {"extensions": ["1101"]})
        assert "1101" in str(removed)
        assert owner.register().status == 200  # req 118
        assert api.endpoint("1101")["failures"] == 0

    def actions() -> list[str]:
        entries = api.call("GET", "/suspensions/history", extension="1101")["items"]
        return [entry["action"] for entry in entries]

    # req 104, 196: what happened is in the history about two seconds later, newest first
    assert wait_for(actions, lambda found: len(found) == 2) == ["cleared", "suspended"]


def test_unknown_extensions_are_locked_and_answered_alike(engine: EngineProcess, api: Api) -> None:
    """Requirements 93 and 94: the answers differ in nothing but what is random."""
    api.add("1201")
    armed(api, retry=3)

    def walk(extension: str) -> list[tuple[int, list[str]]]:
        with phone(engine, extension, "Wrong-Password-1") as guesser:
            answers = [guesser.register() for _ in range(4)]
        return [(answer.status, list(answer.headers)) for answer in answers]

    assert walk("1201") == walk("7777")
    entry = api.suspensions()["7777"]
    assert entry["known"] is False
    api.call("DELETE", "/suspensions/7777")
    assert "7777" not in api.suspensions()


def test_success_resets_the_count(engine: EngineProcess, api: Api) -> None:  # req 88, 89
    api.add("1301")
    armed(api, retry=3)
    with phone(engine, "1301") as owner:
        for _ in range(3):
            assert [owner.register(password="Nope-nope-1!").status for _ in range(2)] == [401, 401]
            assert owner.register().status == 200
        owner.register(password="Nope-nope-1!")
    assert api.endpoint("1301")["failures"] == 1


def test_the_switch_off_never_locks(engine: EngineProcess, api: Api) -> None:  # req 64, 65
    api.add("1401")
    api.set("SS_ENDPOINTREGISTERRETRY", 1)
    api.set("SS_ENDPOINTREGISTERSUSPEND", 0)
    with phone(engine, "1401", "Wrong-Password-1") as guesser:
        assert {guesser.register().status for _ in range(10)} == {401}


def test_another_extension_of_the_same_address_is_unaffected(
    engine: EngineProcess, api: Api
) -> None:  # req 90, 92
    api.add("1501")
    api.add("1502")
    armed(api, retry=1)
    with phone(engine, "1501", "Wrong-Password-1") as guesser, phone(engine, "1502") as other:
        assert guesser.register().status == 403
        assert other.register().status == 200


def test_a_killed_switch_comes_back_with_everything(engine: EngineProcess, api: Api) -> None:
    api.add("1601")
    api.add("1602")
    api.add("1603")
    armed(api, retry=3)
    with (
        phone(engine, "1601") as owner,
        phone(engine, "1602", "Wrong-Password-1") as guesser,
        phone(engine, "1603", "Wrong-Password-1") as counted,
    ):
        assert owner.register().status == 200
        assert [guesser.register().status for _ in range(3)][-1] == 403
        assert [counted.register().status for _ in range(2)][-1] == 401
    old = engine.kill_module("switch")

    def alive(now: object) -> bool:
        modules = now["modules"]  # type: ignore[index]
        return bool(modules["switch"]["state"] == "running" and modules["switch"]["pid"] != old)

    # Three seconds on a machine of its own; here, other tests run beside it.
    wait_for(lambda: api.call("GET", "/health"), alive, seconds=15)
    wait_for(lambda: api.endpoint("1601")["status"], lambda status: status == "registered")
    assert api.endpoint("1602")["status"] == "suspended"
    assert api.endpoint("1603")["failures"] == 2
