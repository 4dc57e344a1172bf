"""Pages of endpoints, also by a status that only the switch knows.

Endpoints are stored here and their status is in the switch's memory, so a filter by status joins
the two while it walks along the extensions: registered ones come from the switch and are looked up
in the store, unregistered ones the other way round, suspended ones are few and looked up at once.
A walk looks at a bounded number of extensions; a page that found little in them is short, and its
cursor goes on behind the last extension that was looked at.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from engine.api.endpoint_view import Item, Seen, endpoint_item, look
from engine.api.models.endpoints import EndpointQuery
from engine.api.services import Services
from engine.api.wire import read_cursor, write_cursor
from engine.control.messages import EndpointState
from engine.errors import ControlError

BATCH: Final = 1_000
MAX_BATCHES: Final = 20
LOCKOUTS: Final = 10_000


class Listing(NamedTuple):
    """A page: its rows, where the next one begins, and why the switch said nothing."""

    items: list[Item]
    next_cursor: str | None
    degraded: str | None


class _Batch(NamedTuple):
    items: list[Item]
    last: str
    final: bool


def list_endpoints(services: Services, query: EndpointQuery) -> Listing:
    """The page that a query asks for.

    Raises:
        Invalid: the cursor is not one of ours.
        ControlError: a status is asked for and the switch is away.
    """
    after = read_cursor(query.cursor)
    if query.status == "registered":
        return _walk(_registered(services, query.q, after), query.limit)
    if query.status == "unregistered":
        return _walk(_unregistered(services, query.q, after), query.limit)
    only = None
    if query.status == "suspended":
        only = _suspended(services)
    rows = services.config.endpoints.page(q=query.q, after=after, limit=query.limit + 1, only=only)
    more = len(rows) > query.limit
    page = rows[: query.limit]
    seen = look(services, [row.extension for row in page])
    cursor = write_cursor(page[-1].extension) if more else None
    return Listing([endpoint_item(row, seen) for row in page], cursor, seen.degraded)


def count_endpoints(services: Services) -> dict[str, int | None]:
    """Counts over all endpoints; null for what only the switch knows while it is away."""
    total = services.config.endpoints.count()
    try:
        totals = services.switch.totals()
    except ControlError:
        unknown = ("registered", "unregistered", "suspended", "unknown_suspended")
        return {"total": total, **dict.fromkeys(unknown)}
    known_suspended = totals.suspended - totals.suspended_unknown
    return {
        "total": total,
        "registered": totals.registered,
        "unregistered": max(0, total - totals.registered - known_suspended),
        "suspended": known_suspended,
        "unknown_suspended": totals.suspended_unknown,
    }


def _walk(batches: Iterator[_Batch], limit: int) -> Listing:
    """Gather up to ``limit`` items out of a bounded number of batches."""
    items: list[Item] = []
    last = ""
    for _ in range(MAX_BATCHES):
        batch = next(batches)
        for item in batch.items:
            if len(items) == limit:
                return Listing(items, write_cursor(items[-1]["extension"]), None)
            items.append(item)
        if batch.final:
            return Listing(items, None, None)
        last = batch.last
    return Listing(items, write_cursor(last), None)


def _registered(services: Services, q: str, after: str) -> Iterator[_Batch]:
    """Along the switch's registrations; a suspended one counts as suspended."""
    while True:
        states = services.switch.registered(after, BATCH)
        found = {state.extension: state for state in states if state.status == "registered"}
        rows = services.config.endpoints.page(q=q, limit=BATCH, only=found) if found else []
        after = states[-1].extension if states else after
        items = [endpoint_item(row, Seen(found, None)) for row in rows]
        yield _Batch(items, after, len(states) < BATCH)


def _unregistered(services: Services, q: str, after: str) -> Iterator[_Batch]:
    """Along the stored endpoints, leaving out those the switch knows more of."""
    while True:
        rows = services.config.endpoints.page(q=q, after=after, limit=BATCH)
        states = {
            state.extension: state
            for state in services.switch.states([row.extension for row in rows])
        }
        items = [
            endpoint_item(row, Seen(states, None))
            for row in rows
            if _is_unregistered(states.get(row.extension))
        ]
        after = rows[-1].extension if rows else after
        yield _Batch(items, after, len(rows) < BATCH)


def _suspended(services: Services) -> list[str]:
    """Existing extensions that are locked out; as many as there are, by pages."""
    found: list[str] = []
    while True:
        after = found[-1] if found else ""
        page = services.switch.suspensions(after, LOCKOUTS, known=True)
        found += [info.extension for info in page]
        if len(page) < LOCKOUTS:
            return found


def _is_unregistered(state: EndpointState | None) -> bool:
    return state is None or state.status == "unregistered"
