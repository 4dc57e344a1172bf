"""The data folder is made private, proved writable, and a useless one is explained."""

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from engine.datapaths import DataPaths, sync_folder
from engine.errors import ConfigError


def test_preparing_makes_the_private_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "a" / "data")
    paths.prepare()
    names = sorted(entry.name for entry in paths.root.iterdir())
    assert names == ["exports", "journal", "run", "switch"]
    for folder in (paths.root, paths.journal, paths.exports, paths.run, paths.switch_state):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not [entry for entry in paths.root.rglob("*") if entry.is_file()]
    paths.prepare()


def test_every_name_lies_in_the_folder() -> None:
    paths = DataPaths(Path("/data"))
    assert paths.config_db == Path("/data/config.sqlite")
    assert paths.cdr_db == Path("/data/cdr.duckdb")
    assert paths.secret_key == Path("/data/secret.key")
    assert paths.admin_password == Path("/data/admin-password")
    assert paths.lock == Path("/data/engine.lock")
    assert paths.switch_socket == Path("/data/run/switch.sock")
    assert paths.supervisor_socket == Path("/data/run/supervisor.sock")
    assert paths.local_token == Path("/data/run/local-token")
    assert paths.http_address == Path("/data/run/http")


def test_a_path_under_a_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ConfigError, match="--data") as raised:
        DataPaths(tmp_path / "file" / "data").prepare()
    assert str(tmp_path / "file" / "data") in raised.value.detail


def test_a_read_only_file_system_is_noticed_also_by_the_superuser() -> None:
    # Nobody creates folders there, whoever runs the tests.
    with pytest.raises(ConfigError, match="cannot write to the data folder /proc/self/data"):
        DataPaths(Path("/proc/self/data")).prepare()


def test_an_existing_folder_that_takes_no_file_is_noticed() -> None:
    """Creating folders can succeed, or be unnecessary, where writing a file does not."""
    with pytest.raises(ConfigError, match="cannot write"):
        DataPaths(Path("/proc/self/fdinfo")).prepare()


def test_a_full_disk_is_usable_and_any_other_refusal_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Disk:
        number = errno.ENOSPC

        def __enter__(self) -> "Disk":
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def write(self, _: bytes) -> int:
            raise OSError(self.number, os.strerror(self.number))

    disk = Disk()
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: disk)
    DataPaths(tmp_path / "data").prepare()
    disk.number = errno.EIO
    with pytest.raises(ConfigError, match="Input/output error"):
        DataPaths(tmp_path / "data").prepare()


def test_a_path_too_long_for_a_control_socket_is_refused_at_once(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 100)
    with pytest.raises(ConfigError, match="too long"):
        DataPaths(long).prepare()
    assert not long.exists()


def test_a_folder_is_synced_through_a_descriptor_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def fsync(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))

    monkeypatch.setattr(os, "fsync", fsync)
    sync_folder(tmp_path)
    assert synced == [str(tmp_path)]
