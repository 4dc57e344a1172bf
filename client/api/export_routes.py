"""The routes of exports; ``ApiClient`` has them with all others.

A file is fetched into a part file that may have a beginning already: what is missing is asked for
by ``Range``, and ``If-Range`` with the checksum makes sure that it is of the same file.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import requests

from client.api.answers import given, items_in
from client.api.cdr_values import CdrQuery, Export, rfc3339
from client.api.decoding import decode
from client.api.errors import (
    Cancelled,
    LocalDisk,
    LocalDiskFull,
    Unreachable,
)
from client.api.http import Connection

CHUNK = 1 << 14
"""Bytes of a piece; of the one that breaks off nothing is kept."""
PARTIAL = 206


class ExportRoutes:
    """Exports of call records."""

    _http: Connection

    def create_export(
        self,
        query: CdrQuery,
        columns: Sequence[str] = (),
        timezone: str = "",
        file_format: str = "csv",
        *,
        oldest: bool = False,
        by: str = "",
    ) -> Export:
        """Start an export of exactly the records of *query*, in the order of a page of them."""
        body: dict[str, object] = {"format": file_format, "filters": query.filters()}
        body |= given(timezone=timezone, order="oldest" if oldest else "", sort=by)
        if columns:
            body["columns"] = list(columns)
        return decode(Export, self._http.json("POST", "/cdrs/exports", json=body))

    def create_illegal_call_report(
        self, query: CdrQuery, timezone: str, file_format: str = "pdf"
    ) -> Export:
        """Start a report on the unauthorised calls of *query*; watched like an export."""
        body: dict[str, object] = {
            "from": rfc3339(query.start), "to": rfc3339(query.end), "timezone": timezone,
            "format": file_format, "filters": query.conditions(),
        }  # fmt: skip
        return decode(Export, self._http.json("POST", "/reports/illegal-calls", json=body))

    def exports(self) -> tuple[Export, ...]:
        """Return the exports of everybody that are kept, newest first."""
        return items_in(Export, self._http.json("GET", "/cdrs/exports"))

    def repeat_export(self, export_id: str, start: datetime, end: datetime) -> Export:
        """Start the same export over another range of time."""
        body = {"from": rfc3339(start), "to": rfc3339(end)}
        return decode(Export, self._http.json("POST", f"{_path(export_id)}/again", json=body))

    def export(self, export_id: str) -> Export:
        """Return the state of an export."""
        return decode(Export, self._http.json("GET", _path(export_id)))

    def export_description(self, export_id: str) -> bytes:
        """Return what a finished export is, as JSON: filter, zone, columns, rows, checksum, who."""
        with self._http.open("GET", f"{_path(export_id)}/meta") as response:
            return response.content

    def cancel_export(self, export_id: str) -> None:
        """Stop an export, or delete the file of a finished one."""
        self._http.json("DELETE", _path(export_id))

    def download_export(
        self,
        export: Export,
        part: Path,
        progress: Callable[[int], object],
        cancelled: Callable[[], bool],
    ) -> int:
        """Fetch what is missing of the file of a finished export, and return its size.

        Args:
            export: which one; its checksum names the file that is gone on with.
            part: where to write; what is there already is its beginning.
            progress: told the bytes that are there.
            cancelled: asked between two pieces.

        Raises:
            Unreachable: the connection broke; what has come is kept.
            LocalDisk: the part cannot be written; what could be written is kept.
            Cancelled: *cancelled* said so.
        """
        with _writing(part), part.open("ab") as out:
            return self._go_on(export, out, progress, cancelled)

    def _go_on(
        self,
        export: Export,
        out: BinaryIO,
        progress: Callable[[int], object],
        cancelled: Callable[[], bool],
    ) -> int:
        there = out.tell()
        if 0 < export.bytes == there:
            return there
        if there > export.bytes:
            there = out.truncate(0)
        with self._http.open(
            "GET", f"{_path(export.id)}/file", stream=True, headers=_missing(export, there)
        ) as response:
            if there and response.status_code != PARTIAL:
                there = out.truncate(0)  # the engine sends all of it
            for chunk in _pieces(response):
                if cancelled():
                    raise Cancelled("the download was cancelled")
                out.write(chunk)
                there += len(chunk)
                progress(there)
        return there


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say of what goes wrong with a file here that it is here, and whether the disk is full."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        kind = LocalDiskFull if full else LocalDisk
        raise kind(f"{path.parent}: {error.strerror or error}") from error


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The pieces of an answer; a connection that breaks is an error of ours."""
    try:
        yield from response.iter_content(CHUNK)
    except (requests.RequestException, OSError) as error:
        raise Unreachable("the connection broke during the download") from error


def _missing(export: Export, there: int) -> dict[str, str]:
    """Headers that ask for what is missing."""
    plain = {"Accept": "*/*", "Accept-Encoding": "identity"}
    if not there or not export.sha256:
        return plain
    return plain | {"Range": f"bytes={there}-", "If-Range": f'"{export.sha256}"'}


def _path(export_id: str) -> str:
    return f"/cdrs/exports/{quote(export_id, safe='')}"
