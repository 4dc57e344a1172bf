"""Bring a configuration database to the schema of this program.

Each step of the schema is a numbered Alembic revision; the database remembers the last one it saw.
Nearly every start finds the newest number there and nothing to do. Alembic, a tenth of the start
of the process, is therefore loaded only for a database that is new, older or newer.
"""

import importlib
from pathlib import Path
from typing import Final

from sqlalchemy import inspect, text

from engine.store.database import Database

STEPS: Final = Path(__file__).resolve().parent / "migrations" / "versions"
_UPGRADE: Final = "engine.store.upgrade"
_TABLE: Final = "alembic_version"
_REMEMBERED: Final = text("SELECT version_num FROM alembic_version")


def migrate(database: Database) -> None:
    """Create or upgrade the tables.

    Raises:
        StoreError: the database is of a newer program, or cannot be written.
    """
    if current(database) != newest():
        importlib.import_module(_UPGRADE).upgrade(database)


def current(database: Database) -> str:
    """The number the database remembers, empty for a new one."""
    with database.read() as connection:
        if not inspect(connection).has_table(_TABLE):
            return ""
        return str(connection.execute(_REMEMBERED).scalar() or "")


def newest() -> str:
    """The number this program works with: files of steps are named by theirs."""
    return max((path.name.partition("_")[0] for path in STEPS.glob("[0-9]*_*.py")), default="")
