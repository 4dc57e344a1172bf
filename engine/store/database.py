"""The SQLite file: connections, transactions, and errors a person can act on.

Write-ahead log with ``synchronous=FULL``: readers never wait, and what was acknowledged survives
a power cut. The driver's own transaction handling is switched off (it begins late and commits
early); a read begins with ``BEGIN`` and sees one snapshot, a write begins with ``BEGIN IMMEDIATE``
so that it never fails half way because somebody else wrote first. Writes of this process queue
at a lock instead of polling SQLite's.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from engine.errors import StoreError

BUSY_SECONDS: Final = 5.0
"""How long a statement waits for a lock of another process, such as the command line."""

_ADVICE: Final = {
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database; move it away or restore a backup",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore a backup",
    sqlite3.SQLITE_FULL: "the disk is full; free some space, nothing was changed",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only; make both writable",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check its folder and permissions",
    sqlite3.SQLITE_BUSY: "another program holds the file; close it and try again",
    sqlite3.SQLITE_LOCKED: "another program holds the file; close it and try again",
    sqlite3.SQLITE_IOERR: "the disk reports an error; check it before anything else",
    sqlite3.SQLITE_PERM: "access was denied; check the owner of the file",
}
_PRIMARY_CODE: Final = 0xFF


class Database:
    """One SQLite file used by many threads.

    Attributes:
        path: The file.
        options: What every connection carries for the code that works with it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.options: dict[str, Any] = {}
        self._write_lock = threading.Lock()
        self.engine: Engine = create_engine(
            URL.create("sqlite", database=str(path)),
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            pool_size=8,
            max_overflow=32,
        )
        event.listen(self.engine, "connect", _prepare)
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the file.

        Raises:
            StoreError: the file cannot be read; says what to do.
        """
        with self._explained(), self.engine.connect() as connection, connection.begin():
            yield connection.execution_options(**self.options)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends and rolls back when it raises.

        Raises:
            StoreError: nothing was changed; says what to do.
        """
        with self._explained(), self._write_lock, self.engine.connect() as connection:
            immediate = connection.execution_options(
                switchwarden_begin="BEGIN IMMEDIATE", **self.options
            )
            with immediate.begin():
                yield immediate

    def close(self) -> None:
        """Close every connection; the log is folded into the file by the last one."""
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise StoreError(f"{self.path}: {explain(error)}") from error
        except PoolTimeout as error:
            raise StoreError(f"{self.path}: too many requests at once; try again") from error


def explain(error: DatabaseError) -> str:
    """What to do about a database error, in one line, without the statement or its values."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    advice = _ADVICE.get(code & _PRIMARY_CODE) if isinstance(code, int) else None
    return advice or str(error.orig)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Settings of every new connection."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get("switchwarden_begin", "BEGIN")
    connection.exec_driver_sql(statement)
