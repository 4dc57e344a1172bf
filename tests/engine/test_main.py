"""``python -m engine``: the processes go their own short way, everything else is for people."""

import os
import subprocess
import sys
import types
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine import __main__


def test_the_processes_do_not_go_through_the_command_line_for_people(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str, Sequence[str]]] = []

    def run_process(name: str, rest: Sequence[str]) -> int:
        seen.append((name, rest))
        return 5

    monkeypatch.setattr(__main__, "run_process", run_process)
    for name in ("switch-process", "management-process"):
        monkeypatch.setattr(sys, "argv", ["engine", name, "--data", "/data"])
        assert __main__.main() == 5
    assert seen == [
        ("switch-process", ["--data", "/data"]),
        ("management-process", ["--data", "/data"]),
    ]


@pytest.mark.parametrize("arguments", [["run"], ["switch-process"], ["management-process"]])
def test_whatever_it_makes_is_for_its_user_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str]
) -> None:
    made = tmp_path / "made by a library"

    def work(*_: object) -> int:
        made.write_bytes(b"")
        return 0

    monkeypatch.setattr(__main__, "run_process", work)
    monkeypatch.setattr(__main__, "load", lambda _: types.SimpleNamespace(main=work))
    monkeypatch.setattr(sys, "argv", ["engine", *arguments])
    before = os.umask(0o022)
    try:
        assert __main__.main() == 0
    finally:
        os.umask(before)
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("arguments", [[], ["status"], ["--help"]])
def test_everything_else_does(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    names: list[str] = []

    def load(name: str) -> types.SimpleNamespace:
        names.append(name)
        return types.SimpleNamespace(main=lambda: 3)

    monkeypatch.setattr(__main__, "load", load)
    monkeypatch.setattr(sys, "argv", ["engine", *arguments])
    assert __main__.main() == 3
    assert names == ["engine.cli.main"]


def test_the_package_can_be_run() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "engine", "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert shown.returncode == 0
    assert "switchwarden-engine" in shown.stdout
