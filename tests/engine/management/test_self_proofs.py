"""The self-proof against a switch that locks out, or does not (requirement 123)."""

import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest

from engine.api.self_proof import ProofStep
from engine.defence.limits import Over
from engine.defence.rates import Limit, Rate
from engine.errors import Conflict, ControlError, StoreError
from engine.management import self_proofs
from engine.management.self_proofs import LENIENT, MAX_REPORTS, PREFIX, SelfProofs
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY, Wall, endpoint
from tests.helpers.switch_port import FakeSwitch


class Phone:
    """Stands for phone and switch: locks out at a threshold, unless it is broken."""

    threshold = 5
    broken = ""

    def __init__(self, switch: object, extension: str, wall: Any) -> None:
        del switch, wall
        self.source, self.extension = "127.255.255.253", extension
        self.steps: list[ProofStep] = []
        self.failures = 0
        self.right = False
        self.closed = False
        self.sent = 0

    def say(self, kind: Any, text: str) -> None:
        self.steps.append(ProofStep(1.0, kind, text))

    def register(self, password: str | None, challenge: Any, expires: int = 60) -> Any:
        del challenge, expires
        if self.broken == "limited" and self._is_over_a_limit():
            return SimpleNamespace(status=503)
        if self.broken == "silent":
            raise ControlError("no answer")
        if self.failures >= self.threshold and not World.switch.clears(self.extension):
            return SimpleNamespace(status=401 if self.broken == "lenient" else 403)
        if password is None:
            return SimpleNamespace(status=401)
        if password.endswith("-aA1"):
            return SimpleNamespace(status=200)
        self.failures += 1
        return SimpleNamespace(status=403 if self.failures >= self.threshold else 401)

    def close(self) -> None:
        self.closed = True

    def _is_over_a_limit(self) -> bool:
        """Three messages, then no more until somebody lifts it."""
        self.sent += 1
        if self.sent % 4 == 0:
            over = Over(Limit.REGISTRATIONS, self.source, True, Rate(3, 60), 60)
            World.switch.lists.rates.refuse(over, 1000.0)
        return bool(World.switch.lists.rates.limited)


class Clearing(FakeSwitch):
    """Clears whoever is to be cleared."""

    def clears(self, extension: str) -> bool:
        return extension in self.cleared

    cleared: tuple[str, ...] = ()

    def clear(self, extensions: Any, by: str) -> Any:
        self.cleared = (*self.cleared, *extensions)
        return [object()] if by else []


class World:
    switch: Clearing


@pytest.fixture
def proofs(config: ConfigStore, wall: Wall, monkeypatch: pytest.MonkeyPatch) -> SelfProofs:
    monkeypatch.setattr(self_proofs, "ProofPhone", Phone)
    monkeypatch.setattr(Phone, "broken", "")
    config.parameters.set("SS_ENDPOINTREGISTERSUSPEND", 1, **BY)
    config.parameters.set("SS_ENDPOINTREGISTERRETRY", 5, **BY)
    World.switch = Clearing()
    return SelfProofs(
        config,
        cast(Any, World.switch),
        lambda: ["udp:127.0.0.1:5060"],
        threading.Lock(),
        "sw",
        wall,
    )


def extensions(config: ConfigStore) -> list[str]:
    return [row.extension for row in config.endpoints.page(limit=100)]


def test_a_lockout_that_works_is_proved_and_nothing_is_left(
    proofs: SelfProofs, config: ConfigStore
) -> None:
    report = proofs.run("alice", "192.0.2.7")
    assert (report.ok, report.problem, report.retry) == (True, "", 5)
    assert report.extension.startswith(PREFIX)
    assert extensions(config) == []
    assert World.switch.endpoints == {}
    assert World.switch.trusted("", 10) == []
    assert report.steps[-1].text.endswith("was removed.")
    assert proofs.all() == [report]


def test_a_threshold_above_the_rate_limit_is_proved_as_well(
    proofs: SelfProofs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Phone, "broken", "limited")
    report = proofs.run("alice", "192.0.2.7")
    assert (report.ok, report.problem) == (True, "")
    assert "rate limit" in " ".join(step.text for step in report.steps)


@pytest.mark.parametrize("value", ["127.255.255.253", "127.0.0.0/8"])
def test_what_an_operator_trusts_already_stays_as_it_was(proofs: SelfProofs, value: str) -> None:
    World.switch.trust(value, "our own", "bob", None)
    before = World.switch.trusted("", 10)
    assert proofs.run("alice", "192.0.2.7").ok
    assert World.switch.trusted("", 10) == before


@pytest.mark.parametrize("broken", ["silent", "lenient"])
def test_what_is_wrong_is_told_and_nothing_is_left(
    proofs: SelfProofs, config: ConfigStore, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(Phone, "broken", broken)
    report = proofs.run("alice", "192.0.2.7")
    assert not report.ok
    assert report.problem in ("no answer", "the right password was not refused during the lockout")
    assert extensions(config) == []


def test_a_lockout_that_is_off_is_told_and_not_switched_on(
    proofs: SelfProofs, config: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Phone, "threshold", 1000)
    config.parameters.set("SS_ENDPOINTREGISTERSUSPEND", 0, **BY)
    report = proofs.run("alice", "192.0.2.7")
    assert f"{LENIENT} wrong passwords were let through" in report.problem
    assert config.parameters.get("SS_ENDPOINTREGISTERSUSPEND").value == 0


def test_what_a_killed_run_left_behind_is_removed_and_others_stay(
    proofs: SelfProofs, config: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.endpoints.create(endpoint("1001"), **BY)
    with monkeypatch.context() as patch:

        def full(*_args: object, **_more: object) -> None:
            raise StoreError("the disk is full")

        patch.setattr(config.endpoints, "delete", full)
        report = proofs.run("alice", "192.0.2.7")
    assert report.steps[-1].kind == "failed"
    assert len(extensions(config)) == 2
    proofs.tidy()
    assert extensions(config) == ["1001"]


def test_reports_are_kept_up_to_a_number_and_one_runs_at_a_time(proofs: SelfProofs) -> None:
    for _ in range(MAX_REPORTS + 2):
        World.switch.cleared = ()
        proofs.run("alice", "192.0.2.7")
    assert len(proofs.all()) == MAX_REPORTS
    with proofs._running, pytest.raises(Conflict):
        proofs.run("bob", "192.0.2.8")


def test_without_a_switch_nothing_is_made(config: ConfigStore, wall: Wall) -> None:
    idle = SelfProofs(config, cast(Any, FakeSwitch()), list, threading.Lock(), "sw", wall)
    with pytest.raises(ControlError, match="not running"):
        idle.run("alice", "192.0.2.7")
    assert extensions(config) == []
