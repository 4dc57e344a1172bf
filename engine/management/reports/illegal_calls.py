"""Makes reports on illegal calls: reads the figures, writes the file, says what it is.

The three formats are the records themselves (``csv``), the figures for programs (``json``) and the
document for people (``pdf``); the checksum of the records is in all of them.
"""

import hashlib
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from engine.api.routes.health import product_version
from engine.api.services import ExportRequest
from engine.billing.modes import Language
from engine.countries import Countries
from engine.country_names import country_name
from engine.errors import StoreError
from engine.management.reports.contents import (
    RECORD_COLUMNS,
    CountryOf,
    Report,
    as_json,
    period_of,
)
from engine.management.reports.evidence_words import Words
from engine.management.reports.switches import switch_states
from engine.store.cdr_evidence import Evidence
from engine.store.cdr_export import ExportHandle
from engine.store.cdr_rows import ExportResult
from engine.store.config_store import ConfigStore

_DRAWING: Final = "engine.management.reports.pdf"
"""Loaded by the first document: it takes as long as the whole rest of a start."""


class IllegalCallReports:
    """Writes reports.

    Args:
        config: Parameters and audit.
        evidence: Records and counts.
        wall: Present time, epoch seconds.
        country: Where an address is registered, if anybody knows.
    """

    def __init__(
        self,
        config: ConfigStore,
        evidence: Evidence,
        wall: Callable[[], float],
        country: CountryOf | None = None,
    ) -> None:
        self._config = config
        self._evidence = evidence
        self._wall = wall
        self._country = country

    def write(
        self,
        request: ExportRequest,
        path: Path,
        handle: ExportHandle,
        on_count: Callable[[int], None],
    ) -> tuple[ExportResult, dict[str, Any]]:
        """Write one report to ``path``: what the file is, and what the report says.

        Raises:
            QueryStoppedError: cancelled; there is no file.
            StoreError: the file could not be written whole; there is none.
        """
        bare = request.file_format == "csv"
        records = path if bare else path.with_name(f"{path.stem}.records.csv")
        try:
            report = self._report(request, records, handle, on_count)
            if not bare:
                report = self._write(request.file_format, report, path, records, handle)
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise StoreError(f"the report cannot be written: {error.strerror}") from error
            raise
        finally:
            if not bare:
                records.unlink(missing_ok=True)
        result = report.records if bare else _result(path, report.records.rows)
        return result, as_json(report)

    def _report(
        self,
        request: ExportRequest,
        records: Path,
        handle: ExportHandle,
        on_count: Callable[[int], None],
    ) -> Report:
        made_at = self._wall()
        figures, written = self._evidence.collect(
            request.filters,
            timezone=request.timezone,
            columns=RECORD_COLUMNS,
            path=records,
            handle=handle,
            on_count=on_count,
        )
        return Report(
            owner=request.owner,
            made_at=made_at,
            version=product_version(),
            filters=request.filters,
            timezone=request.timezone,
            figures=figures,
            records=written,
            switches=switch_states(self._config, *period_of(request.filters)),
            country=self._country,
            language=request.language,
        )

    def _write(
        self, file_format: str, report: Report, path: Path, records: Path, handle: ExportHandle
    ) -> Report:
        """Write the file of a report; the report as it was written."""
        if file_format == "pdf":
            drawing = importlib.import_module(_DRAWING)
            report = drawing.drawable(report)
            drawing.write_pdf(report, path, records, handle.check)
        else:
            text = json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        return report


def country_of(countries: Countries) -> CountryOf:
    """The country of registration; "private", "loopback" or "reserved" for others."""

    def named(address: str, language: Language) -> str:
        origin = countries.origin(address)
        if origin.kind == "country":
            return country_name(origin.code)[language == "zh"] or origin.code
        return "" if origin.kind == "unknown" else Words(language)(origin.kind)

    return named


def _result(path: Path, rows: int) -> ExportResult:
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    return ExportResult(rows, path.stat().st_size, checksum)
