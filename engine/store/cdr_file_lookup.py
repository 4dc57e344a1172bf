"""In which parts of archived files the texts of a filter can be.

:mod:`engine.store.cdr_file_grams` has bits for every 2,048 records of a file, and a file is in
order of time. So what can have a match is spans of time of each file, which DuckDB finds by what
the file says about its groups of 16,384 rows: one costs 2 to 5 ms, and a file of 250,000 records
that is read as a whole 70. Where the free text can only be in columns of few values, the others are
not unpacked for it, which takes a fifth to an eighth.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

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


class Places(NamedTuple):
    """The only spans of time that can have a match in a file, in order and apart.

    Attributes:
        anywhere: In any column.
        few: Where the free text can only be in columns of few values; None is all other times.
    """

    anywhere: list[Span]
    few: list[Span] | None

    def conditions(self, span: Span, text: str, few: str) -> Iterator[str]:
        """What is asked of the file: each match meets one of them, and none two.

        Args:
            span: Only records that began in it; some others may come as well.
            text: The condition that the free text is in any column.
            few: That it is in one of few values.
        """
        here = _within(self.anywhere, span)
        if here != "false":
            yield f"{here} AND {text}"
        rest = "true" if self.few is None else _within(self.few, span)
        if rest != "false":
            yield f"{rest} AND NOT {here} AND {few}"


def places_of(
    database: CdrDatabase, cursor: Cursor, filters: CdrFilter, files: list[ArchiveFile]
) -> dict[str, Places]:
    """File -> where in it can be a match.

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
    known = {file.file: blocks_of(file) for file in files if done.get(file.file) == blocks_of(file)}
    found: dict[tuple[str, bool], list[Span]] = defaultdict(list)
    condition, values = overlapping(filters)
    ends = database.ask(cursor, _ENDS.format(condition), values)[0]
    asked = [*rows_of(choices), *ends, *values]
    for name, first, last, anywhere in database.ask(cursor, _POSSIBLE.format(condition), asked):
        found[name, anywhere].append(Span(first, last + 1))
    return {
        name: Places(
            list(_apart(found[name, True])),
            list(_apart(found[name, False])) if len(found[name, False]) <= most else None,
        )
        for name, most in ((name, WORTH_IT * blocks) for name, blocks in known.items())
        if len(found[name, True]) <= most
    }


def _within(spans: Iterable[Span], span: Span) -> str:
    """The condition that a record is in one of the spans, of those that touch the other one."""
    times = [
        f"start >= {low} AND start < {high}" for low, high in spans if span.touches(Span(low, high))
    ]
    return f"({' OR '.join(times)})" if times else "false"


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
