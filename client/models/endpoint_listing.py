"""Endpoints as a CSV file: everything that passes the filter, every page, or a clear failure.

Passwords are not in it: the engine does not have them. The file appears under its name only when
it is whole.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from client.api.client import ApiClient
from client.formats import Formats
from client.models.csv_cell import harmless
from client.models.endpoint_pages import Shows, fetch
from client.models.endpoint_rows import EndpointRow

#: Rows of one request; the interface gives no more.
AT_ONCE = 1000

HEADINGS = (
    "extension", "display_name", "known", "enabled", "status", "source", "device", "registered_at",
    "expires_at", "failures", "suspended_since", "suspended_until", "reason", "suspended_before",
)  # fmt: skip


def export_csv(api: ApiClient, shows: Shows, text: str, formats: Formats, path: Path) -> int:
    """Write all endpoints that pass the filter; runs in a worker thread.

    Returns:
        How many endpoints were written.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADINGS)
            for rows in _pages(api, shows, text):
                writer.writerows([harmless(cell) for cell in cells(row, formats)] for row in rows)
                count += len(rows)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _pages(api: ApiClient, shows: Shows, text: str) -> Iterator[tuple[EndpointRow, ...]]:
    cursor, first = "", True
    while first or cursor:
        page = fetch(api, shows, text, cursor, AT_ONCE)
        yield page.rows
        cursor, first = page.cursor, False


def cells(row: EndpointRow, formats: Formats) -> tuple[str, ...]:
    """The fields of one endpoint, in the order of HEADINGS; times in the operator's zone."""
    binding = row.bindings[0] if row.bindings else None
    lock = row.suspension
    return (
        row.extension,
        row.name,
        str(int(row.known)),
        str(int(row.enabled)),
        row.status.value,
        row.source,
        row.device,
        formats.date_time(binding.registered_at) if binding else "",
        formats.date_time(binding.expires_at) if binding else "",
        str(row.failures),
        formats.date_time(lock.since) if lock else "",
        formats.date_time(lock.until) if lock else "",
        lock.reason if lock else "",
        str(lock.repeats) if lock else "",
    )
