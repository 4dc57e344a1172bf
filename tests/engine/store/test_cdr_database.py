import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_database import CdrDatabase, explain
from tests.helpers.disks import make_read_only, small_disk

ENDLESS = "SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 3"


def open_database(path: Path, timeout_s: float = 30.0) -> CdrDatabase:
    return CdrDatabase(path, 1, "256MB", timeout_s)


def test_a_foreign_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "cdr.duckdb"
    path.write_bytes(b"hello " * 5000)
    with pytest.raises(StoreError, match="no DuckDB database"):
        open_database(path)
    assert path.read_bytes() == b"hello " * 5000


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="create the folder"):
        open_database(tmp_path / "nowhere" / "cdr.duckdb")


def test_a_file_in_use_by_another_process_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cdr.duckdb"
    script = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="another program has it open"):
            open_database(path)
        other.communicate("\n")


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    with small_disk(tmp_path, "16m"):
        open_database(tmp_path / "cdr.duckdb").close()
        make_read_only(tmp_path)
        with pytest.raises(StoreError, match="not writable"):
            open_database(tmp_path / "cdr.duckdb")


@pytest.mark.parametrize("timeout_s", [0.1, 0.0])  # 0: interrupted before it begins, and after
def test_a_query_that_takes_too_long_is_stopped(tmp_path: Path, timeout_s: float) -> None:
    database = open_database(tmp_path / "cdr.duckdb", timeout_s=timeout_s)
    with pytest.raises(QueryStoppedError, match="narrow the time range"):
        database.fetch(ENDLESS)
    database._timeout_s = 60
    assert database.fetch("SELECT 1") == [(1,)]
    database.close()


def test_closing_stops_what_runs_and_refuses_what_comes(tmp_path: Path) -> None:
    database = open_database(tmp_path / "cdr.duckdb")
    errors: list[Exception] = []

    def ask() -> None:
        try:
            database.fetch(ENDLESS)
        except StoreError as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    deadline = time.monotonic() + 10
    while not database._running and time.monotonic() < deadline:
        time.sleep(0.001)
    database.close()
    thread.join(10)
    assert [type(error) for error in errors] == [QueryStoppedError]
    with pytest.raises(StoreError, match="stopping"):
        database.fetch("SELECT 1")


def test_readers_keep_their_snapshot_and_do_not_wait(tmp_path: Path) -> None:
    database = open_database(tmp_path / "cdr.duckdb")
    count = "SELECT count(*) FROM ingested_segment"
    insert = "INSERT INTO ingested_segment VALUES ('cdr', uuid(), 0, 0, 0)"
    with database.snapshot() as reader:
        assert reader.execute(count).fetchall() == [(0,)]
        with database.write() as writer:
            writer.execute(insert)
        assert reader.execute(count).fetchall() == [(0,)]
    assert database.fetch(count) == [(1,)]
    database.close()


def test_a_block_that_raises_changes_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "cdr.duckdb")

    def fail() -> None:
        with database.write() as cursor:
            cursor.execute("INSERT INTO ingested_segment VALUES ('cdr', uuid(), 0, 0, 0)")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert database.fetch("SELECT count(*) FROM ingested_segment") == [(0,)]
    database.close()


def test_the_file_is_private_and_nothing_is_downloaded(tmp_path: Path) -> None:
    database = open_database(tmp_path / "cdr.duckdb")
    assert (tmp_path / "cdr.duckdb").stat().st_mode & 0o077 == 0
    settings = database.fetch(
        "SELECT value FROM duckdb_settings() WHERE name IN "
        "('autoinstall_known_extensions', 'autoload_known_extensions')"
    )
    assert settings == [("false",), ("false",)]
    database.close()


def test_what_was_freed_goes_back_to_the_system(tmp_path: Path) -> None:
    database = open_database(tmp_path / "cdr.duckdb")
    database.fetch(
        "SELECT max(text), max(place) FROM (SELECT text, row_number() OVER (ORDER BY hash(range)) "
        "AS place FROM (SELECT range, repeat('x', 200) || range AS text FROM range(300000)))"
    )
    limit = database.fetch("SELECT current_setting('memory_limit')")
    kept = resident()
    database.give_back()
    assert resident() < kept - 20_000_000
    assert database.fetch("SELECT current_setting('memory_limit')") == limit
    database.close()


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_an_unknown_error_is_shown_in_one_line() -> None:
    assert explain(ValueError("first\nsecond")) == "first"
    assert explain(ValueError()) == "ValueError"
