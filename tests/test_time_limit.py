"""The time limit of tests ends those that would swallow it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STUCK = """
import time
import pytest
from hypothesis import given, settings, strategies as st

@pytest.mark.timeout(1)
@settings(deadline=None, database=None)
@given(st.lists(st.integers()))
def test_stuck(given):
    if len(given) > 3:
        time.sleep(60)

def test_after():
    pass
"""


@pytest.mark.timeout(50)
def test_hypothesis_does_not_look_for_a_shorter_way_to_hang(tmp_path: Path) -> None:
    (tmp_path / "test_stuck.py").write_text(STUCK)
    plugins = ["-p", "tests.helpers.time_limit", "-p", "no:cacheprovider", "-p", "no:randomly"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "--rootdir", str(tmp_path), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True, text=True, timeout=45, check=False,
    )  # fmt: skip
    assert "TimeLimit: Timeout (>1.0s)" in done.stdout
    assert "1 failed, 1 passed" in done.stdout
