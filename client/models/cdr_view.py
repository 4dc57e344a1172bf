"""Between a saved view of the engine and what the CDR page shows: a filter and columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from client.api.cdr_values import parts_of, rfc3339
from client.api.view_values import SavedView
from client.models.cdr_columns import EXPORTED
from client.models.cdr_filter import CdrFilter, Range


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the records of a filter in columns, whose order matters."""

    filter: CdrFilter
    columns: tuple[str, ...] = ()


def shown_by(view: SavedView) -> Shown:
    """What a view shows; a range that this client does not know is today, a column is left out."""
    try:
        wanted = Range(view.range)
    except ValueError:
        wanted = Range.TODAY
    parts = parts_of(view.filters)
    if wanted is Range.CUSTOM:
        for ours, theirs in (("start", "from"), ("end", "to")):
            parts[ours] = datetime.fromisoformat(str(view.filters[theirs])).astimezone(UTC)
    columns = tuple(key for key in view.columns if key in EXPORTED)
    return Shown(CdrFilter(range=wanted, **parts), columns)


def new_view(name: str, shown: Shown, *, shared: bool = False) -> SavedView:
    """A view that the engine does not know yet."""
    return keeping(SavedView(str(uuid4()), "", name, shared, "", {}, ()), shown)


def keeping(view: SavedView, shown: Shown) -> SavedView:
    """The view with what is shown now."""
    now = datetime.now(UTC)  # only the parts are taken from the query
    filters = shown.filter.query(now, UTC).conditions()
    if shown.filter.range is Range.CUSTOM:
        start, end = shown.filter.moments(now, UTC)
        filters |= {"from": rfc3339(start), "to": rfc3339(end)}
    return replace(view, range=shown.filter.range.value, filters=filters, columns=shown.columns)


def differs(view: SavedView, shown: Shown) -> bool:
    """Whether what is shown is not what the view keeps; a view without columns takes any."""
    kept = shown_by(view)
    return _plain(kept.filter) != _plain(shown.filter) or (
        bool(kept.columns) and kept.columns != shown.columns
    )


def _plain(wanted: CdrFilter) -> CdrFilter:
    """The filter without moments that its range does not use, and with those it uses in UTC."""
    if wanted.range is not Range.CUSTOM:
        return replace(wanted, start=None, end=None)
    start, end = wanted.moments(datetime.now(UTC), UTC)
    whole = start.replace(microsecond=start.microsecond // 1000 * 1000)
    return replace(wanted, start=whole, end=end.replace(microsecond=end.microsecond // 1000 * 1000))
