"""Stores in a temporary folder, and journal segments to fill them with."""

import csv
import io
import itertools
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from engine.billing.journal import Kind, encode, segment_name
from engine.billing.records import AggregateRecord, BlockRecord, CdrRecord, Record, SuspensionRecord
from engine.datapaths import DataPaths
from engine.identifiers import uuid7
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs
from engine.store.config_store import ConfigStore, open_config
from engine.store.hashing import Hasher
from engine.store.rows import NewEndpoint

BY: Any = {"actor": "alice", "address": "192.0.2.7"}
START = 1_700_000_000_000
"""Epoch milliseconds of the first record made here."""

CHEAP = Hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Real argon2id at no cost, so that tests are quick."""

_flow = itertools.count(1)


class Wall:
    """A wall clock moved by hand."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def config_store(
    folder: Path, wall: Callable[[], float] | None = None, realm: str = "switchwarden"
) -> ConfigStore:
    paths = DataPaths(folder)
    paths.prepare()
    migrated_config(paths)
    return open_config(paths, realm, wall or Wall(), CHEAP)


def migrated_config(paths: DataPaths) -> None:
    """Put an empty, migrated database where there is none: the steps to it cost two thirds."""
    if not paths.config_db.exists():
        paths.config_db.write_bytes(_empty_config())
        paths.config_db.chmod(0o600)


@cache
def _empty_config() -> bytes:
    """The database as the steps of the migration leave it."""
    with tempfile.TemporaryDirectory(prefix="switchwarden-") as folder:
        paths = DataPaths(Path(folder))
        paths.prepare()
        open_config(paths, None, Wall(), CHEAP).close()
        return paths.config_db.read_bytes()


def cdr_store(folder: Path, wall: Callable[[], float] = time.time) -> CdrStore:
    """The records of a folder; a new one gets a file with its tables."""
    path = DataPaths(folder).cdr_db
    if not path.exists():
        path.write_bytes(_empty_cdrs())
        path.chmod(0o600)
    return open_cdrs(path, wall=wall)


@cache
def _empty_cdrs() -> bytes:
    """What opening leaves where nothing was: a third of its time, and most of its waits."""
    with tempfile.TemporaryDirectory(prefix="switchwarden-") as folder:
        path = DataPaths(Path(folder)).cdr_db
        open_cdrs(path).close()
        return path.read_bytes()


def endpoint(extension: str, **changes: Any) -> NewEndpoint:
    return NewEndpoint(
        **{"extension": extension, "ha1_md5": "a1" * 16, "ha1_sha256": "b2" * 32, **changes}
    )


def cdr(**changes: Any) -> CdrRecord:
    """A refused call of an unauthorised source."""
    flow = next(_flow)
    start = changes.get("start", START + flow)
    values: dict[str, Any] = {
        "id": uuid7(start),
        "flow_no": flow,
        "caller": "1001",
        "callee": "8801711000000",
        "caller_ip": "198.51.100.7",
        "callee_ip": "",
        "caller_gateway": "",
        "callee_gateway": "",
        "account": "",
        "start": start,
        "answer": None,
        "stop": start + 3,
        "hold_ms": 0,
        "hold_time_s": 0,
        "fee_time_s": 0,
        "fee": 0.0,
        "billing_mode": 9,
        "end_direction": 2,
        "end_reason": -9,
        "sip_status": 403,
        "pdd_ms": None,
        "call_id": f"call-{flow}@198.51.100.7",
        "user_agent": "friendly-scanner",
    }
    return CdrRecord(**{**values, **changes})


def connected(hold_ms: int, **changes: Any) -> CdrRecord:
    """An answered call of a phone."""
    start = changes.get("start", START)
    values: dict[str, Any] = {
        "start": start,
        "answer": start + 2000,
        "stop": start + 2000 + hold_ms,
        "hold_ms": hold_ms,
        "hold_time_s": hold_ms // 1000,
        "fee_time_s": hold_ms // 1000,
        "billing_mode": 0,
        "end_direction": 0,
        "end_reason": 0,
        "sip_status": 200,
        "pdd_ms": 400,
        "account": "1001",
        "caller_ip": "192.0.2.20",
        "user_agent": "Phone/1.0",
    }
    return cdr(**{**values, **changes})


def aggregate(**changes: Any) -> AggregateRecord:
    values: dict[str, Any] = {
        "minute": START - START % 60_000,
        "billing_mode": 9,
        "source": "198.51.100.7",
        "callee_prefix": "8801",
        "gate": "zero_hold_time",
        "count": 5,
    }
    return AggregateRecord(**{**values, **changes})


def suspension(**changes: Any) -> SuspensionRecord:
    at = changes.get("at", START)
    values: dict[str, Any] = {
        "id": uuid7(at),
        "at": at,
        "action": "suspended",
        "extension": "1001",
        "known": True,
        "since": at,
        "until": at + 180_000,
        "reason": "6 wrong passwords",
        "failures": 6,
        "sources": ["198.51.100.7"],
        "repeats": 0,
        "user_agent": "friendly-scanner",
        "by": "",
    }
    return SuspensionRecord(**{**values, **changes})


def block(value: str, **changes: Any) -> BlockRecord:
    at = changes.get("at", START)
    values: dict[str, Any] = {
        "id": uuid7(at),
        "at": at,
        "action": "added",
        "layer": "network" if "/" in value else "ip",
        "value": value,
        "rule": "scanner",
        "reason": "a scanner by its name",
        "by": "",
        "since": at,
        "until": at + 3_600_000,
        "repeats": 0,
        "hits": 0,
        "evidence": "User-Agent: Friendly-Scanner",
    }
    return BlockRecord(**{**values, **changes})


def segment(folder: Path, kind: Kind, *records: Record, tail: bytes = b"") -> Path:
    """A sealed segment with these records and, after them, some bytes as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / segment_name(kind, uuid7(START + next(_flow)), sealed=True)
    path.write_bytes(b"".join(map(encode, records)) + tail)
    return path


def exported(
    cdrs: CdrStore,
    path: Path,
    columns: Sequence[str],
    timezone: str = "UTC",
    *,
    sort: str = "start",
) -> list[list[str]]:
    """The cells of an export of everything, header first."""
    cdrs.export(CdrFilter(), columns=columns, timezone=timezone, path=path, sort=sort)
    text = path.read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def fill_with(cdrs: CdrStore, journal: Path, *records: CdrRecord) -> None:
    """Put records into a store."""
    cdrs.ingest(segment(journal, "cdr", *records))
