"""Management killed during exports and ingest: no half file, a reason, every record once.

``SWITCHWARDEN_KILLS=100`` kills that often instead of a few times.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests

from engine.management.export_files import INTERRUPTED
from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.stores import cdr, segment

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
KILLS = int(os.environ.get("SWITCHWARDEN_KILLS", "2"))
SEED = int(os.environ.get("SWITCHWARDEN_CRASH_SEED", "20261128"))
FORMATS = ("xlsx", "csv", "parquet", "jsonl")
BEFORE, DURING = 10_000, 200
T = TypeVar("T")


class Journal:
    """Sealed segments, put where the switch puts them."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._start = int(time.time() * 1000) - 1_800_000
        self.expected: set[int] = set()

    def seal(self, count: int) -> None:
        records = [cdr(start=self._start + number) for number in range(count)]
        self.expected |= {record.flow_no for record in records}
        path = segment(self._journal.with_name("new"), "cdr", *records)
        path.rename(self._journal / path.name)


def patiently(ask: Callable[[], T]) -> T:
    """The answer of management as soon as it is back."""

    def answer() -> T | None:
        try:
            return ask()
        except requests.RequestException:
            return None

    found = wait_for(answer, lambda result: result is not None, seconds=60)
    assert found is not None
    return found


def ended(api: Api, export_id: str) -> Any:
    def look() -> Any:
        return patiently(lambda: api.call("GET", f"/cdrs/exports/{export_id}"))

    return wait_for(look, lambda job: job["status"] not in ("queued", "running"), seconds=120)


def check(job: Any, folder: Path) -> None:
    """A job is done and its file whole, or it failed, says why, and there is no file."""
    path = folder / f"{job['id']}.{job['format']}"
    if job["status"] == "done":
        assert job["rows"] == job["expected_rows"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == job["sha256"]
    else:
        assert (job["status"], job["detail"]) == ("failed", INTERRUPTED)
        assert not path.exists()
    left = {item.name.partition(".")[2] for item in folder.iterdir()}
    assert left <= {*FORMATS, "meta.json"}, "no half file is visible"


def test_management_may_be_killed_at_any_time(tmp_path: Path) -> None:
    dice, outcome = random.Random(SEED), Counter[str]()
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        journal = Journal(engine.paths.journal)
        journal.seal(BEFORE)
        wait_for(lambda: api.call("GET", "/cdrs/summary")["records"], BEFORE.__eq__, seconds=60)
        for number in range(KILLS):
            body = {"format": FORMATS[number % len(FORMATS)]}
            job = api.call("POST", "/cdrs/exports", body)
            journal.seal(DURING)
            time.sleep(dice.uniform(0.0, 0.7))
            journal.seal(DURING)
            pid = engine.kill_module("management")
            engine.wait_until_running("management", other_than=pid, seconds=60)
            job = ended(api, job["id"])
            check(job, engine.paths.exports)
            outcome[f"{job['format']} {job['status']}"] += 1
        total = len(journal.expected)
        wait_for(lambda: api.call("GET", "/cdrs/summary")["records"], total.__eq__, seconds=60)
        assert {row["flow_no"] for row in api.cdrs()} == journal.expected
        assert outcome.total() == KILLS
        (tmp_path / "kills.txt").write_text(f"{KILLS} kills: {dict(outcome)}, {total} records once")
        api.close()
