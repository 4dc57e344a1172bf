"""Bring a configuration database to the schema of this program.

Each step of the schema is a numbered Alembic revision; the database remembers the last one it saw.
Opening runs the missing ones in one transaction. A database that was written by a newer program
holds a number unknown here: it is refused untouched, because guessing could lose settings.
"""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from engine.errors import StoreError
from engine.store.database import Database

SCRIPTS: Final = Path(__file__).resolve().parent / "migrations"


def migrate(database: Database) -> None:
    """Create or upgrade the tables.

    Raises:
        StoreError: the database is of a newer program, or cannot be written.
    """
    with database.write() as connection:
        _refuse_newer(database, connection)
        command.upgrade(_config(connection), "head")


def newest() -> str:
    """The revision this program works with."""
    head = ScriptDirectory.from_config(_config(None)).get_current_head()
    if head is None:
        raise StoreError(f"{SCRIPTS} holds no migrations; install the program again")
    return head


def _refuse_newer(database: Database, connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {
        script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()
    }
    if current is not None and current not in known:
        raise StoreError(
            f"{database.path} was written by a newer version (schema {current}, this program "
            f"knows up to {newest()}); install that version again or use another data folder"
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
