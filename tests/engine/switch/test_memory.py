"""Giving memory back changes nothing but the size of the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from engine.switch.memory import THRESHOLDS, give_back


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1])


def test_what_was_freed_goes_back_to_the_system() -> None:
    # Larger than what the allocator would return by itself, smaller than what it maps apart.
    pieces = [bytes(100_000) for _ in range(1_000)]
    kept = bytes(100_000)
    before = resident()
    del pieces
    give_back()
    assert resident() < before
    assert len(kept) == 100_000


def test_it_may_be_asked_twice() -> None:
    give_back()
    assert give_back() in (True, False)


def test_after_the_start_only_few_objects_are_looked_at_in_one_pass() -> None:
    code = (
        "import gc; from engine.switch import memory; kept = [[] for _ in range(100_000)];"
        "memory.settle(); print(gc.get_freeze_count() > 100_000, gc.get_threshold())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == f"True {THRESHOLDS}"
    young, middle, _ = THRESHOLDS
    assert young * middle <= 10_000  # a microsecond each
