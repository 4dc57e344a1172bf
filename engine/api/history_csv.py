"""Past lockouts and blocks as CSV."""

from collections.abc import Iterable, Iterator
from typing import Final

from engine.api.csv_lines import csv_lines
from engine.api.wire import stamp_ms
from engine.store.security_history import SecurityEvent

COLUMNS: Final = (
    "at", "layer", "action", "value", "known", "rule", "reason", "by", "since", "until", "repeats",
    "hits", "sources", "evidence",
)  # fmt: skip


def as_csv(events: Iterable[SecurityEvent]) -> Iterator[bytes]:
    """The lines, heading first, in pieces."""
    return csv_lines(COLUMNS, map(cells, events))


def cells(event: SecurityEvent) -> tuple[str, ...]:
    """The cells of one row; "for good" is an empty end."""
    return (
        stamp_ms(event.at),
        event.layer,
        event.action,
        event.value,
        "" if event.known is None else str(event.known).lower(),
        event.rule,
        event.reason,
        event.by,
        stamp_ms(event.since),
        "" if event.until is None else stamp_ms(event.until),
        str(event.repeats),
        str(event.hits),
        " ".join(event.sources),
        event.evidence,
    )
