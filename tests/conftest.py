"""What every test starts from."""

import gc
import io
import os
from collections import Counter

import pytest

# Windows of tests need no screen; a plain `pytest` works like build/test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nor must each of the many engines that tests start compile all its modules again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
from hypothesis import HealthCheck, settings

from engine import logs
from tests.helpers.clock import ManualClock

# A busy machine must not fail a property: no deadlines. No database: no state between runs.
# The same examples each time, so that a change is judged by itself; SWITCHWARDEN_EXPLORE=1 looks
# for new ones.
settings.register_profile(
    "switchwarden",
    deadline=None,
    max_examples=100,
    database=None,
    derandomize="SWITCHWARDEN_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("switchwarden")

pytest_plugins = ["tests.helpers.time_limit"]
SLOW_PART = 0.7
"""Of the quick files: among so many of them slow ones are spread."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests spread over the first part of the run, so that others fill their waits.

    Slow ones wait more than they compute: all of them first left the processors half idle. The last
    of them begins long before the end, or all other workers would wait for it.
    """
    names = Counter(item.nodeid for item in items)
    if same := [name for name, count in names.items() if count > 1]:
        raise pytest.UsageError(f"tests of the same name, of which only one would run: {same[:5]}")
    waiting = {item.path for item in items if item.get_closest_marker("slow")}
    files = dict.fromkeys(item.path for item in items)
    slow = [path for path in files if path in waiting]
    quick = [path for path in files if path not in waiting]
    step = SLOW_PART * len(quick) / max(1, len(slow))
    places = {path: place * step for place, path in enumerate(slow)}
    places |= {path: float(place) for place, path in enumerate(quick)}
    items.sort(key=lambda item: places[item.path])


def pytest_collectstart() -> None:
    """What is collected stays: to look through it for garbage, again and again, is for nothing."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is collected, of what the tests make."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def log_lines() -> io.StringIO:
    """What the test logs, rendered; also keeps one test's stream out of the next one's hands."""
    stream = io.StringIO()
    logs.configure("debug", stream)
    return stream


@pytest.fixture
def clock() -> ManualClock:
    """A clock that moves only when the test says so."""
    return ManualClock()
