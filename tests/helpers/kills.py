"""Sudden death of any process of an engine, again and again, by a seeded dice."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable

from tests.helpers.engine_process import EngineProcess

PROCESSES = ("switch", "switch", "management", "supervisor")
"""What is killed: the switch, which has the calls, twice as often as the others."""


def kill_at_random(
    engine: EngineProcess, kills: int, seed: int, go_on: Callable[[], bool]
) -> Counter[str]:
    """Kill processes one after the other, each 0.3 to 3 s after the one before is back.

    A supervisor takes its children with it, and the engine is started again as an operator would.

    Args:
        engine: On ports of its own choice that do not change.
        kills: How many there shall be.
        seed: Of the dice.
        go_on: Asked before each.

    Returns:
        How often which process was killed.
    """
    dice, done = random.Random(seed), Counter[str]()
    while done.total() < kills and go_on():
        time.sleep(dice.uniform(0.3, 3.0))
        victim = dice.choice(PROCESSES)
        if victim == "supervisor":
            engine.kill()
            engine.start()
        else:
            pid = engine.wait_until_running(victim, seconds=60)
            os.kill(pid, signal.SIGKILL)
            engine.wait_until_running(victim, other_than=pid, seconds=60)
        done[victim] += 1
    return done
