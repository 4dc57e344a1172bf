"""SIPVicious against the rules about addresses, its User-Agent known and not looked at.

What it found and how long it took is in docs/performance.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests

from tests.helpers.api import Api
from tests.helpers.engine_process import EngineProcess
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(180)]
SECRET = "Bc7!kLm9Qw#x"
SOURCE = "127.0.0.1"
LIMIT = 30
"""Of failed registrations, as delivered."""

TOOLS = {
    "svcrack": ["svcrack", "-u", "1001", "-d", "words.txt"],
    "svwar INVITE": ["svwar", "-e", "1000-1080", "-m", "INVITE", "--force"],
    "svwar REGISTER": ["svwar", "-e", "1000-1080", "-m", "REGISTER", "--force"],
    "svmap": ["svmap", "-m", "OPTIONS"],
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path_factory.mktemp("vicious") / "data") as process:
        yield process


@pytest.fixture(scope="module")
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    session.add("1001", SECRET)
    session.set("SS_BLACK_LIST_IP", 1)
    yield session
    session.close()


class Attack(NamedTuple):
    """What a tool said, what the switch read meanwhile, and the entry that it got."""

    said: str
    read: dict[str, int]
    entry: dict[str, Any] | None
    seconds: float


def attack(engine: EngineProcess, api: Api, folder: Path, tool: str) -> Attack:
    """Let it work until it is shut out or gives up; then its block is taken back."""
    words = [f"guess{number:03}" for number in range(60)] + [SECRET]
    (folder / "words.txt").write_text("\n".join(words) + "\n")
    name, *more = TOOLS[tool]
    command = [need(name), *more, "-p", str(engine.sip_port), SOURCE]
    before, began = read(engine), time.time()
    with (folder / "said").open("wb") as output:
        running = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            while running.poll() is None and time.time() < began + 20:
                entry = listed(api)
                if entry is not None and entry["hits"] > 0:
                    break  # it hears nothing any more, and does not give up
                time.sleep(0.1)
        finally:
            running.kill()
            running.wait()
    after = read(engine)
    entry, seconds = listed(api), 0.0
    if entry is not None:
        seconds = datetime.fromisoformat(entry["since"]).timestamp() - began
        api.call("DELETE", f"/blacklist/{entry['id']}")
    grown = {method: after[method] - before[method] for method in after}
    found = Attack((folder / "said").read_text(errors="replace"), grown, entry, seconds)
    report(tool, found)
    return found


def listed(api: Api) -> dict[str, Any] | None:
    """The one entry of the blacklist, if there is one."""
    entries: list[dict[str, Any]] = api.call("GET", "/blacklist")["items"]
    assert {each["value"] for each in entries} <= {SOURCE}
    return entries[0] if entries else None


def read(engine: EngineProcess) -> dict[str, int]:
    """Requests that the switch has read, by method."""
    page = requests.get(f"{engine.http_url}/metrics", timeout=10).text
    found = re.findall(r'switchwarden_sip_requests_total\{method="(\w+)"\} (\S+)', page)
    return {method: int(float(count)) for method, count in found}


def report(tool: str, found: Attack) -> None:
    """What is copied into docs/performance.md; seen with ``pytest -s``."""
    some = {method: count for method, count in found.read.items() if count}
    what = "not listed"
    if found.entry is not None:
        what = f"{found.entry['rule']} after {found.seconds:.2f} s, {found.entry['hits']} dropped"
    sys.stdout.write(f"\n{tool}: {what}, read {some}")


def test_known_by_its_name_nothing_of_it_is_read(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    api.set("SS_BLACK_LIST_IP_SCANNER_LIMIT", 1)
    for tool in TOOLS:
        found = attack(engine, api, tmp_path, tool)
        assert found.entry is not None, found.said
        assert found.entry["rule"] == "scanner"
        assert (found.read["REGISTER"], found.read["INVITE"]) == (0, 0), "not one packet"
        assert SECRET not in found.said


def test_unknown_it_is_shut_out_for_what_it_does(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    api.set("SS_BLACK_LIST_IP_SCANNER_LIMIT", 0)
    crack = attack(engine, api, tmp_path, "svcrack")
    assert crack.entry is not None, crack.said
    assert crack.entry["rule"] == "failed_registrations"
    assert SECRET not in crack.said
    assert crack.read["REGISTER"] <= 3 * LIMIT, "questions for a challenge are read, too"
    calls = attack(engine, api, tmp_path, "svwar INVITE")
    assert calls.entry is None, "it gives up after two refusals"
    assert 0 < calls.read["INVITE"] < LIMIT
    # Who asks for a challenge and no more has guessed nothing, and learns nothing.
    asks = attack(engine, api, tmp_path, "svwar REGISTER")
    assert asks.entry is None
    known = set(re.findall(r"^\|\s*(10\d\d)\s*\|", asks.said, re.MULTILINE))
    assert "1001" not in known or len(known) == 81, "it cannot tell the one that exists"
