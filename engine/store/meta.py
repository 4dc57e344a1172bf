"""Single facts of the configuration, such as its version and the realm it was made for.

The version counts the changes that the switch must know. It is raised in the transaction of the
change, so a switch that reports an older one is known to have missed something.

The realm goes into every stored digest hash (RFC 7616 section 3.4.2). Another realm would make all
stored passwords wrong at once and without a word; so the first start writes it down and a later
start with another one is refused.
"""

from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from engine.errors import ConfigError
from engine.store.database import Database
from engine.store.schema import META

_VERSION: Final = "config_version"
_REALM: Final = "realm"


def version(connection: Connection) -> int:
    """The configuration's version; 0 before the first change."""
    return int(get(connection, _VERSION) or 0)


def raise_version(connection: Connection) -> int:
    """Count one more change, in the transaction of that change; the new version."""
    new = version(connection) + 1
    put(connection, _VERSION, str(new))
    return new


def pin_realm(database: Database, realm: str) -> None:
    """Write the realm down at the first start, compare it later.

    Raises:
        ConfigError: the store was made for another realm.
    """
    with database.write() as connection:
        stored = get(connection, _REALM)
        if stored is None:
            put(connection, _REALM, realm)
        elif stored != realm:
            raise ConfigError(
                f"this data folder was made for the realm {stored!r}, not {realm!r}: the stored "
                f"passwords would all be wrong; start with --realm {stored} or another data folder"
            )


def get(connection: Connection, name: str) -> str | None:
    """A fact, None when there is none."""
    return connection.execute(select(META.c.value).where(META.c.name == name)).scalar()


def put(connection: Connection, name: str, value: str) -> None:
    """State a fact, in the caller's transaction."""
    statement = insert(META).values(name=name, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[META.c.name], set_={"value": value})
    )
