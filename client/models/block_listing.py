"""What is blocked as a CSV file: the rows that are shown, with all that is known of each.

Names, devices and evidence come from outside: a cell that a spreadsheet would run is made harmless.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from client.formats import Formats
from client.models.block_rows import BlockRow
from client.models.block_text import rule_word, who, why
from client.models.csv_cell import harmless

HEADINGS = (
    "blocked", "layer", "since", "until", "by", "dropped", "last_dropped", "blocked_before", "rule",
    "reason", "evidence", "sources", "why",
)  # fmt: skip


def as_csv(rows: Iterable[BlockRow], formats: Formats) -> str:
    """Return rows as CSV text (RFC 4180), times in the operator's zone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([harmless(cell) for cell in cells(row, formats)] for row in rows)
    return out.getvalue()


def cells(row: BlockRow, formats: Formats) -> tuple[str, ...]:
    """Return the fields of one row, in the order of HEADINGS; "for good" is an empty end."""
    block, lock, rate = row.block, row.lock, row.rate
    last = block.last_hit if block is not None else rate.last if rate is not None else None
    return (
        row.what,
        row.layer.value,
        formats.date_time(row.since),
        formats.date_time(row.until) if row.until is not None else "",
        who(row),
        str(block.hits) if block is not None else str(rate.refused) if rate is not None else "",
        formats.date_time(last) if last is not None else "",
        str(row.repeats),
        rule_word(block.rule) if block is not None else "",
        block.reason if block is not None else lock.reason if lock is not None else "",
        block.evidence if block is not None else rate.evidence if rate is not None else "",
        " ".join(lock.sources) if lock is not None else "" if block is not None else row.address,
        why(row),
    )
