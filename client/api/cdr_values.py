"""Call detail records, their summary and their exports, as frozen values; and the query for them.

A query always has a time range, half open: a record that starts exactly at ``end`` is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CdrQuery:
    """Which records are meant. Several values of one field mean any of them.

    Flow numbers rise with every record: ``flow_max`` keeps what has come in since out, and
    ``flow_min`` what was there before.
    """

    start: datetime
    end: datetime
    billing_modes: tuple[int, ...] = ()
    callers: tuple[str, ...] = ()
    callees: tuple[str, ...] = ()
    ips: tuple[str, ...] = ()
    end_reasons: tuple[int, ...] = ()
    call_ids: tuple[str, ...] = ()
    hold_min: int | None = None
    hold_max: int | None = None
    connected: bool | None = None
    text: str = ""
    numbers: tuple[str, ...] = ()
    caller_ips: tuple[str, ...] = ()
    callee_ips: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    caller_gateways: tuple[str, ...] = ()
    callee_gateways: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    not_end_reasons: tuple[int, ...] = ()
    reason_classes: tuple[str, ...] = ()
    sip_statuses: tuple[int, ...] = ()
    end_directions: tuple[int, ...] = ()
    user_agents: tuple[str, ...] = ()
    zero_duration: bool | None = None
    illegal: bool | None = None
    flow_min: int | None = None
    flow_max: int | None = None

    def pairs(self) -> Pairs:
        """Return the query as the names and texts of the interface, in a fixed order."""
        result: Pairs = [("from", rfc3339(self.start)), ("to", rfc3339(self.end))]
        result += [
            (name, str(value))
            for part, name in _REPEATABLE.items()
            for value in getattr(self, part)
        ]
        for number in _NUMBERS:
            if (limit := getattr(self, number)) is not None:
                result.append((number, str(limit)))
        for flag in _FLAGS:
            if (value := getattr(self, flag)) is not None:
                result.append((flag, "true" if value else "false"))
        if self.text:
            result.append(("q", self.text))
        return result

    def conditions(self) -> dict[str, object]:
        """Return the query without its range as one JSON object; see `parts_of`."""
        result: dict[str, object] = {
            name: list(getattr(self, part))
            for part, name in _REPEATABLE.items() if getattr(self, part)
        }  # fmt: skip
        singles = ((name, getattr(self, name)) for name in _SINGLES)
        result |= {name: value for name, value in singles if value is not None}
        return result | ({"q": self.text} if self.text else {})

    def filters(self) -> dict[str, object]:
        """Return the query as one JSON object, for an export; repeated names become lists."""
        result: dict[str, object] = {}
        repeatable = set(_REPEATABLE.values())
        for name, value in self.pairs():
            known = result.get(name)
            if name in repeatable:
                result[name] = [*(known if isinstance(known, list) else []), value]
            else:
                result[name] = value
        return result


# What may be asked for several times: part of the query -> name in the interface.
_REPEATABLE = {
    "billing_modes": "billing_mode",
    "callers": "caller",
    "callees": "callee",
    "numbers": "number",
    "ips": "ip",
    "caller_ips": "caller_ip",
    "callee_ips": "callee_ip",
    "gateways": "gateway",
    "caller_gateways": "caller_gateway",
    "callee_gateways": "callee_gateway",
    "accounts": "account",
    "end_reasons": "end_reason",
    "not_end_reasons": "not_end_reason",
    "reason_classes": "end_reason_class",
    "sip_statuses": "sip_status",
    "end_directions": "end_direction",
    "call_ids": "call_id",
    "user_agents": "user_agent",
}
_NUMBERS = ("hold_min", "hold_max", "flow_min", "flow_max")
_FLAGS = ("connected", "zero_duration", "illegal")
_SINGLES = ("hold_min", "hold_max", *_FLAGS)


def parts_of(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a query that *filters*, by the names of the interface, ask for."""
    parts: dict[str, Any] = {
        part: tuple(filters[name]) for part, name in _REPEATABLE.items() if filters.get(name)
    }
    parts |= {name: filters[name] for name in _SINGLES if filters.get(name) is not None}
    return parts | ({"text": filters["q"]} if filters.get("q") else {})


def rfc3339(moment: datetime) -> str:
    """Return *moment* in UTC with milliseconds and ``Z``."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Cdr:
    """One call, or one attempt, as it is billed."""

    id: str
    flow_no: int
    caller: str
    callee: str
    caller_ip: str
    callee_ip: str
    start: datetime
    stop: datetime
    hold_time_s: int
    billing_mode: int
    end_reason: int
    end_direction: int = 2
    answer: datetime | None = None
    fee_time_s: int = 0
    fee: float = 0.0
    caller_gateway: str = ""
    callee_gateway: str = ""
    account: str = ""
    sip_status: int = 0
    pdd_ms: int | None = None
    call_id: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class MissingDays:
    """Records that an answer lacks, because their file of the archive cannot be read.

    The days are those of UTC, ``2026-11-23``, both included.
    """

    first_day: str
    last_day: str
    records: int = 0
    file: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CdrPage:
    """A page of records, and the greatest flow number of all there were when it was read.

    ``next_cursor`` is empty on the last page; an engine that does not know of ``flow_max`` gives
    none. ``missing`` is what the page may lack.
    """

    items: tuple[Cdr, ...]
    next_cursor: str = ""
    flow_max: int | None = None
    missing: tuple[MissingDays, ...] = ()


@dataclass(frozen=True, slots=True)
class CdrSummary:
    """The totals of a query. ASR is a share of 1, ACD seconds; none without a call."""

    records: int
    connected: int = 0
    minutes: float = 0.0
    asr: float | None = None
    acd_s: float | None = None
    fee: float = 0.0
    illegal: int = 0
    not_recorded: int = 0
    missing: tuple[MissingDays, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """How many records of one billing mode started in one bucket of time."""

    at: datetime
    billing_mode: int
    count: int
    gate: str = ""


@dataclass(frozen=True, slots=True)
class CdrSeries:
    """The chart of a query: records, and what was not recorded, by bucket."""

    bucket_s: int
    points: tuple[SeriesPoint, ...] = ()
    not_recorded: tuple[SeriesPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """An export job: ``queued``, ``running``, ``done``, ``failed`` or ``cancelled``."""

    id: str
    status: str
    rows: int = 0
    expected_rows: int | None = None
    bytes: int = 0
    sha256: str | None = None
    detail: str = ""
    filename: str = ""
    format: str = "csv"
    owner: str = ""
    created_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What a code means, in both languages."""

    code: int
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes of a record: billing modes, end reasons, and who ended the call."""

    billing_modes: tuple[Word, ...] = ()
    end_reasons: tuple[Word, ...] = ()
    end_directions: tuple[Word, ...] = ()
