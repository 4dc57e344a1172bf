import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from engine.errors import StoreError
from engine.store.database import Database
from engine.store.migrate import migrate, newest
from engine.store.schema import METADATA


def test_the_migrations_end_where_the_tables_are(tmp_path: Path) -> None:
    database = Database(tmp_path / "config.sqlite")
    migrate(database)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "config.sqlite")
    migrate(database)
    migrate(database)
    with database.read() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == newest()
    database.close()


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
