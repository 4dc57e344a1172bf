"""How commands find the engine, read a password and end."""

from pathlib import Path

import pytest

from engine.cli.common import data_paths, exit_code
from engine.datapaths import DataPaths
from engine.errors import (
    ConfigError,
    Conflict,
    ControlError,
    Invalid,
    NotFound,
    ParameterError,
    StoreError,
    SwitchwardenError,
)
from engine.supervisor.client import NotRunning
from engine.supervisor.lock import data_lock
from tests.engine.cli.fakes import STOPPED, Commands, FakeEngine, running

GOOD = b"Tr0ub4dor&3xyz\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound("x"), 1),
        (Conflict("x"), 1),
        (StoreError("x"), 1),
        (ControlError("x"), 1),
        (ConfigError("x"), 2),
        (Invalid("password", "x"), 2),
        (ParameterError("X", "x"), 2),
        (NotRunning("x"), 3),
    ],
)
def test_the_exit_code_says_whose_turn_it_is(error: SwitchwardenError, code: int) -> None:
    assert exit_code(error) == code


def test_the_default_folder_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_paths(None) == DataPaths(tmp_path / "switchwarden")


def test_a_named_folder_is_made_absolute_and_the_home_folder_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert data_paths(Path("x")) == data_paths(Path("~/x")) == DataPaths(tmp_path / "x")


def test_a_password_comes_from_standard_input_or_not_at_all(command: Commands) -> None:
    refused = command("operator", "add", "maria", "--role", "admin")
    assert refused.code == 2
    assert "--password-stdin" in refused.err


@pytest.mark.parametrize("stdin", [b"", b"\n", b"\xff\xfe\n"])
def test_standard_input_without_a_password_is_refused(command: Commands, stdin: bytes) -> None:
    refused = command("operator", "passwd", "maria", "--password-stdin", stdin=stdin)
    assert refused.code == 2
    assert "standard input" in refused.err


def test_only_the_first_line_is_the_password(command: Commands) -> None:
    arguments = ("operator", "add", "maria", "--role", "admin", "--password-stdin")
    assert command(*arguments, stdin=b"Tr0ub4dor&3xyz\r\nsecond line\n").code == 0


def test_without_an_engine_the_store_is_opened_under_the_lock(command: Commands) -> None:
    assert command("param", "get").code == 0
    paths = DataPaths(command.data)
    with data_lock(paths.lock):
        refused = command("param", "get")
    assert refused.code == 2
    assert "in use by another engine or command" in refused.err


def test_an_engine_without_management_is_not_gone_around(command: Commands) -> None:
    with running(command.data, FakeEngine(modules={"switch": {}, "management": dict(STOPPED)})):
        refused = command("param", "get")
    assert refused.code == 3
    assert "start management" in refused.err
    assert not DataPaths(command.data).config_db.exists()


def test_a_folder_that_cannot_be_used_is_explained(command: Commands, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = command.bare("operator", "list", "--data", str(tmp_path / "file" / "data"))
    assert refused.code == 2
    assert "cannot write to the data folder" in refused.err
