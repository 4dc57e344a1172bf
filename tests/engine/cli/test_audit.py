"""``audit verify``: with the engine running or not."""

import sqlite3

from engine.datapaths import DataPaths
from tests.engine.cli.fakes import Commands, FakeEngine, running
from tests.helpers.stores import BY, config_store


def test_the_first_entry_that_does_not_fit_is_named(command: Commands) -> None:
    store = config_store(command.data)
    for number in range(3):
        store.audit.append(**BY, action="a", object=f"o:{number}")
    number, chain = store.audit.head()
    store.close()
    good = command("audit", "verify", "--head", f"{number}:{chain}")
    assert (good.code, good.out.splitlines()) == (
        0,
        [f"3 entries fit, the last one 3:{chain}", "the audit is as it was written"],
    )
    with sqlite3.connect(DataPaths(command.data).config_db) as raw:
        raw.execute("UPDATE audit SET actor = 'mallory' WHERE id = 2")
    raw.close()
    bad = command("audit", "verify")
    assert bad.code == 1
    assert "entry 2 does not fit" in bad.out
    assert command("audit", "verify", "--head", "x").code == 2


def test_a_running_engine_is_asked(command: Commands) -> None:
    report = {"sound": False, "rows": 4, "first_bad": 9, "detail": "cut", "removed": 4}
    with running(command.data, FakeEngine()) as engine:
        path = "/api/v1/audit/check?head="
        engine.replies["GET", path] = 200, report | {"removed_upto": 4, "head": "8:ab"}
        found = command("audit", "verify")
    assert found.code == 1
    assert found.out.splitlines() == [
        "4 entries up to 4 were removed by retention",
        "4 entries fit, the last one 8:ab",
        "entry 9 does not fit: cut",
    ]
