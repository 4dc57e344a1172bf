"""``audit verify``: with the engine running or not."""

import sqlite3

import pytest

from engine.cli import http
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


REPORT = {"sound": False, "rows": 4, "first_bad": 9, "detail": "cut", "removed": 4}
OVER = {"state": "idle", "error": "", "last": REPORT | {"removed_upto": 4, "head": "8:ab"}}


def test_a_running_engine_is_asked(command: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_LOOK_S", 0.0)
    with running(command.data, FakeEngine()) as engine:
        path = "/api/v1/audit/verification"
        engine.replies["POST", path] = 202, {"state": "running", "error": "", "last": None}
        engine.replies["GET", path] = 200, OVER
        found = command("audit", "verify")
        engine.replies["POST", f"{path}?head=8%3Aab"] = 202, OVER
        noted = command("audit", "verify", "--head", "8:ab")
        engine.replies["POST", path] = 202, {"state": "idle", "error": "no JSON", "last": None}
        failed = command("audit", "verify")
    assert found.code == 1
    assert found.out.splitlines() == noted.out.splitlines()
    assert found.out.splitlines() == [
        "4 entries up to 4 were removed by retention",
        "4 entries fit, the last one 8:ab",
        "entry 9 does not fit: cut",
    ]
    assert failed.code == 1
    assert "no JSON" in failed.err
