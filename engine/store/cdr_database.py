"""The DuckDB file: one owner, many cursors, and errors a person can act on.

One connection holds the file; each operation runs on a cursor of its own, which is DuckDB's unit of
concurrency and of interruption. Reads see the state of their beginning and never wait for the
writer; writes take turns. Threads and memory are bounded so that a heavy query leaves the switch
its core; what does not fit into memory spills to a folder beside the file. Nothing is ever
downloaded.

After some faults (a full disk while committing) DuckDB refuses all further work on the open file.
The next operation then opens it again, which replays its log; committed rows are all there.
"""

import contextlib
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

from engine.errors import StoreError
from engine.store.cancelling import AGAIN_S, Cursor, QueryStoppedError, stoppable
from engine.store.cdr_schema import create_statements

_CHECKPOINT: Final = "128MB"
"""Size of the log at which it is folded into the file: 64 MB cost a fifth of the work of ingest;
more would lengthen the start after a crash."""

_REMEMBER: Final = "SET GLOBAL parquet_metadata_cache = true"
"""Which groups of rows a file of the archive has: to read that for every question took 5 ms a
file. A file that was changed since is read anew."""

_CLOSING_S: Final = 5.0
"""Seconds that closing waits for what was interrupted ..."""

_LOOK_S: Final = 0.01
"""... and seconds between two looks."""

_ADVICE: Final = (
    (r"Conflicting lock", "another program has it open (one engine a data folder); close it"),
    (r"not a valid DuckDB", "it is no DuckDB database; move it away or restore a backup"),
    (r"version number", "a newer version wrote it; install that version or move the file away"),
    (r"(?i)no space left|disk is full|out of disk", "the disk is full; free some space"),
    (r"(?i)read-only file system|permission denied", "it is not writable; check owner and mode"),
    (r"(?i)no such file", "the folder or file does not exist; create the folder first"),
    (r"(?i)out of memory", "the query needs more memory than allowed; narrow the time range"),
)


class CdrDatabase:
    """One DuckDB file.

    Args:
        path: The file; made if missing.
        threads: Threads a query may use.
        memory_limit: In DuckDB's words, ``512MB``.
        timeout_s: Seconds after which :meth:`fetch` gives up.
    """

    def __init__(self, path: Path, threads: int, memory_limit: str, timeout_s: float) -> None:
        self.path = path
        self._timeout_s = timeout_s
        self._config = {
            "threads": threads,
            "memory_limit": memory_limit,
            "temp_directory": str(path.with_name(path.name + ".tmp")),
            "checkpoint_threshold": _CHECKPOINT,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._write_lock = threading.Lock()
        self._open_lock = threading.Lock()
        self._running: set[Cursor] = set()
        self._closed = False
        self._connection: Cursor | None = None
        with self.cursor() as cursor:
            for statement in create_statements():
                cursor.execute(statement)

    @contextmanager
    def cursor(self) -> Iterator[Cursor]:
        """A cursor for one operation, outside any transaction.

        Raises:
            StoreError: the operation failed; says what to do.
            QueryStoppedError: it was interrupted.
        """
        try:
            cursor = self._connect().cursor()
            self._running.add(cursor)
            try:
                with stoppable(cursor):
                    yield cursor
            finally:
                self._running.discard(cursor)
                cursor.close()
        except duckdb.InterruptException as error:
            raise QueryStoppedError("the query was stopped before it was done") from error
        except duckdb.ConnectionException as error:
            if self._closed:
                raise QueryStoppedError("the query was stopped: the engine is stopping") from error
            raise StoreError(f"{self.path}: {explain(error)}") from error
        except duckdb.FatalException as error:
            self._forget()
            raise StoreError(f"{self.path}: {explain(error)}") from error
        except duckdb.Error as error:
            raise StoreError(f"{self.path}: {explain(error)}") from error

    @contextmanager
    def write(self) -> Iterator[Cursor]:
        """A transaction of the one writer: committed at the end, undone when the block raises."""
        with self._write_lock, self.cursor() as cursor, _transaction(cursor):
            yield cursor

    @contextmanager
    def snapshot(self) -> Iterator[Cursor]:
        """A transaction that only reads: all its statements see one state."""
        with self.cursor() as cursor, _transaction(cursor):
            yield cursor

    def fetch(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query.

        Raises:
            QueryStoppedError: it ran longer than the store allows.
        """
        with self.cursor() as cursor:
            return self.ask(cursor, statement, parameters)

    def ask(
        self, cursor: Cursor, statement: str, parameters: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of one query on a cursor of :meth:`cursor` or :meth:`snapshot`.

        Raises:
            QueryStoppedError: it ran longer than the store allows.
        """
        watchdog = _Watchdog(self._timeout_s, cursor)
        try:
            rows: list[tuple[Any, ...]] = cursor.execute(statement, parameters).fetchall()
        except duckdb.InterruptException as error:
            if not watchdog.barked:
                raise
            raise QueryStoppedError(
                f"the query took longer than {self._timeout_s:g} s and was stopped; "
                "narrow the time range"
            ) from error
        finally:
            watchdog.cancel()
        return rows

    def give_back(self) -> None:
        """Return free memory to the system now instead of some ten seconds later.

        DuckDB's allocator keeps what was freed in case it is needed again, but pieces of other
        sizes than before are needed next: the process grows meanwhile. To set the limit, also to
        what it is, ends with giving back, and no other statement does.
        """
        with self.cursor() as cursor, contextlib.suppress(duckdb.OutOfMemoryException):
            cursor.execute("SET memory_limit = ?", [self._config["memory_limit"]])

    def close(self) -> None:
        """Stop what runs and close the file; every later operation is refused."""
        self._closed = True
        deadline = time.monotonic() + _CLOSING_S
        while self._running and time.monotonic() < deadline:
            for cursor in list(self._running):
                with contextlib.suppress(duckdb.Error):  # it has just been closed
                    cursor.interrupt()
            time.sleep(_LOOK_S)
        with self._write_lock:
            self._forget()

    def _connect(self) -> Cursor:
        with self._open_lock:
            if self._closed:
                raise StoreError(f"{self.path} is closed: the engine is stopping")
            if self._connection is None:
                self._connection = duckdb.connect(str(self.path), config=self._config)
                self._connection.execute(_REMEMBER)
                self.path.chmod(0o600)
            return self._connection

    def _forget(self) -> None:
        """Close the connection; the next operation opens another one."""
        with self._open_lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(duckdb.Error):
                connection.close()


class _Watchdog:
    """Interrupts a cursor after a while, again and again, unless cancelled before.

    One bark is not enough: see :mod:`engine.store.cancelling`.
    """

    def __init__(self, seconds: float, cursor: Cursor) -> None:
        self.barked = False
        self._seconds = seconds
        self._cursor = cursor
        self._quiet = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def cancel(self) -> None:
        with self._lock:  # a late bark would hit the next statement
            self._quiet.set()

    def _watch(self) -> None:
        wait = self._seconds
        while not self._quiet.wait(wait):
            wait = AGAIN_S
            with self._lock:
                if not self._quiet.is_set():
                    self.barked = True
                    self._cursor.interrupt()


def explain(error: Exception) -> str:
    """What to do about an error of DuckDB, in one line."""
    text = str(error).strip()
    advice = next((advice for pattern, advice in _ADVICE if re.search(pattern, text)), "")
    first = text.splitlines()[0] if text else type(error).__name__
    return advice or first


@contextmanager
def _transaction(cursor: Cursor) -> Iterator[None]:
    cursor.execute("BEGIN TRANSACTION")
    try:
        yield
        cursor.execute("COMMIT")
    except BaseException:
        # A failed COMMIT or an interrupt may have ended the transaction already.
        with contextlib.suppress(duckdb.Error):
            cursor.execute("ROLLBACK")
        raise
