from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update

from engine.api.alarm_evaluation import measure
from engine.api.audit_checks import FACT, AuditChecks, Running, broken
from engine.api.exposition import figures_of
from engine.api.stats import HttpStats
from engine.errors import Conflict, StoreError
from engine.store.alarm_rules import SHIPPED
from engine.store.audit_chain import Head
from engine.store.schema import AUDIT
from tests.helpers.api_app import Stage


def checked(stage: Stage) -> AuditChecks:
    checks = AuditChecks(stage.config, stage.clock.wall)
    assert checks.begin("maria", "192.0.2.7").on
    assert checks.wait(30)
    return checks


def test_a_sound_chain_is_remembered_and_noted(shared: Stage) -> None:
    last = checked(shared).last()
    assert (last["sound"], last["first_bad"], last["by"]) == (True, None, "maria")
    assert last["head"] == last["known"]
    (row, *_) = shared.config.audit.page(limit=1)
    assert (row.action, row.actor, row.address) == ("audit.verify", "maria", "192.0.2.7")
    assert row.after["rows"] == last["rows"]


def test_the_end_that_was_cut_off_since_is_noticed(shared: Stage) -> None:
    last = checked(shared).last()
    number = int(last["known"].partition(":")[0])
    shared.config.facts.put(FACT, {**last, "known": f"{number + 50}:{'0' * 64}"})
    broken = checked(shared).last()
    assert (broken["sound"], broken["first_bad"]) == (False, number + 50)
    assert broken["known"] == f"{number + 50}:{'0' * 64}"
    shared.config.facts.put(FACT, last)
    assert checked(shared).last()["sound"]


def test_what_cannot_be_finished_says_why(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(known: list[Head], tick: object) -> None:
        raise error

    monkeypatch.setattr(shared.config.audit, "verify", fail)
    error: Exception = StoreError("the disk reports an error")
    assert checked(shared).now().error == "the disk reports an error"
    assert broken(shared.config)
    error = ValueError("no JSON")
    assert "no JSON" in checked(shared).now().error
    monkeypatch.undo()
    checked(shared)
    assert not broken(shared.config)


def test_closing_ends_it_and_lets_none_begin(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = AuditChecks(shared.config, shared.clock.wall)

    def stopped(_known: list[Head], tick: Callable[[int], object]) -> None:
        checks._stop.set()
        tick(1000)

    monkeypatch.setattr(shared.config.audit, "verify", stopped)
    checks.begin("maria", "")
    checks.close()
    assert checks.now().error == "the engine was stopped"
    assert not checks.begin("maria", "").on


def test_a_row_that_was_changed_is_named(stage: Stage) -> None:
    with stage.config.audit._database.write() as connection:
        connection.execute(update(AUDIT).where(AUDIT.c.id == 2).values(actor="nobody"))
    last = checked(stage).last()
    assert (last["sound"], last["first_bad"], last["rows"]) == (False, 2, 1)
    assert broken(stage.config)
    stage.clock.advance(60)
    figures = figures_of(stage.services, HttpStats())
    (rule,) = (each for each in SHIPPED if each.name == "Audit changed")
    assert measure(rule, figures) == 1.0
    age = replace(rule, figure="switchwarden_audit_verified_age_seconds")
    assert measure(age, figures) == 60.0


def test_a_head_that_was_noted_is_a_verification_of_its_own(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = AuditChecks(shared.config, shared.clock.wall)
    checks.begin("maria", "", Head(1, "0" * 64))
    assert checks.wait(30)
    assert (checks.last()["sound"], checks.last()["first_bad"]) == (False, 1)
    monkeypatch.setattr(checks, "_now", Running(on=True))
    assert checks.begin("maria", "").on
    with pytest.raises(Conflict):
        checks.begin("maria", "", Head(1, "0" * 64))
    assert checked(shared).last()["sound"], "what was noted elsewhere is not kept"
