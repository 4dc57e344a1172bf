"""What people who mean harm send, and what a process looks like while they do."""

from __future__ import annotations

import json
import re
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from tests.helpers.engine_process import ROOT, EngineProcess

MEGABYTE = 1 << 20


def raw_http(url: str, data: bytes, seconds: float = 10.0) -> tuple[int, bytes]:
    """Bytes as they are, to the HTTP port; status and everything that came back."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as sock:
        sock.sendall(data)
        answer = b""
        while piece := sock.recv(65_536):
            answer += piece
    return int(answer.split(b" ", 2)[1]), answer


def health(engine: EngineProcess) -> dict[str, Any]:
    """What ``/health`` says; a status of "unreachable" when nobody answers."""
    try:
        answer = requests.get(f"{engine.http_url}/api/v1/health", timeout=5)
        body: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError):
        return {"status": "unreachable", "alarms": []}
    return body


def alarms(engine: EngineProcess) -> dict[str, str]:
    """Code and sentence of each alarm."""
    return {alarm["code"]: alarm["detail"] for alarm in health(engine)["alarms"]}


def memory_of(engine: EngineProcess, module: str) -> float:
    """Resident megabytes of one module."""
    return float(psutil.Process(engine.modules()[module]["pid"]).memory_info().rss / MEGABYTE)


def pids(engine: EngineProcess) -> dict[str, int]:
    """Process numbers of both modules."""
    return {name: int(module["pid"]) for name, module in engine.modules().items()}


def metric(engine: EngineProcess, name: str) -> float:
    """The sum of one figure over its labels; ``name`` without the prefix."""
    text = requests.get(f"{engine.http_url}/metrics", timeout=10).text
    found = [line for line in text.splitlines() if re.match(rf"switchwarden_{name}[ {{]", line)]
    assert found, f"there is no figure {name}"
    return sum(float(line.split()[-1]) for line in found)


def log_lines(engine: EngineProcess) -> list[dict[str, Any]]:
    """The log, line by line; each must be one JSON object in printable ASCII."""
    raw = engine.log.read_bytes()
    assert set(raw) <= {0x0A, *range(0x20, 0x7F)}, "a control character or raw byte is in the log"
    return [json.loads(line) for line in raw.splitlines()]


def assert_unhurt(engine: EngineProcess, before: dict[str, int]) -> None:
    """The same processes run as before, and nothing was a mistake of ours."""
    assert pids(engine) == before
    traces = [line for line in log_lines(engine) if "exception" in line]
    assert traces == []


def refused_start(
    data: Path, *arguments: str, seconds: float = 30.0
) -> subprocess.CompletedProcess[str]:
    """An engine that cannot start as asked: how it ended and what it said."""
    words = [sys.executable, "-m", "engine", "run", "--data", str(data), *arguments]
    return subprocess.run(
        words, capture_output=True, text=True, cwd=ROOT, timeout=seconds, check=False
    )


@contextmanager
def open_files(soft: int) -> Iterator[None]:
    """Another limit of open files for us and for whatever is started meanwhile."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < soft:
        pytest.skip(f"this machine allows {most} open files, {soft} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


@contextmanager
def connections(
    address: tuple[str, int], count: int, sources: Sequence[str] = ("127.0.0.1",)
) -> Iterator[list[socket.socket]]:
    """Attempts to connect, from several loopback addresses in turn; those that succeeded."""
    with ExitStack() as stack:
        made = []
        for number in range(count):
            sock = stack.enter_context(socket.socket())
            sock.settimeout(2.0)
            sock.bind((sources[number % len(sources)], 0))
            try:
                sock.connect(address)
            except OSError:
                continue
            made.append(sock)
        yield made


def is_closed(sock: socket.socket, seconds: float) -> bool:
    """Whether the other side ends the connection in time; what it says before is passed over."""
    sock.settimeout(seconds)
    try:
        while sock.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
