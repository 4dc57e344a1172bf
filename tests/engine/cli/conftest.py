"""Commands of one data folder."""

from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from engine.store import hashing
from tests.engine.cli.fakes import Commands


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real argon2id at no cost: a command opens the store anew, and each opening hashes."""
    cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(hashing, "PasswordHasher", cheap)


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Runs a command; ``command("param", "get")``."""
    return Commands(tmp_path / "data", monkeypatch, capsys)
