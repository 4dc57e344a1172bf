"""Pages of endpoints from the engine, as rows: what is asked for and how it is asked.

These functions run in worker threads and know no Qt. Known endpoints are filtered, ordered and
paged by the engine; unknown extensions under attack exist only as lockouts, so their list is the
list of lockouts without a known endpoint.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from client.api.client import ApiClient
from client.api.errors import Missing
from client.api.values import Endpoint, Listing, Suspension
from client.models.endpoint_rows import EndpointRow, from_endpoint, from_suspension

PAGE = 500


class Shows(StrEnum):
    """Which endpoints the table shows; the values are the API's, but for the unknown."""

    ALL = ""
    REGISTERED = "registered"
    SUSPENDED = "suspended"
    UNREGISTERED = "unregistered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: rows, where to go on, totals by state, and why some of it is not known."""

    rows: tuple[EndpointRow, ...]
    cursor: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    suspensions: tuple[Suspension, ...] = ()
    degraded: str = ""


def fetch(api: ApiClient, shows: Shows, text: str, cursor: str = "", limit: int = PAGE) -> Page:
    """Ask the engine for a page; runs in a worker thread."""
    if shows is Shows.UNKNOWN:
        return _fetch_unknown(api, text, cursor, limit)
    listing: Listing[Endpoint] = api.endpoints(shows.value, text, cursor, limit)
    rows = tuple(from_endpoint(endpoint) for endpoint in listing.items)
    return Page(rows, listing.next_cursor, listing.counts, _suspensions(rows), listing.degraded)


def _fetch_unknown(api: ApiClient, text: str, cursor: str, limit: int) -> Page:
    listing = api.suspensions(known=False, q=text, cursor=cursor, limit=limit)
    totals = api.endpoints(limit=1)
    rows = tuple(from_suspension(item) for item in listing.items)
    return Page(rows, listing.next_cursor, totals.counts, listing.items, totals.degraded)


def _suspensions(rows: Iterable[EndpointRow]) -> tuple[Suspension, ...]:
    return tuple(row.suspension for row in rows if row.suspension is not None)


def fetch_each(
    api: ApiClient, extensions: Sequence[str]
) -> tuple[tuple[EndpointRow, ...], tuple[str, ...]]:
    """Ask for endpoints one by one.

    Returns:
        The rows that exist, and the extensions that do not any more.
    """
    rows, gone = [], []
    for extension in extensions:
        try:
            rows.append(from_endpoint(api.endpoint(extension)))
        except Missing:
            gone.append(extension)
    return tuple(rows), tuple(gone)


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What a catch-up found: totals or a whole list, rows one by one, and what is gone."""

    page: Page
    rows: tuple[EndpointRow, ...] = ()
    gone: tuple[str, ...] = ()
