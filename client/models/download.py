"""A finished export onto this computer: fetched, gone on with after a break, checked, and named.

The file is written beside its place under a name of its own. It gets the name that was asked for
when all of it is there and has the checksum that the engine named, never before; and it takes the
place of no file that nobody was asked about. Beside it lies ``NAME.meta.json``, in which the engine
says what it holds: filter, zone, columns, rows, checksum, who asked for it and when.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from client.api.cdr_values import Export
from client.api.client import ApiClient
from client.api.errors import (
    Cancelled,
    LocalDisk,
    LocalDiskFull,
    Missing,
    ServerFault,
    Unreachable,
)

WAITS_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Pauses before the next attempt; any byte that comes begins them anew."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes, and whether the operator agreed to lose what is there."""

    path: Path
    replace: bool = False

    def part(self, export: Export) -> Path:
        """Where the file is until it is whole; the checksum tells one export from another."""
        return self.path.with_name(f"{self.path.name}.{(export.sha256 or '')[:8]}.part")


@dataclass(slots=True)
class Progress:
    """How far it is; written by the worker, read by the interface. Plain values need no lock.

    Attributes:
        rows: records written by the engine.
        expected_rows: as many as it promised, when it has counted.
        fetched: bytes that are here.
        bytes: size of the file, 0 until it is known.
        lost: the connection is broken, and another attempt follows.
        checking: all is here and is being checked.
        export: the job, as soon as there is one.
    """

    rows: int = 0
    expected_rows: int | None = None
    fetched: int = 0
    bytes: int = 0
    lost: bool = False
    checking: bool = False
    export: Export | None = None


def fetch(
    api: ApiClient, export: Export, target: Target, progress: Progress, stop: threading.Event
) -> None:
    """Bring the file of a finished export to its place; runs in a worker thread.

    Raises:
        Unreachable: the connection broke again and again; what is here stays for another time.
        LocalDisk: this computer cannot write it; what is here stays for another time.
        Cancelled: *stop* was set; nothing is left.
        ServerFault: what came is not what was promised; nothing is left.
    """
    part = target.part(export)
    progress.export, progress.bytes = export, export.bytes
    _check_room(part, export)
    try:
        _download(api, export, part, progress, stop)
        progress.checking = True
        _check(export, part)
        described = _described(api, export)
        _place(part, target)
        _describe(target.path, described)
    except Cancelled:
        part.unlink(missing_ok=True)
        raise


def _download(
    api: ApiClient, export: Export, part: Path, progress: Progress, stop: threading.Event
) -> None:
    def told(there: int) -> None:
        progress.fetched, progress.lost = there, False

    failures = 0
    while True:
        before = _size(part)
        progress.fetched = before
        try:
            api.download_export(export, part, told, stop.is_set)
        except Unreachable:
            failures = 0 if _size(part) > before else failures + 1
            if failures >= len(WAITS_S):
                raise
            progress.lost = True
            if stop.wait(WAITS_S[failures]):
                raise Cancelled("the download was cancelled") from None
        else:
            return


def _described(api: ApiClient, export: Export) -> bytes:
    """What the engine says about the file; nothing where it keeps no description."""
    try:
        return api.export_description(export.id)
    except Missing:
        return b""


def _describe(path: Path, described: bytes) -> None:
    """Lay the description beside the file: without it nobody can say later what the file holds.

    The file itself is whole and in its place by now, so whatever refuses this is passed over.
    """
    if described:
        with contextlib.suppress(OSError):
            path.with_name(f"{path.name}.meta.json").write_bytes(described)


def _check_room(part: Path, export: Export) -> None:
    """Say at once what would be said after an hour."""
    with contextlib.suppress(OSError):  # a folder that is not there is told when it is written to
        free = shutil.disk_usage(part.parent).free
        if free + _size(part) < export.bytes:
            megabytes = f"{export.bytes / 1e6:,.1f} MB are needed, {free / 1e6:,.1f} MB are free"
            raise LocalDiskFull(f"{part.parent}: {megabytes}")


def _check(export: Export, part: Path) -> None:
    digest = hashlib.sha256()
    with part.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
        os.fsync(file.fileno())
    if digest.hexdigest() != export.sha256:
        part.unlink()
        raise ServerFault(
            "the file does not have the checksum that the engine named and was removed; "
            "save it again"
        )


def _place(part: Path, target: Target) -> None:
    """Give the file its name; over another file only when that was agreed to."""
    try:
        if not target.replace:
            _claim(part, target.path)
        else:
            part.replace(target.path)
    except FileExistsError as error:
        raise LocalDisk(f"{target.path} has come into being meanwhile") from error
    except OSError as error:
        raise LocalDisk(f"{target.path}: {error.strerror}") from error


def _claim(part: Path, path: Path) -> None:
    """Give the file a name that is not taken."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this file system
        if path.exists():
            raise FileExistsError(path) from None
        part.replace(path)
    else:
        part.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
