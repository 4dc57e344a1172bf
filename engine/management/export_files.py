"""Files of exports: their names, their descriptions beside them, and their end.

An export is written as ``{id}.part`` and gets the ending of its format when it is whole; beside it
lies ``{id}.meta.json`` with what it is: filter, time zone, columns, rows, checksum. So a file is
whole or not there, and a finished export outlives a restart. The description is there before the
first row: what a crash leaves half done is removed at start, and its job says so.
"""

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from engine.api.cdr_range import CONDITIONS, shown
from engine.api.services import ExportJob, ExportRequest
from engine.api.wire import stamp_or_none
from engine.logs import get_logger
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import START
from engine.store.csv_columns import FEE_DECIMALS

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INTERRUPTED: Final = "the engine ended before the export was done; ask for it again"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.+-]+")
_MOMENTS: Final = ("created_at", "finished_at")
_FLOWS: Final = ("flow_min", "flow_max")

_log = get_logger(__name__)


class ExportFiles:
    """The folder of exports."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def partial(self, export_id: str) -> Path:
        """Where an export is written to."""
        return self._folder / f"{export_id}.part"

    def finished(self, job: ExportJob) -> Path:
        """Where a whole export lies."""
        return self._folder / f"{job.id}.{job.file_format}"

    def description(self, export_id: str) -> Path:
        """Where its description lies."""
        return self._folder / f"{export_id}.meta.json"

    def note(
        self, job: ExportJob, request: ExportRequest | None, more: Mapping[str, Any] | None = None
    ) -> None:
        """Write down where an export stands; OSError when the disk refuses."""
        asked = {} if request is None else {"request": describe(request)}
        moments = {name: stamp_or_none(getattr(job, name)) for name in _MOMENTS}
        described = {**asdict(job), **moments, **asked, **(more or {})}
        meta = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        path = self.description(job.id)
        fresh = path.with_suffix(".new")
        fresh.write_text(meta, encoding="utf-8", errors="backslashreplace")
        fresh.replace(path)

    def keep(
        self, job: ExportJob, request: ExportRequest, more: Mapping[str, Any] | None = None
    ) -> None:
        """Describe a whole export and give it its name; OSError when the disk refuses."""
        self.note(job, request, more)
        self.partial(job.id).replace(self.finished(job))

    def bury(self, job: ExportJob, request: ExportRequest | None) -> None:
        """Remove everything of an export that failed, but what says why."""
        self.remove(job.id)
        with contextlib.suppress(OSError):
            self.note(job, request)

    def remove(self, export_id: str) -> None:
        """Remove everything of one export."""
        for path in self._folder.glob(f"{export_id}.*") if _ID.fullmatch(export_id) else ():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def recover(self, now: float) -> list[tuple[ExportJob, ExportRequest | None]]:
        """The exports of earlier runs; what is not whole is removed, and its job has failed.

        Args:
            now: epoch seconds, the end of what was interrupted.
        """
        jobs: list[tuple[ExportJob, ExportRequest | None]] = []
        known: set[str] = set()
        for path in sorted(self._folder.glob("*.meta.json")):
            job, request = _read(path)
            if job is None or job.id != path.name.removesuffix(".meta.json"):
                continue
            whole = job.status == "done" and self.finished(job).is_file()
            if not whole and job.status != "failed":
                job = _interrupted(job, now)
                self.bury(job, request)
            jobs.append((job, request))
            known |= {path.name, self.finished(job).name} if whole else {path.name}
        for path in self._folder.iterdir():
            if _ID.fullmatch(path.name.partition(".")[0]) and path.name not in known:
                _log.info("removed an export that was not whole", file=path.name)
                path.unlink(missing_ok=True)
        return jobs


def describe(request: ExportRequest) -> dict[str, Any]:
    """The request in the words of the interface, empty conditions left out."""
    flows = {name: getattr(request.filters, name) for name in _FLOWS}
    filters = shown(request.filters) | {name: no for name, no in flows.items() if no is not None}
    own: dict[str, Any] = (
        {"sort": request.sort, "order": "oldest" if request.oldest else "newest"}
        if request.kind == "cdrs"
        else {"kind": request.kind, "language": request.language}
    )
    if request.file_format != "parquet" and "fee" in request.columns:
        own["fee_decimals"] = FEE_DECIMALS
    return {
        "format": request.file_format,
        "filters": filters,
        "timezone": request.timezone,
        "columns": list(request.columns),
        **own,
    }


def download_name(request: ExportRequest) -> str:
    """``cdr_<from>_<to>_<zone>.<format>``, safe as a file name everywhere."""
    ends = (request.filters.from_, request.filters.to)
    times = [end.strftime("%Y%m%dT%H%M%SZ") if end is not None else "all" for end in ends]
    stem = "_".join(
        [
            "cdr" if request.kind == "cdrs" else request.kind,
            *times,
            request.timezone.replace("/", "-"),
        ]
    )
    return f"{_UNSAFE.sub('-', stem)}.{request.file_format}"


def _interrupted(job: ExportJob, now: float) -> ExportJob:
    """The job as one that failed because nobody was there to end it."""
    return replace(
        job, status="failed", rows=0, bytes=0, sha256=None, detail=INTERRUPTED, finished_at=now
    )


def _read(path: Path) -> tuple[ExportJob | None, ExportRequest | None]:
    """The job of a description, and what was asked for; None for what cannot be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        given = {item.name: stored[item.name] for item in fields(ExportJob) if item.name in stored}
        job = ExportJob(**given | {name: _seconds(given[name]) for name in _MOMENTS})
    except (OSError, ValueError, KeyError, TypeError):
        _log.warning("the description of an export cannot be read", file=path.name)
        return None, None
    try:
        return job, _asked(stored["request"], job.owner)
    except (ValueError, KeyError, TypeError):
        return job, None  # of a newer or older release: the file is as good as ever


def _asked(stored: dict[str, Any], owner: str) -> ExportRequest:
    """The reverse of :func:`describe`."""
    filters: dict[str, Any] = {}
    for item in fields(CdrFilter):
        name = item.name.strip("_")
        # Older descriptions have the names of the store.
        value = stored["filters"].get(CONDITIONS.get(name, name), stored["filters"].get(name))
        if value is not None:
            moment = item.name in ("from_", "to")
            filters[item.name] = datetime.fromisoformat(value) if moment else _frozen(value)
    return ExportRequest(
        CdrFilter(**filters),
        tuple(stored["columns"]),
        stored["timezone"],
        owner,
        stored.get("format", "csv"),
        stored.get("kind", "cdrs"),
        sort=stored.get("sort", START),
        oldest=stored.get("order") == "oldest",
        language=stored.get("language", "en"),
    )


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _seconds(value: float | str | None) -> float | None:
    """Epoch seconds of a moment as it is written now, or as such in older descriptions."""
    return datetime.fromisoformat(value).timestamp() if isinstance(value, str) else value
