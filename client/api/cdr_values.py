"""Call detail records, their summary and their exports, as frozen values; and the query for them.

A query always has a time range, half open: a record that starts exactly at ``end`` is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CdrQuery:
    """Which records are meant. Several values of one field mean any of them."""

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

    def pairs(self) -> Pairs:
        """Return the query as the names and texts of the interface, in a fixed order."""
        result: Pairs = [("from", rfc3339(self.start)), ("to", rfc3339(self.end))]
        lists: tuple[tuple[str, tuple[int | str, ...]], ...] = (
            ("billing_mode", self.billing_modes),
            ("caller", self.callers),
            ("callee", self.callees),
            ("ip", self.ips),
            ("end_reason", self.end_reasons),
            ("call_id", self.call_ids),
        )
        result += [(name, str(value)) for name, values in lists for value in values]
        if self.hold_min is not None:
            result.append(("hold_min", str(self.hold_min)))
        if self.hold_max is not None:
            result.append(("hold_max", str(self.hold_max)))
        if self.connected is not None:
            result.append(("connected", "true" if self.connected else "false"))
        if self.text:
            result.append(("q", self.text))
        return result

    def filters(self) -> dict[str, object]:
        """Return the query as one JSON object, for an export; repeated names become lists."""
        result: dict[str, object] = {}
        for name, value in self.pairs():
            known = result.get(name)
            if name in _REPEATABLE:
                result[name] = [*(known if isinstance(known, list) else []), value]
            else:
                result[name] = value
        return result


_REPEATABLE = {"billing_mode", "caller", "callee", "ip", "end_reason", "call_id"}


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
