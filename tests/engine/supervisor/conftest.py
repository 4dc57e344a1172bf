"""Log lines of the supervisor go where they cannot mix with what a test looks at."""

import io

import pytest

from engine import logs


@pytest.fixture(autouse=True)
def _quiet_logs() -> None:
    logs.configure("info", io.StringIO())
