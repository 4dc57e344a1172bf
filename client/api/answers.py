"""Bodies of answers as values: lists, pages of lists, and the parameters of a question."""

from __future__ import annotations

from typing import Any

from client.api.cdr_values import Cdr, CdrPage, MissingDays
from client.api.decoding import decode
from client.api.errors import ServerFault
from client.api.values import Listing


def items_in(kind: type[Any], body: Any) -> tuple[Any, ...]:
    """Return the items of a list, or of an object that has one, as values of *kind*.

    Raises:
        ServerFault: there is no list, or an item has another shape.
    """
    items = body.get("items") if isinstance(body, dict) else body
    if not isinstance(items, list):
        raise ServerFault(f"a list of {kind.__name__} was expected")
    return tuple(decode(kind, item) for item in items)


def listing_in(kind: type[Any], body: Any) -> Listing[Any]:
    """Return one page of a list, with its cursor and whatever totals came with it."""
    found = body if isinstance(body, dict) else {}
    totals = found.get("counts")
    counts = {k: v for k, v in totals.items() if isinstance(v, int)} if totals else {}
    cursor, degraded = found.get("next_cursor"), found.get("degraded")
    return Listing(items_in(kind, body), str(cursor or ""), counts, str(degraded or ""))


def cdr_page_in(body: Any) -> CdrPage:
    """Return one page of call records, of which records it is, and what it lacks, if it says so."""
    page = listing_in(Cdr, body)
    more = body if isinstance(body, dict) else {}
    flow = more.get("flow_max")
    missing = items_in(MissingDays, more.get("missing") or [])
    return CdrPage(page.items, page.next_cursor, flow if isinstance(flow, int) else None, missing)


def given(**values: object) -> dict[str, object]:
    """Return the arguments that say something."""
    return {name: value for name, value in values.items() if value not in (None, "")}
