"""The command line as a whole: usage, ``run``, and the exit codes."""

from pathlib import Path
from typing import Any

import pytest

from engine.cli import main as command_line
from engine.config import EngineConfig
from engine.errors import ConfigError
from tests.engine.cli.fakes import Commands


def test_help_names_every_command(command: Commands) -> None:
    shown = command.bare("--help")
    assert shown.code == 0
    for name in ("run", "start", "stop", "restart", "status", "operator", "param"):
        assert f"\n  {name} " in shown.out


@pytest.mark.parametrize("arguments", [("explode",), ("run", "--port", "5060"), ("run", "now")])
def test_wrong_usage_ends_with_two(command: Commands, arguments: tuple[str, ...]) -> None:
    assert command.bare(*arguments).code == 2


def test_run_hands_the_checked_settings_over(
    command: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[EngineConfig] = []
    monkeypatch.setattr(command_line, "run_engine", seen.append)
    flags = ("--sip", "127.0.0.1:0", "--sip", "[::1]:0", "--http", "127.0.0.1:0")
    more = ("--relay", "127.0.0.1:2223")
    assert command("run", *flags, *more, "--realm", "voip", "--log-level", "error").code == 0
    (config,) = seen
    assert [str(address) for address in config.sip] == ["127.0.0.1:0", "[::1]:0"]
    assert (str(config.http), config.realm, config.log_level) == ("127.0.0.1:0", "voip", "error")
    assert [str(address) for address in config.relay] == ["127.0.0.1:2223"]
    assert config.paths.root == command.data


def test_run_without_flags_has_the_documented_defaults(
    command: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[EngineConfig] = []
    monkeypatch.setattr(command_line, "run_engine", seen.append)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert command.bare("run").code == 0
    (config,) = seen
    assert [str(address) for address in config.sip] == ["0.0.0.0:5060"]
    assert str(config.http) == "127.0.0.1:9090"
    assert config.paths.root == tmp_path / "switchwarden"


@pytest.mark.parametrize(
    ("flag", "value", "word"),
    [
        ("--sip", "localhost:5060", "SIP address"),
        ("--http", "127.0.0.1", "HTTP address"),
        ("--relay", "127.0.0.1:0", "media relay address"),
        ("--realm", 'a"b', "realm"),
        ("--log-level", "loud", "log level"),
    ],
)
def test_a_wrong_setting_is_one_line_and_two(
    command: Commands, flag: str, value: str, word: str
) -> None:
    refused = command("run", flag, value)
    assert refused.code == 2
    assert refused.err.startswith(f"error: {word}")
    assert len(refused.err.splitlines()) == 1
    assert refused.out == ""


def test_an_unknown_key_in_the_file_is_one_line_and_two(command: Commands) -> None:
    command.data.mkdir()
    (command.data / "switchwarden.toml").write_text("port = 5060\n")
    refused = command("run")
    assert refused.code == 2
    assert "unknown key 'port'" in refused.err


def test_an_error_text_cannot_forge_lines_or_escape_to_the_terminal(
    command: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_config: Any) -> None:
        raise ConfigError("bad\nerror: forged\x1b[2J")

    monkeypatch.setattr(command_line, "run_engine", refuse)
    refused = command("run")
    assert refused.err == "error: bad\\nerror: forged\\x1b[2J\n"
