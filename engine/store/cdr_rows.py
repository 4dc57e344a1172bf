"""Values that the store of call records hands out.

The column order of :class:`CdrRow` is the order of the journal's record and of the table, so a
fetched tuple becomes a row without naming its fields. Times are epoch milliseconds.
"""

from typing import Final, NamedTuple


class CdrRow(NamedTuple):
    """One call record; see the table of fields in the documentation of the CDR object.

    ``answer`` and ``pdd_ms`` are None when there was none. ``hold_ms`` is the exact hold time,
    ``hold_time_s`` and ``fee_time_s`` are whole seconds.
    """

    id: str
    flow_no: int
    caller: str
    callee: str
    caller_ip: str
    callee_ip: str
    caller_gateway: str
    callee_gateway: str
    account: str
    start: int
    answer: int | None
    stop: int
    hold_ms: int
    hold_time_s: int
    fee_time_s: int
    fee: float
    billing_mode: int
    end_direction: int
    end_reason: int
    sip_status: int
    pdd_ms: int | None
    call_id: str
    user_agent: str


class CdrSummary(NamedTuple):
    """Figures over all rows of a filter.

    Attributes:
        records: All rows.
        connected: Rows with hold time above 0.
        hold_ms: Sum of hold times in milliseconds.
        illegal: Rows with billing mode 9.
        fee: Sum of fees.
    """

    records: int
    connected: int
    hold_ms: int
    illegal: int
    fee: float

    @property
    def minutes(self) -> float:
        """Connected time in minutes."""
        return self.hold_ms / 60_000

    @property
    def asr(self) -> float | None:
        """Answer-seizure ratio in percent; None without a record."""
        return 100 * self.connected / self.records if self.records else None

    @property
    def acd_s(self) -> float | None:
        """Average duration of a connected call in seconds; None without one."""
        return self.hold_ms / 1000 / self.connected if self.connected else None


class SeriesRow(NamedTuple):
    """Records of one billing mode whose call started in ``[bucket, bucket + width)``."""

    bucket: int
    billing_mode: int
    records: int


class TopRow(NamedTuple):
    """Figures over the records of one value.

    Attributes:
        value: The value as text.
        records: Rows.
        connected: Rows with hold time above 0.
        hold_ms: Sum of hold times in milliseconds.
        illegal: Rows with billing mode 9.
        fee: Sum of fees.
        first: Start of the oldest row.
        last: Start of the newest row.
    """

    value: str
    records: int
    connected: int
    hold_ms: int
    illegal: int
    fee: float
    first: int
    last: int


class AggregateRow(NamedTuple):
    """Attempts that a recording gate kept out of the records."""

    bucket: int
    billing_mode: int
    gate: str
    records: int


class SuspensionRow(NamedTuple):
    """One event in the history of lockouts (requirement 104)."""

    id: str
    at: int
    action: str
    extension: str
    known: bool
    since: int
    until: int
    reason: str
    failures: int
    sources: list[str]
    repeats: int
    user_agent: str
    by: str


class IngestResult(NamedTuple):
    """What became of one journal segment.

    Attributes:
        kind: ``cdr``, ``agg`` or ``sus``.
        rows: Rows now in the store because of this call.
        rejected: Lines that were not readable and went to the ``rejected`` folder.
        duplicate: The segment had been ingested before; only its file was left.
    """

    kind: str
    rows: int
    rejected: int
    duplicate: bool


class ExportResult(NamedTuple):
    """A finished export file."""

    rows: int
    bytes: int
    sha256: str


CDR_COLUMNS: Final = CdrRow._fields
"""Columns of the table ``cdr``, in order."""
