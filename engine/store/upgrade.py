"""Take the steps that a configuration database lacks, with Alembic.

All of them run in one transaction. A database that was written by a newer program holds a number
unknown here: it is refused untouched, because guessing could lose settings.
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


def upgrade(database: Database) -> None:
    """Create the tables, or bring them to the newest schema.

    Raises:
        StoreError: the database is of a newer program, or cannot be written.
    """
    with database.write() as connection:
        _refuse_newer(database, connection)
        command.upgrade(_config(connection), "head")


def head() -> str:
    """The number of the last step.

    Raises:
        StoreError: there are no steps.
    """
    found = ScriptDirectory.from_config(_config(None)).get_current_head()
    if found is None:
        raise StoreError(f"{SCRIPTS} holds no migrations; install the program again")
    return found


def _refuse_newer(database: Database, connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {
        script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()
    }
    if current is not None and current not in known:
        raise StoreError(
            f"{database.path} was written by a newer version (schema {current}, this program "
            f"knows up to {head()}); install that version again or use another data folder"
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
