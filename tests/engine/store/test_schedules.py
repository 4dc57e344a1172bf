from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import Conflict, NotFound
from engine.store import schedules as module
from engine.store.config_store import ConfigStore
from engine.store.schedules import MAX_DETAIL, ScheduleRow
from tests.helpers.stores import Wall, config_store

WHO = {"actor": "bob", "address": "192.0.2.7"}


@pytest.fixture
def config(tmp_path: Path) -> Iterator[ConfigStore]:
    opened = config_store(tmp_path, Wall(1000.0))
    yield opened
    opened.close()


def row(number: int = 1) -> ScheduleRow:
    return ScheduleRow(f"id-{number}", f"Daily {number}", True, {"hour": 6}, 2000.0, "alice")


def test_a_schedule_outlives_a_restart(config: ConfigStore, tmp_path: Path) -> None:
    config.schedules.add(row(), address="")
    config.schedules.ended("id-1", "failed", "x" * 2000, 3000.0)
    config.close()
    again = config_store(tmp_path, Wall())
    found = again.schedules.get("id-1")
    assert found == replace(
        row(), due_at=3000.0, last_at=1000.0, last_status="failed", last_detail="x" * MAX_DETAIL
    )
    again.close()


def test_every_change_is_audited_and_a_late_one_refused(config: ConfigStore) -> None:
    added = config.schedules.add(row(), address="192.0.2.7")
    changed = config.schedules.change(replace(added, plan={"hour": 7}, enabled=False), **WHO)
    assert (changed.version, changed.plan, changed.enabled) == (2, {"hour": 7}, False)
    with pytest.raises(Conflict, match="changed meanwhile"):
        config.schedules.change(replace(added, plan={"hour": 8}), **WHO)
    assert config.schedules.remove("id-1", **WHO).plan == {"hour": 7}
    audit = config.audit.page()
    assert [(each.actor, each.action) for each in reversed(audit)] == [
        ("alice", "schedule.create"),
        ("bob", "schedule.update"),
        ("bob", "schedule.delete"),
    ]
    assert (audit[1].before["hour"], audit[1].after["hour"]) == (6, 7)


def test_a_name_is_there_once_and_the_number_has_an_end(
    config: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SCHEDULES", 2)
    config.schedules.add(row(1), address="")
    with pytest.raises(Conflict, match="of that name"):
        config.schedules.add(replace(row(2), name="Daily 1"), address="")
    config.schedules.add(row(2), address="")
    with pytest.raises(Conflict, match="delete one"):
        config.schedules.add(row(3), address="")
    with pytest.raises(Conflict, match="of that name"):
        config.schedules.change(replace(row(2), name="Daily 1"), **WHO)
    assert [each.name for each in config.schedules.all()] == ["Daily 1", "Daily 2"]


def test_one_that_is_gone_is_not_found_but_may_end(config: ConfigStore) -> None:
    with pytest.raises(NotFound):
        config.schedules.get("nothing")
    with pytest.raises(NotFound):
        config.schedules.remove("nothing", **WHO)
    config.schedules.ended("nothing", "done", "", None)
    assert config.schedules.all() == []
