"""The order of pages: newest or oldest first by start, then by flow number, and spans of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.store.clauses import Clause


class Key(NamedTuple):
    """Where a record is in the order; ``start`` is in epoch milliseconds."""

    start: int
    flow_no: int


class Span(NamedTuple):
    """A half-open range of start times in epoch milliseconds."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """Milliseconds; not above 0 for an empty range."""
        return self.high - self.low

    def touches(self, other: "Span") -> bool:
        """Whether a time is in both."""
        return self.low < other.high and other.low < self.high


@dataclass(frozen=True, slots=True)
class Order:
    """Newest or oldest first: what "behind" means.

    Attributes:
        by: The end of a statement.
        descending: Whether the newest comes first.
    """

    by: str
    descending: bool

    def behind(self, last: Key | None) -> Iterator[Clause]:
        """Only records that come after that one; all without one."""
        if last is not None:
            sign = "<" if self.descending else ">"
            clause = f"start {sign}= ? AND (start {sign} ? OR flow_no {sign} ?)"
            yield clause, [last.start, last.start, last.flow_no]

    def rest(self, span: Span, last: Key | None) -> Span:
        """The part of a range that begins at that record."""
        if last is None:
            return span
        if self.descending:
            return Span(span.low, min(span.high, last.start + 1))
        return Span(max(span.low, last.start), span.high)

    def split(self, span: Span, width: int) -> tuple[Span, Span]:
        """The first so many milliseconds of a range, and the rest."""
        if self.descending:
            edge = max(span.low, span.high - width)
            return Span(edge, span.high), Span(span.low, edge)
        edge = min(span.high, span.low + width)
        return Span(span.low, edge), Span(edge, span.high)


NEWEST: Final = Order("ORDER BY start DESC, flow_no DESC", descending=True)
OLDEST: Final = Order("ORDER BY start, flow_no", descending=False)
