"""A real engine, all three processes, on ephemeral ports."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.api import Api
from tests.helpers.engine_process import EngineProcess


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path / "data") as process:
        yield process


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    """One engine for all tests of a module: each sets what it depends on, with its own numbers."""
    with EngineProcess(tmp_path_factory.mktemp("standing") / "data") as process:
        yield process


@pytest.fixture
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    yield session
    session.close()


def need(program: str) -> str:
    """The path of a SIP program. On a continuous integration machine its absence is a failure."""
    path = shutil.which(program)
    if path is None:
        report = pytest.fail if os.environ.get("CI") else pytest.skip
        report(f"{program} is not installed; build/test installs it on Debian")
    return path
