"""Children that behave as told, and modules with a short patience that run them."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from engine.clock import Clock
from engine.supervisor.module import CommandBuilder, Module, Timings

SCRIPT = """
import json, os, signal, sys, time
fd, behaviour, name, diary = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
known = sys.argv[5]

def note(what):
    with open(diary, "a") as file:
        file.write(f"{name} {what}\\n")

def say(report):
    os.write(fd, (report if isinstance(report, bytes) else json.dumps(report).encode()) + b"\\n")
    os.close(fd)

def stopped(*_):
    note("stopped")
    sys.exit(0)

signal.signal(signal.SIGTERM, signal.SIG_IGN if behaviour == "stubborn" else stopped)
note(f"started {known}")
print("a line on standard output", flush=True)
if behaviour == "taken":
    say({"error": "UDP port 5060 on 127.0.0.1 is taken; stop the other program"})
    sys.exit(2)
if behaviour == "dies":
    sys.exit(1)
if behaviour == "once" and known == "0":
    say({"port": 1})
    sys.exit(3)
note("settled")
if behaviour == "noise":
    say(b"[this is no report")
elif behaviour == "endless":
    os.write(fd, b"x" * 60000)
    os.write(fd, b"x" * 60000)
elif behaviour != "silent":
    say({"port": 5000 + os.getpid() % 1000, "sip": ["udp:127.0.0.1:5060"], "http": "http://h:1"})
while True:
    time.sleep(60)
"""


def command(behaviour: str, name: str, diary: Path) -> CommandBuilder:
    """A child with that behaviour; it notes what happens to it in ``diary``."""

    def build(report: object, ready_fd: int) -> list[str]:
        known = "1" if report else "0"
        arguments = [str(ready_fd), behaviour, name, str(diary), known]
        return [sys.executable, "-I", "-S", "-c", SCRIPT, *arguments]

    return build


def module(
    tmp_path: Path, behaviour: str, name: str = "switch", timings: Timings | None = None
) -> Module:
    """A module whose child behaves as told."""
    patience = timings or Timings(ready_s=10.0, stop_s=10.0)
    return Module(name, command(behaviour, name, tmp_path / "diary"), Clock(), patience)


def diary(tmp_path: Path) -> list[str]:
    """What the children noted so far, in order."""
    path = tmp_path / "diary"
    return path.read_text().splitlines() if path.exists() else []


async def eventually(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until the condition holds; a failure of the test otherwise."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.005)
