"""Commands of one data folder."""

from pathlib import Path

import pytest

from tests.engine.cli.fakes import Commands


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Runs a command; ``command("param", "get")``."""
    return Commands(tmp_path / "data", monkeypatch, capsys)
