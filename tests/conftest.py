"""What every test starts from."""

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.clock import ManualClock

# A busy machine must not fail a property: no deadlines. No database: no state between runs.
settings.register_profile(
    "switchwarden",
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("switchwarden")


@pytest.fixture
def clock() -> ManualClock:
    """A clock that moves only when the test says so."""
    return ManualClock()
