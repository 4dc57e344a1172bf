from pathlib import Path

import pytest

from engine.api import refusals
from engine.api.refusals import AT_ONCE, EVERY_S, MAX_KEYS, MAX_NAMES, MAX_ROWS, Refusals
from engine.errors import StoreError
from engine.store.config_store import ConfigStore
from tests.helpers.stores import Wall, config_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ConfigStore:
    return config_store(Path(tmp_path_factory.mktemp("refusals")))


def written(store: ConfigStore, count: int) -> list[tuple[str, str, int]]:
    rows = store.audit.page(limit=count)
    return [(row.action, row.address, row.after["count"]) for row in reversed(rows)]


def test_what_was_refused_becomes_rows_when_the_time_has_come(store: ConfigStore) -> None:
    wall = Wall()
    counted = Refusals(wall)
    for _ in range(3):
        counted.note("sign-in", "198.51.100.7", "admin")
    counted.note("sign-in", "2001:db8::1", "root")
    counted.note("sign-in", "2001:db8::2", "root\n" + "x" * 100)
    counted.note("role", "192.0.2.1", "maria", "PUT /api/v1/parameters/{name}")
    assert counted.flush(store.audit) == 0
    wall.now += EVERY_S
    assert counted.flush(store.audit) == 3
    assert written(store, 3) == [
        ("refused.sign-in", "198.51.100.7", 3),
        ("refused.sign-in", "2001:db8::/64", 2),
        ("refused.role", "192.0.2.1", 1),
    ]
    role = store.audit.page(limit=1)[0].after
    assert (role["names"], role["requests"]) == (["maria"], ["PUT /api/v1/parameters/{name}"])
    assert counted.flush(store.audit, now=True) == 0, "nothing was refused since"


def test_an_attacker_fills_neither_the_table_nor_the_audit(store: ConfigStore) -> None:
    counted = Refusals(Wall())
    for number in range(MAX_KEYS + 50):
        counted.note("sign-in", f"10.0.{number // 250}.{number % 250}", f"name{number}")
    counted.note("token", "10.0.0.1")
    assert len(counted._counts) == MAX_KEYS
    assert counted.flush(store.audit, now=True) == MAX_ROWS + 1
    others = store.audit.page(limit=1)[0]
    assert others.action == "refused.others"
    assert others.after["count"] == MAX_KEYS + 51 - MAX_ROWS, "each one is counted"
    assert others.after["sources_at_least"] == MAX_KEYS - MAX_ROWS


def test_names_of_one_source_are_few_and_short(store: ConfigStore) -> None:
    counted = Refusals(Wall())
    for number in range(MAX_NAMES + 1):
        counted.note("sign-in", "10.0.0.1", f"{number}" * 100)
    counted.flush(store.audit, now=True)
    names = store.audit.page(limit=1)[0].after["names"]
    assert [len(name) for name in names] == [refusals._MAX_TEXT] * MAX_NAMES


def test_rows_at_once_have_a_budget(store: ConfigStore) -> None:
    wall = Wall()
    counted = Refusals(wall)
    assert [counted.may_write() for _ in range(AT_ONCE + 1)] == [True] * AT_ONCE + [False]
    wall.now += EVERY_S
    counted.flush(store.audit)
    assert counted.may_write()


def test_what_could_not_be_written_is_kept_for_the_next_time(
    store: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Refusals(Wall())
    counted.note("sign-in", "10.0.0.1")

    def fail(_rows: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(store.audit, "append_many", fail)
        with pytest.raises(StoreError):
            counted.flush(store.audit, now=True)
    assert counted.flush(store.audit, now=True) == 1
    assert written(store, 1) == [("refused.others", "", 1)]
