import pytest

from engine.store import audit_retention
from engine.store.audit_retention import DAY_S
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY, Wall


def fill(store: ConfigStore, wall: Wall, count: int) -> None:
    for number in range(count):
        wall.now += DAY_S
        store.audit.append(**BY, action="a", object=f"o:{number}")


def test_rows_beyond_the_bound_go_and_the_rest_can_still_be_checked(
    store: ConfigStore, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_retention, "PIECE", 2)
    fill(store, wall, 9)
    assert store.audit.remove_old(0, 9) == 0, "at the bound nothing goes"
    assert store.audit.remove_old(0, 4) == 5
    report = store.audit.verify()
    assert (report.sound, report.rows, report.removed, report.removed_upto) == (True, 5, 5, 5)
    (last, *rest) = store.audit.page()
    assert (last.action, last.before) == ("audit.remove", {"rows": 5})
    assert [row.object for row in rest] == ["o:8", "o:7", "o:6", "o:5"]
    assert store.audit.remove_old(0, 5) == 0
    fill(store, wall, 1)
    assert store.audit.verify().sound


def test_rows_of_an_age_go(store: ConfigStore, wall: Wall) -> None:
    fill(store, wall, 9)
    assert store.audit.remove_old(8, 100) == 0
    assert store.audit.remove_old(6, 100) == 2
    assert store.audit.verify().removed_upto == 2


def test_the_newest_row_always_stays(store: ConfigStore, wall: Wall) -> None:
    assert store.audit.remove_old(1, 1) == 0
    fill(store, wall, 3)
    wall.now += 100 * DAY_S
    assert store.audit.remove_old(1, 100) == 2
    assert store.audit.verify().sound


def test_a_row_that_was_removed_behind_our_back_is_still_found(
    store: ConfigStore, wall: Wall
) -> None:
    fill(store, wall, 9)
    store.audit.remove_old(0, 4)
    with store._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE id = 6")
    assert store.audit.verify().first_bad == 7
