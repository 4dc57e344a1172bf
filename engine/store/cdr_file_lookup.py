"""In which parts of archived files the texts of a filter can be.

:mod:`engine.store.cdr_file_grams` has bits for every 2,048 records of a file, and a file is in
order of time. So what can have a match is spans of time of each file, which DuckDB finds by what
the file says about its groups of 16,384 rows: one costs 2 to 5 ms, and a file of 250,000 records
that is read as a whole 70.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from engine.store.archive_files import ArchiveFile
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_file_grams import blocks_done, blocks_of
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_lookup import POSSIBLE, choices_of, overlapping, rows_of
from engine.store.time_order import Span

WORTH_IT: Final = 0.5
"""Part of the blocks of a file up to which its spans are asked for instead of all of it."""

_ENDS: Final = (
    "SELECT coalesce(min(block), 0), coalesce(max(block), -1) FROM cdr_file_block WHERE {}"
)
_POSSIBLE: Final = POSSIBLE.format(
    what="file", blocks="cdr_file_block", grams="cdr_file_gram", condition="{}"
)


def spans_of(
    database: CdrDatabase, cursor: Cursor, filters: CdrFilter, files: list[ArchiveFile]
) -> dict[str, list[Span]]:
    """File -> the only spans of time that can have a match in it, in order and apart.

    A file that is not known well enough, or would be read nearly as a whole, is not in it.

    Args:
        database: Of the cursor.
        cursor: In the transaction in which the question is asked.
        filters: What is looked for.
        files: Where.
    """
    choices, _ = choices_of(filters) if files else ([], False)
    if not choices:
        return {}
    done = blocks_done(cursor)
    known = {file.file: blocks_of(file) for file in files}
    found: dict[str, list[Span]] = {
        name: [] for name, blocks in known.items() if done.get(name) == blocks
    }
    condition, values = overlapping(filters)
    ends = database.ask(cursor, _ENDS.format(condition), values)[0]
    asked = [*rows_of(choices), *ends, *values]
    for name, first, last, _ in database.ask(cursor, _POSSIBLE.format(condition), asked):
        if name in found:
            found[name].append(Span(first, last + 1))
    few = {name for name, spans in found.items() if len(spans) <= WORTH_IT * known[name]}
    return {name: list(_apart(found[name])) for name in few}


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """What they cover, in order; those that touch are one."""
    merged: Span | None = None
    for span in sorted(spans):
        if merged is None:
            merged = span
        elif span.low <= merged.high:
            merged = Span(merged.low, max(merged.high, span.high))
        else:
            yield merged
            merged = span
    if merged is not None:
        yield merged
