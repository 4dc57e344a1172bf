import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engine.control.identities import CHOICES
from engine.errors import StoreError
from engine.store.database import Database
from engine.store.migrate import current, migrate, newest
from engine.store.upgrade import head


def _without_later_steps(raw: sqlite3.Connection) -> None:
    """Undo what came with steps after those that a test is about."""
    for name in ("saved_view", "schedule", "mail", "attack_minute"):
        raw.execute(f"DROP TABLE {name}")
    for name in ("endpoint", "operator"):
        raw.execute(f"ALTER TABLE {name} DROP COLUMN password_score")
    raw.execute("ALTER TABLE audit DROP COLUMN chain")


def test_the_newest_step_is_the_one_alembic_ends_with() -> None:
    assert newest() == head()


def test_a_new_database_becomes_the_newest(tmp_path: Path) -> None:
    database = Database(tmp_path / "config.sqlite")
    assert current(database) == ""
    migrate(database)
    assert current(database) == newest()
    migrate(database)
    assert current(database) == newest()
    database.close()


def test_a_database_of_the_first_version_gets_gateways_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "config.sqlite"
    database = Database(path)
    migrate(database)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE gateway")
        _without_later_steps(raw)
        raw.execute("INSERT INTO meta VALUES ('config_version', '7')")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.close()
    migrate(database)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM gateway").fetchone() == (0,)
        assert raw.execute("SELECT value FROM meta").fetchall() == [("7",)]
    raw.close()
    database.close()


def test_gateways_of_the_second_version_have_no_account_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "config.sqlite"
    database = Database(path)
    migrate(database)
    new = ("username", "sealed", "registers", "registrar", "register_expires_s",
           "contact_number", "probe_interval_s", "tls_verify", "relay")  # fmt: skip
    later = tuple(CHOICES)
    limits = ("number_watch", "malicious_callee_limit", "malicious_caller_limit",
              "no_answer_limit", "concurrent_limit")  # fmt: skip
    with sqlite3.connect(path) as raw:
        _without_later_steps(raw)
        for name in (*new, *later, *limits):
            raw.execute(f"ALTER TABLE gateway DROP COLUMN {name}")
        values = "'a', 'routing', '[]', 'udp', '[]', 1, 1, 0, 0, '[]', '[]', 0, 0, 1, ''"
        raw.execute(f"INSERT INTO gateway VALUES ({values})")  # noqa: S608 - ours
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
    raw.close()
    migrate(database)
    with sqlite3.connect(path) as raw:
        found = raw.execute(f"SELECT {', '.join(new)} FROM gateway").fetchone()  # noqa: S608 - ours
        trusts = raw.execute(f"SELECT {', '.join(later)} FROM gateway").fetchone()  # noqa: S608
        watched = raw.execute(f"SELECT {', '.join(limits)} FROM gateway").fetchone()  # noqa: S608
    raw.close()
    database.close()
    assert found[1] in (b"", "")
    assert (found[0], *found[2:-1]) == ("", 0, "", 3600, "", 0, 1), "and proof is asked over TLS"
    assert found[-1] == "auto"
    assert watched == ("inherit", -1, -1, -1, -1)
    assert trusts == ("from", "pass", "none", "none"), "as it was: nobody is trusted"


def test_a_database_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "config.sqlite"
    database = Database(path)
    migrate(database)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match=r"newer version \(schema 9999"):
        migrate(database)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    raw.close()
    database.close()


def test_a_start_without_a_step_to_take_does_not_load_alembic(tmp_path: Path) -> None:
    path = tmp_path / "config.sqlite"
    database = Database(path)
    migrate(database)
    database.close()
    program = (
        "import sys; from pathlib import Path; from engine.store.database import Database;"
        "from engine.store.migrate import migrate; migrate(Database(Path(sys.argv[1])));"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 0
