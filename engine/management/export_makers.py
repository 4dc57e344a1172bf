"""What writes the file of a job: the store for records, a report for a report."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from engine.api.services import ExportRequest
from engine.errors import StoreError
from engine.store.cdr_export import ExportFormat, ExportHandle
from engine.store.cdr_rows import ExportResult
from engine.store.cdr_store import CdrStore

Counted = Callable[[int], None]
Make = Callable[[ExportRequest, Path, ExportHandle, Counted], tuple[ExportResult, dict[str, Any]]]
"""Writes a file: what it is, and what is to be said of it in its description."""


class Makers:
    """Chooses who writes.

    Args:
        cdrs: Writes records.
        report: Writes reports, if anything does.
    """

    def __init__(self, cdrs: CdrStore, report: Make | None) -> None:
        self._cdrs = cdrs
        self._report = report

    def make(
        self, request: ExportRequest, path: Path, handle: ExportHandle, counted: Counted
    ) -> tuple[ExportResult, dict[str, Any]]:
        """Write the file of a request; see :meth:`engine.store.cdr_export.Export.write`.

        Raises:
            StoreError: it could not be written whole; there is none.
        """
        if request.kind == "cdrs":
            return self._records(request, path, handle, counted), {}
        if self._report is None:
            raise StoreError("this engine makes no reports")
        result, said = self._report(request, path, handle, counted)
        return result, {"report": said}

    def _records(
        self, request: ExportRequest, path: Path, handle: ExportHandle, counted: Counted
    ) -> ExportResult:
        return self._cdrs.export(
            request.filters,
            file_format=cast("ExportFormat", request.file_format),
            columns=request.columns,
            timezone=request.timezone,
            path=path,
            sort=request.sort,
            oldest=request.oldest,
            handle=handle,
            on_count=counted,
        )
