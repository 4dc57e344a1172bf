"""The routes of retention of the stand-in of an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.helpers.fake_requests import Answer

Item = dict[str, Any]
RUN: Item = {
    "id": "r1", "at": "2026-11-28T03:00:00.000Z", "by": "admin", "records": 1200, "removed": [],
    "files_rewritten": 1, "files_removed": 2, "bytes_freed": 5000, "skipped_files": [],
    "error": "",
}  # fmt: skip


def routes(runs: list[Item]) -> dict[tuple[str, str], Callable[[Any], Answer]]:
    """Return the routes; after a run nothing is left to remove."""

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
    }
