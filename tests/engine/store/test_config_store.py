import sqlite3
import stat
from pathlib import Path

import pytest

from engine.datapaths import DataPaths
from engine.errors import ConfigError, StoreError
from engine.store.config_store import ConfigStore, open_config
from tests.helpers.stores import BY, CHEAP, Wall, config_store, endpoint


def test_a_reopened_store_holds_what_was_written(tmp_path: Path) -> None:
    first = config_store(tmp_path)
    first.endpoints.create(endpoint("1001"), **BY)
    first.close()
    second = config_store(tmp_path)
    assert second.endpoints.get("1001").ha1_md5 == "a1" * 16
    assert second.version == 1
    second.close()


def test_the_files_are_private(tmp_path: Path) -> None:
    open_config(DataPaths(tmp_path), "switchwarden", hasher=CHEAP).close()  # makes both itself
    for name in ("config.sqlite", "secret.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


def test_another_realm_is_refused_and_both_are_named(tmp_path: Path) -> None:
    config_store(tmp_path, realm="first.example").close()
    with pytest.raises(ConfigError, match=r"first\.example.*second\.example"):
        config_store(tmp_path, realm="second.example")


def test_a_command_that_needs_no_realm_neither_decides_nor_compares_it(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    open_config(paths, None, hasher=CHEAP).close()
    config_store(tmp_path, realm="chosen.example").close()
    store = open_config(paths, None, hasher=CHEAP)
    assert store.realm == ""
    store.close()
    with pytest.raises(ConfigError, match=r"chosen\.example"):
        config_store(tmp_path, realm="switchwarden")


def test_the_version_counts_what_the_switch_must_know(store: ConfigStore) -> None:
    assert store.version == 0
    store.endpoints.create(endpoint("1001"), **BY)
    store.parameters.set("SS_ENDPOINTREGISTERRETRY", 5, **BY)
    store.operators.add("bob", "secret", "auditor", **BY)
    store.audit.append(**BY, action="suspension.clear", object="endpoint:1001")
    assert store.version == 2


def test_a_foreign_file_is_refused_untouched(tmp_path: Path) -> None:
    foreign = tmp_path / "config.sqlite"
    foreign.write_bytes(b"not a database " * 100)
    with pytest.raises(StoreError, match="no SQLite database"):
        config_store(tmp_path)
    assert foreign.read_bytes() == b"not a database " * 100


def test_a_folder_in_place_of_the_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "config.sqlite").mkdir()
    with pytest.raises(StoreError, match="writable"):
        config_store(tmp_path)


def test_a_database_locked_by_another_program_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.store.database.BUSY_SECONDS", 0.05)
    store = config_store(tmp_path)
    other = sqlite3.connect(tmp_path / "config.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program"):
        store.endpoints.create(endpoint("1001"), **BY)
    other.execute("ROLLBACK")
    other.close()
    assert store.endpoints.create(endpoint("1001"), **BY).extension == "1001"
    store.close()


def test_a_wrong_key_file_is_refused_when_it_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(ConfigError, match=r"secret\.key"):
        open_config(DataPaths(tmp_path), "switchwarden", Wall(), CHEAP)
