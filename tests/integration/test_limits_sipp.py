"""Rate limits and the blacklist of numbers, with SIPp on both sides and a kill in the middle."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.calls import carriers, configure
from tests.helpers.engine_process import EngineProcess
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(240)]
PREFIX, OURS, STRANGER = "400", "127.0.0.1", "127.3.0.1"
CALLEE, CALLER = "SS_BLACK_LIST_MALICIOUS_CALL", "SS_BLACK_LIST_CALLER_MALICIOUS_CALL"
SILENT, CONCURRENT = "SS_BLACK_LIST_NO_ANSWER", "SS_BLACK_LIST_CALLER_CONCURRENT"
RULES = (CALLEE, CALLER, SILENT, CONCURRENT)
REFUSED = -23


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path_factory.mktemp("limits") / "data") as process:
        yield process


@pytest.fixture(scope="module")
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    configure(session)
    session.set("SS_BLACK_LIST_IP", 1)
    session.set("SS_BLACK_LIST_DYNAMIC", 1)
    for rule in RULES:
        session.set(f"{rule}_LIMIT", 0)
    yield session
    session.close()


@contextmanager
def rule(api: Api, name: str, limit: int) -> Iterator[None]:
    """One rule about numbers, alone in force."""
    api.set(f"{name}_LIMIT", limit)
    yield
    api.set(f"{name}_LIMIT", 0)


@pytest.fixture
def callee(api: Api, tmp_path: Path) -> Iterator[None]:
    """Who answers every call to a number with the prefix."""
    with (
        Sipp(need("sipp"), "uas_answer", tmp_path, calls=1_000, seconds=120) as uas,
        carriers(api, PREFIX, uas.port),
    ):
        yield


class Tries:
    """What became of some tries, as SIPp saw it."""

    def __init__(self, sipp: Sipp) -> None:
        calls = sipp.calls()
        ends = [(word, at) for each in calls.values() for word, at in each.items()]
        self.words = Counter(word for word, _ in ends if word != "began")
        times = [at for _, at in ends]
        self.seconds = max(times) - min(times)

    def __getitem__(self, word: str) -> int:
        return self.words[word]


def tries(
    engine: EngineProcess, folder: Path, number: str, count: int, *more: object,
    caller: str = "7000", at: str = OURS, scenario: str = "uac_tries",
) -> Tries:  # fmt: skip
    words = (*more, "-key", "caller", caller)
    with Sipp(
        need("sipp"), scenario, folder, *words, calls=count, seconds=60,
        to=engine.sip_port, number=number, at=at,
    ) as sipp:  # fmt: skip
        sipp.succeeded(count)
        return Tries(sipp)


def listed(api: Api) -> dict[str, Any]:
    """Numbers on the blacklist."""
    items = api.call("GET", "/blacklist")["items"]
    return {each["value"]: each for each in items if each["kind"] == "number"}


def limits(api: Api, source: str) -> list[Any]:
    """The limits that a source is over."""
    found = api.call("GET", "/limits", q=source)["items"]
    # What strangers sent, which is searched as well, may name our address.
    return [each for each in found if each["value"] == source]


def refused(api: Api, callee: str, count: int) -> None:
    """Wait until so many calls to a number have a record that says why they were refused."""

    def read() -> int:
        return sum(each["end_reason"] == REFUSED for each in api.cdrs(callee=callee))

    wait_for(read, lambda now: now == count, 30.0)


def kill_switch(engine: EngineProcess, api: Api) -> None:
    pid = engine.kill_module("switch")
    engine.wait_until_running("switch", other_than=pid, seconds=60)
    wait_for(lambda: api.call("GET", "/health")["status"], lambda now: now == "ok", 60.0)


@pytest.fixture
def limited(api: Api) -> Iterator[None]:
    """Five registrations a minute and five calls a second, for our own, too."""
    for name, value in (("_REGISTER", 5), ("_CALL", 5), ("_OWN_TIMES", 1), ("", 1)):
        api.set(f"SS_RATE_LIMIT{name}", value)
    yield
    api.set("SS_RATE_LIMIT", 0)


@pytest.mark.usefixtures("limited")
def test_one_too_many_of_strangers_is_answered_once_a_second_and_then_not_at_all(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    kinds = (("register_tries", "answered", 5 / 60), ("uac_tries", "refused-403", 5.0))
    for scenario, word, per_s in kinds:
        more = ("-r", 100, "-l", 30)
        found = tries(engine, tmp_path, "0099", 30, *more, at=STRANGER, scenario=scenario)
        assert 5 <= found[word] <= 5 + per_s * found.seconds + 1, found.words
        assert 1 <= found["refused-503"] <= found.seconds + 2, found.words
        assert found["silent"] == 30 - found[word] - found["refused-503"], found.words
    items = limits(api, STRANGER)
    assert {"registrations"} <= {each["limit"] for each in items} <= {"registrations", "calls"}
    assert {each["own"] for each in items} == {False}


@pytest.mark.usefixtures("limited")
def test_our_own_are_limited_and_shown_and_never_banned_even_after_a_kill(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    def register(count: int) -> Tries:
        more = ("-r", 100, "-l", count)
        return tries(engine, tmp_path, "1001", count, *more, scenario="register_tries")

    first = register(12)
    assert 5 <= first["answered"] < 12, first.words
    (entry,) = limits(api, OURS)
    assert (entry["own"], entry["limit"], entry["events"]) == (True, "registrations", 5)
    assert api.call("DELETE", f"/limits/{entry['id']}")["value"] == OURS
    assert register(4)["answered"] == 4, "lifted, it begins anew"
    assert register(6)["answered"] < 6

    kill_switch(engine, api)
    assert api.call("GET", "/limits")["items"] == [], "nobody waits longer than he would have"
    again = register(12)
    assert 5 <= again["answered"] < 12, "the limits themselves are in force again"
    assert [each for each in api.call("GET", "/blacklist")["items"] if each["kind"] == "ip"] == []


@pytest.mark.usefixtures("callee")
def test_numbers_are_listed_refused_recorded_and_freed(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    def expect(word: str, value: str, number: str, caller: str) -> None:
        """The number is on the list by that rule, refused with a record, and free afterwards."""
        entry = wait_for(lambda: listed(api), bool)[value]
        assert (entry["rule"], list(listed(api))) == (word, [value])
        assert tries(engine, tmp_path, number, 1, caller=caller)["refused-403"] == 1
        api.call("DELETE", f"/blacklist/{entry['id']}")
        assert tries(engine, tmp_path, number, 1, caller=caller)["answered"] == 1
        assert listed(api) == {}

    one_by_one = ("-l", 1, "-r", 20)
    with rule(api, CALLEE, 3):
        assert tries(engine, tmp_path, "4001", 3, *one_by_one)["answered"] == 3
        expect("malicious_callee", "4001", "4001", "7000")
    with rule(api, CALLER, 3):
        assert tries(engine, tmp_path, "4002", 3, *one_by_one, caller="7002")["answered"] == 3
        expect("malicious_caller", "7002", "4002", "7002")
    with rule(api, CONCURRENT, 1):
        at_once = ("-l", 3, "-r", 20, "-d", 1_000)
        found = tries(engine, tmp_path, "4003", 3, *at_once, caller="7003")
        assert (found["answered"], found["refused-403"]) == (2, 1), "the second lists and goes on"
        expect("concurrent", "7003", "4003", "7003")
    for number, count in (("4001", 1), ("4002", 1), ("4003", 2)):
        refused(api, number, count)


def test_a_callee_that_never_answers_is_listed(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    with (
        rule(api, SILENT, 2),
        Sipp(need("sipp"), "uas_cancelled", tmp_path, calls=2) as uas,
        carriers(api, "500", uas.port),
        Sipp(
            *(need("sipp"), "uac_cancel", tmp_path, "-r", 20),
            calls=2, to=engine.sip_port, number="5001",
        ) as uac,
    ):  # fmt: skip
        uac.succeeded(2)
        entry = wait_for(lambda: listed(api), bool)["5001"]
        assert entry["rule"] == "no_answer"
        assert tries(engine, tmp_path, "5001", 1)["refused-403"] == 1
    api.call("DELETE", f"/blacklist/{entry['id']}")
    assert listed(api) == {}


@pytest.mark.usefixtures("callee")
def test_a_kill_forgets_no_number_and_prolongs_none(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    with rule(api, CALLEE, 2):
        assert tries(engine, tmp_path, "4009", 2, "-l", 1, "-r", 20)["answered"] == 2
        before = wait_for(lambda: listed(api), bool)["4009"]
        began = time.monotonic()
        kill_switch(engine, api)
        (after,) = listed(api).values()
        assert (after["id"], after["rule"]) == (before["id"], "malicious_callee")
        gone = time.monotonic() - began
        assert 0 < after["remaining_s"] <= before["remaining_s"] - gone + 5
        assert tries(engine, tmp_path, "4009", 1)["refused-403"] == 1
        refused(api, "4009", 1)
    api.call("DELETE", f"/blacklist/{after['id']}")
