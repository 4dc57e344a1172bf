"""One application for each test, on fresh stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.api_app import Stage


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """For the many small tests of one module that change nothing."""
    built = Stage(tmp_path_factory.mktemp("shared") / "data")
    yield built
    built.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage(tmp_path / "data")
    yield built
    built.close()
