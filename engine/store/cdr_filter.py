"""Which call records: a value, and its translation into SQL with parameters.

Nothing of a filter is ever written into the text of a statement; the text holds only names and
question marks of this module, the values travel beside it. The time range is half-open,
``from_ <= start < to``, and either end may be missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

Clause = tuple[str, list[object]]
"""A condition with its parameters in order of the question marks."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
TEXT_COLUMNS: Final = ("caller", "callee", "caller_ip", "callee_ip", "call_id", "user_agent")
"""Columns in which free text is looked for."""


@dataclass(frozen=True, slots=True)
class CdrFilter:
    """Conditions that all hold; an empty one does not restrict.

    Within a tuple one match is enough. Numbers, addresses and Call-IDs match exactly, or by their
    beginning when they end in ``*`` (``8801*``).

    Attributes:
        from_: First moment of the start time, aware.
        to: First moment after the range, aware.
        billing_modes: Codes of :mod:`engine.billing.modes`.
        callers: Calling numbers.
        callees: Called numbers.
        ips: Addresses of either side, without port.
        end_reasons: Codes of :mod:`engine.billing.reasons`.
        hold_min: Least hold time in whole seconds.
        hold_max: Greatest hold time in whole seconds.
        call_ids: Call-IDs.
        q: Text that occurs, in any case, in a number, address, Call-ID or User-Agent.
        connected: True for hold time above 0, False for 0.
    """

    from_: datetime | None = None
    to: datetime | None = None
    billing_modes: tuple[int, ...] = ()
    callers: tuple[str, ...] = ()
    callees: tuple[str, ...] = ()
    ips: tuple[str, ...] = ()
    end_reasons: tuple[int, ...] = ()
    hold_min: int | None = None
    hold_max: int | None = None
    call_ids: tuple[str, ...] = ()
    q: str = ""
    connected: bool | None = None


def milliseconds(moment: datetime) -> int:
    """Epoch milliseconds of an aware moment, rounded up.

    Rounding up keeps half-open ranges exact: a record of whole milliseconds is at or after a
    finer moment exactly if it is at or after the next millisecond.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone is ambiguous")
    return -((_EPOCH - moment) // timedelta(milliseconds=1))


def where(filters: CdrFilter) -> Clause:
    """The condition of a filter over the table ``cdr``, "true" for an empty one."""
    clauses = [
        *time_range("start", filters),
        *_among("billing_mode", filters.billing_modes),
        *_among("end_reason", filters.end_reasons),
        *_matching(("caller",), filters.callers),
        *_matching(("callee",), filters.callees),
        *_matching(("caller_ip", "callee_ip"), filters.ips),
        *_matching(("call_id",), filters.call_ids),
        *_hold_time(filters),
        *_containing(filters.q),
    ]
    return conjunction(clauses)


def conjunction(clauses: Sequence[Clause]) -> Clause:
    """All of the conditions as one."""
    text = " AND ".join(f"({clause})" for clause, _ in clauses) or "true"
    return text, [value for _, values in clauses for value in values]


def time_range(column: str, filters: CdrFilter) -> list[Clause]:
    """The half-open range over a column of epoch milliseconds."""
    clauses: list[Clause] = []
    if filters.from_ is not None:
        clauses.append((f"{column} >= ?", [milliseconds(filters.from_)]))
    if filters.to is not None:
        clauses.append((f"{column} < ?", [milliseconds(filters.to)]))
    return clauses


def modes(filters: CdrFilter) -> list[Clause]:
    """The condition on the billing mode alone."""
    return _among("billing_mode", filters.billing_modes)


def _among(column: str, values: tuple[int, ...]) -> list[Clause]:
    if not values:
        return []
    return [(f"{column} IN ({', '.join('?' * len(values))})", list(values))]


def _matching(columns: tuple[str, ...], values: tuple[str, ...]) -> list[Clause]:
    """One of the columns equals one of the values, or begins with it before a final ``*``."""
    parts: list[str] = []
    parameters: list[object] = []
    for column in columns:
        for value in values:
            prefix = value.endswith("*")
            parts.append(f"starts_with({column}, ?)" if prefix else f"{column} = ?")
            parameters.append(value[:-1] if prefix else value)
    return [(" OR ".join(parts), parameters)] if parts else []


def _hold_time(filters: CdrFilter) -> list[Clause]:
    clauses: list[Clause] = []
    if filters.hold_min is not None:
        clauses.append(("hold_time_s >= ?", [filters.hold_min]))
    if filters.hold_max is not None:
        clauses.append(("hold_time_s <= ?", [filters.hold_max]))
    if filters.connected is not None:
        clauses.append(("hold_ms > 0" if filters.connected else "hold_ms = 0", []))
    return clauses


def _containing(text: str) -> list[Clause]:
    """The text somewhere in the row; letters in any case, which digits need not be asked about."""
    if not text:
        return []
    cased = text.lower() != text.upper()
    one = "contains(lower({}), lower(?))" if cased else "contains({}, ?)"
    condition = " OR ".join(one.format(column) for column in TEXT_COLUMNS)
    return [(condition, [text] * len(TEXT_COLUMNS))]
