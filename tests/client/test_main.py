"""The command line of the client."""

from pathlib import Path

import pytest

from client.__main__ import parse


def test_without_arguments_it_only_opens() -> None:
    options = parse([])
    assert not options.local
    assert options.server == ""
    assert options.data.name == "switchwarden"


def test_the_local_engine_gets_its_addresses(tmp_path: Path) -> None:
    options = parse(
        ["--local", "--data", str(tmp_path), "--sip", "127.0.0.1:0", "--http", "127.0.0.1:0"]
    )
    assert options.local
    assert options.data == tmp_path
    assert options.engine == ("--sip", "127.0.0.1:0", "--http", "127.0.0.1:0")


def test_a_server_and_the_local_engine_exclude_each_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--local", "--server", "http://a"])
    assert ended.value.code == 2
    assert "exclude each other" in capsys.readouterr().err


def test_server_and_user_are_taken() -> None:
    options = parse(["--server", "http://192.0.2.1:9090", "--user", "ops"])
    assert (options.server, options.user) == ("http://192.0.2.1:9090", "ops")
