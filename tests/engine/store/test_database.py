import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.datapaths import DataPaths
from engine.errors import StoreError
from engine.store.config_store import open_config
from engine.store.database import Database
from tests.helpers.disks import fill, make_read_only, small_disk
from tests.helpers.stores import BY, CHEAP, config_store, endpoint


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "test.sqlite")
    with opened.write() as connection:
        connection.execute(text("CREATE TABLE t (x INTEGER)"))
    yield opened
    opened.close()


def test_commits_survive_a_power_cut(database: Database) -> None:
    with database.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_block_that_raises_changes_nothing(database: Database) -> None:
    with contextlib.suppress(ZeroDivisionError), database.write() as connection:
        connection.execute(text("INSERT INTO t VALUES (1)"))
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 0


def test_a_reader_keeps_its_snapshot_while_somebody_writes(database: Database) -> None:
    with database.read() as reading:
        assert reading.execute(text("SELECT count(*) FROM t")).scalar() == 0
        with database.write() as writing:
            writing.execute(text("INSERT INTO t VALUES (1)"))
        assert reading.execute(text("SELECT count(*) FROM t")).scalar() == 0


def test_many_threads_write_without_losing_anything(database: Database) -> None:
    def add() -> None:
        for _ in range(20):
            with database.write() as connection:
                seen = connection.execute(text("SELECT count(*) FROM t")).scalar()
                connection.execute(text("INSERT INTO t VALUES (:x)"), {"x": seen})

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        numbers = list(connection.execute(text("SELECT x FROM t ORDER BY x")).scalars())
    assert numbers == list(range(160))


def test_errors_show_neither_statement_nor_values(database: Database) -> None:
    statement = text("SELECT nothing FROM nowhere WHERE x = :x")
    with pytest.raises(StoreError) as caught, database.read() as connection:
        connection.execute(statement, {"x": "secret"})
    assert "secret" not in caught.value.detail
    assert "SELECT" not in caught.value.detail


def test_a_full_disk_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    with small_disk(tmp_path, "2m"):
        store = config_store(tmp_path)
        store.endpoints.create(endpoint("1001"), **BY)
        fill(tmp_path)
        many = [endpoint(f"2{number:04}") for number in range(5_000)]
        with pytest.raises(StoreError, match="disk is full"):
            store.endpoints.create_many(many, **BY)
        assert store.endpoints.get("1001").enabled
        assert store.endpoints.count() == 1
        store.close()


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    with small_disk(tmp_path, "4m"):
        config_store(tmp_path).close()
        make_read_only(tmp_path)
        with pytest.raises(StoreError, match="writable"):
            open_config(DataPaths(tmp_path), "switchwarden", hasher=CHEAP)
