"""Files of exports: their names, their descriptions beside them, and their end.

An export is written as ``{id}.part`` and renamed to ``{id}.csv`` when it is whole; beside it lies
``{id}.meta.json`` with what it is: filter, time zone, columns, rows, checksum. So a file is whole
or not there, and a finished export outlives a restart. What a crash leaves half done is removed at
start.
"""

import contextlib
import json
import re
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from engine.api.services import ExportJob, ExportRequest
from engine.logs import get_logger
from engine.store.cdr_filter import CdrFilter

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.+-]+")

_log = get_logger(__name__)


class ExportFiles:
    """The folder of exports."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def partial(self, export_id: str) -> Path:
        """Where an export is written to."""
        return self._folder / f"{export_id}.part"

    def finished(self, export_id: str) -> Path:
        """Where a whole export lies."""
        return self._folder / f"{export_id}.csv"

    def keep(self, job: ExportJob, request: ExportRequest) -> None:
        """Describe a whole export and give it its name; OSError when the disk refuses."""
        meta = json.dumps(
            {**asdict(job), "request": describe(request)}, ensure_ascii=False, indent=2
        )
        self._meta(job.id).write_text(meta + "\n", encoding="utf-8")
        self.partial(job.id).replace(self.finished(job.id))

    def remove(self, export_id: str) -> None:
        """Remove everything of one export."""
        for path in (self.partial(export_id), self.finished(export_id), self._meta(export_id)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def recover(self) -> list[ExportJob]:
        """The finished exports of earlier runs; what is not whole is removed."""
        jobs: list[ExportJob] = []
        known: set[str] = set()
        for path in sorted(self._folder.glob("*.meta.json")):
            export_id = path.name.removesuffix(".meta.json")
            job = _read(path)
            if job is not None and job.id == export_id and self.finished(export_id).is_file():
                jobs.append(job)
                known.add(export_id)
        for path in self._folder.iterdir():
            export_id, _, kind = path.name.partition(".")
            whole = export_id in known and kind in ("csv", "meta.json")
            if _ID.fullmatch(export_id) and not whole:
                _log.info("removed an export that was not whole", file=path.name)
                path.unlink(missing_ok=True)
        return jobs

    def _meta(self, export_id: str) -> Path:
        return self._folder / f"{export_id}.meta.json"


def describe(request: ExportRequest) -> dict[str, Any]:
    """The request as JSON types, empty conditions left out."""
    filters = {
        field.name.strip("_"): _plain(value)
        for field in fields(CdrFilter)
        if (value := getattr(request.filters, field.name)) not in (None, (), "")
    }
    columns = list(request.columns)
    return {"filters": filters, "timezone": request.timezone, "columns": columns}


def download_name(request: ExportRequest) -> str:
    """``cdr_<from>_<to>_<zone>.csv``, safe as a file name everywhere."""
    ends = (request.filters.from_, request.filters.to)
    times = [end.strftime("%Y%m%dT%H%M%SZ") if end is not None else "all" for end in ends]
    return _UNSAFE.sub("-", "_".join(["cdr", *times, request.timezone.replace("/", "-")])) + ".csv"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(path: Path) -> ExportJob | None:
    """The job a description was written from, None when it cannot be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return ExportJob(**{field.name: stored[field.name] for field in fields(ExportJob)})
    except (OSError, ValueError, KeyError, TypeError):
        _log.warning("the description of an export cannot be read", file=path.name)
        return None
