import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from engine.errors import StoreError
from engine.store.database import Database
from engine.store.schema import METADATA
from engine.store.upgrade import head, upgrade


def test_the_steps_end_where_the_tables_are(tmp_path: Path) -> None:
    database = Database(tmp_path / "config.sqlite")
    upgrade(database)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == head()
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "config.sqlite")
    upgrade(database)
    upgrade(database)
    with database.read() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == head()
    database.close()


def test_a_database_without_known_steps_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "config.sqlite"
    database = Database(path)
    upgrade(database)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match=r"newer version \(schema 9999"):
        upgrade(database)
    database.close()
