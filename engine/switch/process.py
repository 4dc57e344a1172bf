"""The switch as a process: loop, signals, the line that says "ready", exit code.

The loop is uvloop: with the standard one the same work costs several times as much for datagrams.
"""

import asyncio
import json
import os
import signal

import uvloop

from engine.clock import Clock
from engine.config import ProcessOptions
from engine.switch.node import Switch


def main(options: ProcessOptions) -> int:
    """Run until SIGTERM or SIGINT; 0 after an orderly end.

    Raises:
        ConfigError: it cannot start as asked; names the address or folder.
    """
    code: int = uvloop.run(_run(options))
    return code


async def _run(options: ProcessOptions) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    switch = Switch(options, Clock())
    await switch.start()
    _say_ready(options.ready_fd, switch.listening)
    await stop.wait()
    await switch.stop()
    return 0


def _say_ready(descriptor: int | None, listening: list[str]) -> None:
    """One JSON line for the supervisor, then the pipe is closed."""
    if descriptor is None:
        return
    try:
        os.write(descriptor, json.dumps({"sip": listening}).encode() + b"\n")
    finally:
        os.close(descriptor)
