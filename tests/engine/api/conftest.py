"""One application for each test, on fresh stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.api_app import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage(tmp_path / "data")
    yield built
    built.close()
