"""The audit as CSV, with the states before and after as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from engine.api.csv_lines import csv_lines
from engine.api.wire import stamp
from engine.store.rows import AuditRow

COLUMNS: Final = (
    "id", "at", "actor", "address", "action", "object", "before", "after", "reason",
)  # fmt: skip


def as_csv(rows: Iterable[AuditRow]) -> Iterator[bytes]:
    """The lines, heading first, in pieces."""
    return csv_lines(COLUMNS, map(cells, rows))


def cells(row: AuditRow) -> tuple[str, ...]:
    """The cells of one row; a state that there is none of is empty."""
    return (
        str(row.id),
        stamp(row.at),
        row.actor,
        row.address,
        row.action,
        row.object,
        _state(row.before),
        _state(row.after),
        row.reason,
    )


def _state(state: Any) -> str:
    return "" if state is None else json.dumps(state, ensure_ascii=False)
