"""Which call records: a value, and its translation into SQL with parameters.

Nothing of a filter is ever written into the text of a statement; the text holds only names and
question marks of this package, the values travel beside it. The time range is half-open,
``from_ <= start < to``, and either end may be missing. What a text may look like is
:mod:`engine.store.cdr_terms`, what an address may, :mod:`engine.store.cdr_networks`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from engine.billing.modes import ILLEGAL
from engine.billing.reasons import REASON_CLASSES
from engine.errors import Invalid
from engine.store.cdr_networks import addresses
from engine.store.cdr_terms import MANY, matching, read_term
from engine.store.clauses import Clause, conjunction, negation
from engine.store.time_order import Span

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EVER: Final = 1 << 62

TEXT_COLUMNS: Final = ("caller", "callee", "caller_ip", "callee_ip", "call_id", "user_agent")
"""Columns in which free text is looked for."""


class _Texts(NamedTuple):
    """A condition on texts.

    Attributes:
        field: What a request calls it.
        columns: One of them has to match.
        folded: Whether letters count in any case.
    """

    field: str
    columns: tuple[str, ...]
    folded: bool = False


_TEXTS: Final = {
    "callers": _Texts("caller", ("caller",)),
    "callees": _Texts("callee", ("callee",)),
    "numbers": _Texts("number", ("caller", "callee")),
    "caller_gateways": _Texts("caller_gateway", ("caller_gateway",)),
    "callee_gateways": _Texts("callee_gateway", ("callee_gateway",)),
    "gateways": _Texts("gateway", ("caller_gateway", "callee_gateway")),
    "accounts": _Texts("account", ("account",)),
    "call_ids": _Texts("call_id", ("call_id",)),
    "user_agents": _Texts("user_agent", ("user_agent",), folded=True),
}
_ADDRESSES: Final = {
    "ips": ("ip", ("caller_ip", "callee_ip")),
    "caller_ips": ("caller_ip", ("caller_ip",)),
    "callee_ips": ("callee_ip", ("callee_ip",)),
}
_CODES: Final = {
    "billing_modes": "billing_mode",
    "end_reasons": "end_reason",
    "sip_statuses": "sip_status",
    "end_directions": "end_direction",
}


@dataclass(frozen=True, slots=True)
class CdrFilter:
    """Conditions that all hold; an empty one does not restrict.

    Within a tuple one match is enough, and nothing excluded (``!1001``) may be there. ``""`` is the
    empty text, see :mod:`engine.store.cdr_terms`.

    Attributes:
        from_: First moment of the start time, aware.
        to: First moment after the range, aware.
        billing_modes: Codes of :mod:`engine.billing.modes`.
        callers: Calling numbers.
        callees: Called numbers.
        numbers: Numbers of either side.
        ips: Addresses or networks of either side, without port.
        caller_ips: The same of the caller's side.
        callee_ips: The same of the callee's side.
        gateways: Names of gateways of either side.
        caller_gateways: Mapping gateways.
        callee_gateways: Routing gateways.
        accounts: Accounts.
        end_reasons: Codes of :mod:`engine.billing.reasons`.
        not_end_reasons: Codes that are not wanted.
        reason_classes: Names of ``REASON_CLASSES`` there.
        sip_statuses: Final answers.
        end_directions: Who ended it: 0 caller, 1 callee, 2 server.
        hold_min: Least hold time in whole seconds.
        hold_max: Greatest hold time in whole seconds.
        call_ids: Call-IDs.
        user_agents: Devices, letters in any case.
        q: Text that occurs, in any case, in a number, address, Call-ID or User-Agent.
        connected: True for hold time above 0, False for 0.
        illegal: True for illegal calls, False for all others.
        flow_min: Least flow number: records that came in since another question.
        flow_max: Greatest flow number: only records that were there at another question.
    """

    from_: datetime | None = None
    to: datetime | None = None
    billing_modes: tuple[int, ...] = ()
    callers: tuple[str, ...] = ()
    callees: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ips: tuple[str, ...] = ()
    caller_ips: tuple[str, ...] = ()
    callee_ips: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    caller_gateways: tuple[str, ...] = ()
    callee_gateways: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    end_reasons: tuple[int, ...] = ()
    not_end_reasons: tuple[int, ...] = ()
    reason_classes: tuple[str, ...] = ()
    sip_statuses: tuple[int, ...] = ()
    end_directions: tuple[int, ...] = ()
    hold_min: int | None = None
    hold_max: int | None = None
    call_ids: tuple[str, ...] = ()
    user_agents: tuple[str, ...] = ()
    q: str = ""
    connected: bool | None = None
    illegal: bool | None = None
    flow_min: int | None = None
    flow_max: int | None = None


def milliseconds(moment: datetime) -> int:
    """Epoch milliseconds of an aware moment, rounded up.

    Rounding up keeps half-open ranges exact: a record of whole milliseconds is at or after a
    finer moment exactly if it is at or after the next millisecond.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone is ambiguous")
    return -((_EPOCH - moment) // timedelta(milliseconds=1))


def where(filters: CdrFilter) -> Clause:
    """The condition of a filter over the table ``cdr``, "true" for an empty one.

    Raises:
        Invalid: a text or network that cannot be read, or a class that does not exist.
    """
    clauses = time_range("start", filters)
    for name, column in _CODES.items():
        clauses += _among(column, getattr(filters, name))
    clauses += _without("end_reason", filters.not_end_reasons)
    clauses += _classes(filters.reason_classes)
    for name, (field, columns, folded) in _TEXTS.items():
        terms = [read_term(field, value) for value in getattr(filters, name)]
        clauses += matching(columns, terms, folded=folded)
    for name, (field, columns) in _ADDRESSES.items():
        clauses += addresses(field, columns, getattr(filters, name))
    clauses += [*_hold_time(filters), *_illegal(filters.illegal), *_flows(filters)]
    if filters.q:
        clauses.append((containing(filters.q, TEXT_COLUMNS), [filters.q] * len(TEXT_COLUMNS)))
    return conjunction(clauses)


def span_of(filters: CdrFilter) -> Span:
    """The range of starts of a filter."""
    low = 0 if filters.from_ is None else milliseconds(filters.from_)
    return Span(low, _EVER if filters.to is None else milliseconds(filters.to))


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


def _without(column: str, values: tuple[int, ...]) -> list[Clause]:
    return [negation(clause) for clause in _among(column, values)]


def _classes(names: tuple[str, ...]) -> list[Clause]:
    """Records of any of the classes."""
    unknown = [name for name in names if name not in REASON_CLASSES]
    if unknown:
        detail = f"classes are {', '.join(REASON_CLASSES)}, not {unknown[0][:40]!a}"
        raise Invalid("end_reason_class", detail)
    ranges = [REASON_CLASSES[name] for name in names]
    text = " OR ".join("end_reason BETWEEN ? AND ?" for _ in ranges)
    return [(text, [code for ends in ranges for code in ends])] if ranges else []


def _illegal(wanted: bool | None) -> list[Clause]:
    if wanted is None:
        return []
    return [("billing_mode = ?" if wanted else "billing_mode <> ?", [ILLEGAL])]


def _hold_time(filters: CdrFilter) -> list[Clause]:
    clauses: list[Clause] = []
    if filters.hold_min is not None:
        clauses.append(("hold_time_s >= ?", [filters.hold_min]))
    if filters.hold_max is not None:
        clauses.append(("hold_time_s <= ?", [filters.hold_max]))
    if filters.connected is not None:
        clauses.append(("hold_ms > 0" if filters.connected else "hold_ms = 0", []))
    return clauses


def _flows(filters: CdrFilter) -> list[Clause]:
    clauses: list[Clause] = []
    if filters.flow_min is not None:
        clauses.append(("flow_no >= ?", [filters.flow_min]))
    if filters.flow_max is not None:
        clauses.append(("flow_no <= ?", [filters.flow_max]))
    return clauses


def has_list(filters: CdrFilter) -> bool:
    """Whether a condition has so many values that they are asked for as one list."""
    return any(len(getattr(filters, name)) >= MANY for name in _TEXTS)


def containing(text: str, columns: Collection[str], mark: str = "?") -> str:
    """The condition that the text is somewhere in one of the columns.

    Letters count in any case, which digits need not be asked about.

    Args:
        text: What is looked for.
        columns: Of the table.
        mark: What stands for the text in the condition.
    """
    cased = text.lower() != text.upper()
    one = f"contains(lower({{}}), lower({mark}))" if cased else f"contains({{}}, {mark})"
    return " OR ".join(one.format(column) for column in columns)
