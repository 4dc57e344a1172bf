"""The routes of retention, holds and seals of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.helpers.fake_requests import Answer, problem

Item = dict[str, Any]
RUN: Item = {
    "id": "r1", "at": "2026-11-28T03:00:00.000Z", "by": "admin", "records": 1200, "removed": [],
    "files_rewritten": 1, "files_removed": 2, "bytes_freed": 5000, "skipped_files": [],
    "error": "",
}  # fmt: skip

HEAD = "5ea1" * 16
DAYS = ("2026-11-25", "2026-11-26", "2026-11-27")


def hold(number: int = 1, **changes: Any) -> Item:
    """A hold as the interface gives it."""
    return {
        "id": f"h{number}", "filters": {"billing_mode": [9], "from": "2026-11-01T00:00:00.000Z"},
        "until": None, "reason": f"Case 471{number}", "by": "alice",
        "at": "2026-11-24T08:00:00.000Z", "active": True,
    } | changes  # fmt: skip


def part(day: str, mode: int = 0, status: str = "intact", **changes: Any) -> Item:
    """A row of a check."""
    return {
        "day": day, "billing_mode": mode, "status": status, "sealed": 1200, "removed": 0,
        "found": 1200, "late": 0,
    } | changes  # fmt: skip


def report(*parts: Item, **changes: Any) -> Item:
    """What a check found."""
    items = list(parts) or [part(day, mode) for day in DAYS for mode in (0, 9)]
    whole = {"sound": True, "links": 6, "head": HEAD, "broken_links": [], "missing": []}
    return whole | {"items": items} | changes


def routes(
    runs: list[Item], holds: dict[str, Item]
) -> dict[tuple[str, str], Callable[[Any], Answer]]:
    """Return the routes; after a run nothing is left to remove."""

    def add(request: Any) -> Answer:
        made = hold(len(holds) + 1, **request.body)
        holds[made["id"]] = made
        return 201, made

    def lift(request: Any) -> Answer:
        found = holds.pop(request.path.rsplit("/", 1)[1], None)
        return (200, {"lifted": found}) if found else problem(404, "there is no such hold")

    def preview(_request: Any) -> Answer:
        left = 0 if runs else 1200
        modes = [
            {"billing_mode": 0, "keep_days": 0, "cutoff": None, "records": 0, "held": 0},
            {"billing_mode": 9, "keep_days": 90, "cutoff": "2026-08-30T00:00:00.000Z",
             "records": left, "held": 7},
        ]  # fmt: skip
        files = [{"file": "a.parquet", "action": "rewrite", "records": 1, "bytes": 2000}]
        whole = {"modes": modes, "records": left, "held": 7, "missing": []}
        return 200, whole | {"files": files if left else []}

    def run(_request: Any) -> Answer:
        runs.insert(0, RUN)
        return 200, RUN

    return {
        ("GET", "/retention"): preview,
        ("POST", "/retention/run"): run,
        ("GET", "/retention/runs"): lambda _: (200, {"items": runs}),
        ("GET", "/holds"): lambda _: (200, {"items": list(holds.values())}),
        ("POST", "/holds"): add,
        ("DELETE", "/holds/{}"): lift,
        ("GET", "/seals"): lambda _: (200, {"links": 6, "head": HEAD}),
        ("GET", "/seals/check"): lambda _: (200, report()),
    }
