"""Single facts that a part of management wants to find again after a restart.

They say where something stands, not how the engine is configured: the version of the configuration
does not rise with them, and they are not in the audit.
"""

import json
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from engine.store.database import Database
from engine.store.schema import META

MAX_NAME: Final = 25
_PREFIX: Final = "state:"


class Facts:
    """The facts of one configuration store, by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> dict[str, Any]:
        """What was put there last; nothing for a name that is not known."""
        query = select(META.c.value).where(META.c.name == _key(name))
        with self._database.read() as connection:
            stored = connection.execute(query).scalar()
        found = json.loads(stored) if stored else {}
        return found if isinstance(found, dict) else {}

    def put(self, name: str, fact: dict[str, Any]) -> None:
        """Keep a fact in place of the one before.

        Raises:
            StoreError: it could not be written.
        """
        values = {"value": json.dumps(fact, ensure_ascii=False)}
        statement = insert(META).values(name=_key(name), **values)
        with self._database.write() as connection:
            connection.execute(
                statement.on_conflict_do_update(index_elements=[META.c.name], set_=values)
            )


def _key(name: str) -> str:
    if not 0 < len(name) <= MAX_NAME:
        raise ValueError(f"{name!r} is no name of a fact")
    return f"{_PREFIX}{name}"
