"""``cdr verify``: with the engine running or not."""

from engine.datapaths import DataPaths
from engine.secretfile import load_or_create_key
from engine.store.cdr_store import open_cdrs
from tests.engine.cli.fakes import Commands, FakeEngine, running
from tests.helpers.keeping import days_of_records, seal_all

ITEM = {"day": "2026-11-23", "billing_mode": 9, "sealed": 5, "removed": 0, "found": 4, "late": 1}
REPORT = {"sound": False, "links": 3, "head": "ab", "broken_links": [2], "missing": []}
REPORT |= {"foreign_links": [3]}


def test_a_changed_fee_in_the_file_is_found_and_its_day_named(command: Commands) -> None:
    paths = DataPaths(command.data)
    paths.prepare()
    cdrs = open_cdrs(paths.cdr_db, secret=load_or_create_key(paths.secret_key))
    days_of_records(cdrs, paths.root / "journal", 2)
    seal_all(cdrs)
    cdrs.close()
    good = command("cdr", "verify")
    assert (good.code, good.out.count("intact")) == (0, 4)
    assert "the records are as they were sealed" in good.out
    cdrs = open_cdrs(paths.cdr_db)
    with cdrs._database.write() as cursor:
        cursor.execute("UPDATE cdr SET fee = 0.01 WHERE flow_no = (SELECT min(flow_no) FROM cdr)")
    cdrs.close()
    bad = command("cdr", "verify", "--findings")
    assert bad.code == 1
    assert [line.split()[:3] for line in bad.out.splitlines()[1:2]] == [
        ["2023-11-14", "0", "changed"]
    ]


def test_a_running_engine_is_asked(command: Commands) -> None:
    with running(command.data, FakeEngine()) as engine:
        items = [ITEM | {"status": "missing"}, ITEM | {"status": "intact"}]
        file = {"first_day": "2026-01-01", "last_day": "2026-01-31", "file": "a", "reason": "gone"}
        report = REPORT | {"items": items, "missing": [file]}
        engine.replies["GET", "/api/v1/seals/check"] = 200, report
        found = command("cdr", "verify")
    assert found.code == 1
    assert "2026-01-01 to 2026-01-31: a: gone" in found.out
    assert "seal 2 is not the one that was written" in found.out
    assert "seal 3 is not the one that the audit names" in found.out
    assert found.out.splitlines()[-1] == "wrong days: 1, wrong seals: 2, unreadable files: 1"
