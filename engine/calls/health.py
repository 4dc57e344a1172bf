"""What is known of gateways: how their calls ended, and which of them are in quarantine.

A gateway that says 503 with Retry-After gets no calls for that long (RFC 3261 §21.5.4), one that
does not answer at all several times in a row for a while. Everything else that fails is counted
and remembered for an operator, but keeps no call away. Times are monotonic seconds.
"""

from collections import deque
from collections.abc import Iterable
from typing import Final, NamedTuple

from engine.calls.usage import Usage
from engine.control.gateways import GatewayConfig, GatewayLive

RECENT: Final = 100
"""Calls that ASR, ACD and PDD are made of: enough to mean something, few enough to notice soon
that a carrier got worse."""

MIN_GRADED: Final = 10
"""Ended calls from which on their answered share says something about a gateway."""

BEST_GRADE: Final = 10

MAX_RETRY_AFTER: Final = 3600.0
"""Longest quarantine a gateway can ask for, in seconds: a carrier that sends a wrong number must
not be out for days without anybody looking."""

MAX_TIMEOUTS: Final = 3
"""Calls in a row without any answer that send a gateway into quarantine: one is a lost packet or
a callee's network, three are a gateway that is gone."""

TIMEOUT_QUARANTINE: Final = 30.0
"""Seconds of that quarantine: callers are spared waiting, and a gateway that is back is used
again before anybody complains."""

MAX_FAILURE_TEXT: Final = 200
"""Characters of the text of a failure that are kept: it may hold a peer's words."""


class Attempt(NamedTuple):
    """A call, or an attempt at one, that ended at a gateway.

    Attributes:
        answered: Whether it was answered.
        talk_ms: Milliseconds from answer to end.
        pdd_ms: Milliseconds until it rang, None when nothing rang.
        at: When it ended.
    """

    answered: bool
    talk_ms: int = 0
    pdd_ms: int | None = None
    at: float = 0.0


class _Book:
    """The entry of one gateway; sums are whole numbers, so that they never drift."""

    __slots__ = (
        *("answered", "attempts", "failed_at", "failure", "last", "quarantined_until"),
        *("recent_answered", "recent_pdd_ms", "recent_rang", "recent_talk_ms", "timeouts"),
    )

    def __init__(self) -> None:
        self.attempts = self.answered = self.timeouts = 0
        self.recent_answered = self.recent_talk_ms = self.recent_rang = self.recent_pdd_ms = 0
        self.last: deque[Attempt] = deque()
        self.failure = ""
        self.failed_at: float | None = None
        self.quarantined_until = float("-inf")

    def add(self, attempt: Attempt) -> None:
        self.last.append(attempt)
        self._sum(attempt, 1)
        if len(self.last) > RECENT:
            self._sum(self.last.popleft(), -1)

    def forget(self, before: float) -> None:
        """Leave those out that ended before a moment."""
        while self.last and self.last[0].at < before:
            self._sum(self.last.popleft(), -1)

    def _sum(self, attempt: Attempt, sign: int) -> None:
        if attempt.answered:
            self.recent_answered += sign
            self.recent_talk_ms += sign * attempt.talk_ms
        if attempt.pdd_ms is not None:
            self.recent_rang += sign
            self.recent_pdd_ms += sign * attempt.pdd_ms


class GatewayHealth:
    """The entries of all gateways. Names are those of configured ones, see :meth:`keep`.

    Attributes:
        window_s: Seconds for which an ended call counts for ASR, ACD and PDD, 0 for any time.
    """

    __slots__ = ("_books", "_unreachable", "window_s")

    def __init__(self) -> None:
        self.window_s = 0
        self._books: dict[str, _Book] = {}
        self._unreachable: set[str] = set()

    def attempted(self, name: str) -> None:
        """A call was offered to the gateway, or came from it."""
        self._book(name).attempts += 1

    def answered(self, name: str) -> None:
        """One of them was answered."""
        self._book(name).answered += 1

    def ended(self, name: str, attempt: Attempt) -> None:
        """One of them is over: hung up, failed, or moved on to the next gateway."""
        self._book(name).add(attempt)

    def failed(self, name: str, text: str, now: float) -> None:
        """One of them failed; ``text`` says why, for a person."""
        book = self._book(name)
        text = text[:MAX_FAILURE_TEXT]
        book.failure = "".join(sign if sign.isprintable() else "?" for sign in text)
        book.failed_at = now

    def responded(self, name: str) -> None:
        """The gateway answered something, were it a refusal: it is there."""
        book = self._books.get(name)
        if book is not None:
            book.timeouts = 0

    def timed_out(self, name: str, now: float) -> bool:
        """It did not answer a call at all; whether that sends it into quarantine."""
        book = self._book(name)
        book.timeouts += 1
        if book.timeouts < MAX_TIMEOUTS:
            return False
        book.timeouts = 0
        self.quarantine(name, now + TIMEOUT_QUARANTINE)
        return True

    def unavailable(self, name: str, retry_after_s: int, now: float) -> None:
        """It said 503 with Retry-After; without that header a 503 is a failure like any other."""
        self.quarantine(name, now + min(float(retry_after_s), MAX_RETRY_AFTER))

    def quarantine(self, name: str, until: float) -> None:
        """Give it no calls before ``until``; a quarantine is never shortened by another one."""
        book = self._book(name)
        book.quarantined_until = max(book.quarantined_until, until)

    def release(self, name: str) -> None:
        """End its quarantine: an operator wants it, or a probe was answered."""
        book = self._books.get(name)
        if book is not None:
            book.quarantined_until = float("-inf")
            book.timeouts = 0

    def quarantined_until(self, name: str, now: float) -> float | None:
        """When its quarantine ends, None when it is in none."""
        book = self._books.get(name)
        if book is None or book.quarantined_until <= now:
            return None
        return book.quarantined_until

    def grade(self, name: str, now: float) -> int:
        """How well its calls are answered, in tenths; the best of a gateway too little is known of.

        So one that is new, or whose bad calls are forgotten, is tried again.
        """
        book = self._book_at(name, now)
        if book is None or len(book.last) < MIN_GRADED:
            return BEST_GRADE
        return book.recent_answered * BEST_GRADE // len(book.last)

    def set_reachable(self, name: str, reachable: bool) -> None:
        """What probes found out; a gateway that nobody probes is taken to be there."""
        (self._unreachable.discard if reachable else self._unreachable.add)(name)

    def reachable(self, name: str) -> bool:
        """Whether calls may be sent to it as far as probes know."""
        return name not in self._unreachable

    def keep(self, names: Iterable[str]) -> None:
        """Forget every gateway but these; after each change of the configuration."""
        kept = frozenset(names)
        self._books = {name: book for name, book in self._books.items() if name in kept}
        self._unreachable &= kept

    def live(
        self, gateways: Iterable[GatewayConfig], usage: Usage, now: float, wall_offset: float
    ) -> list[GatewayLive]:
        """What to show of ``gateways``, in their order.

        Args:
            gateways: Any; one that had no call yet is shown with zeros.
            usage: What counts the calls of gateways.
            now: Monotonic seconds.
            wall_offset: What must be added to monotonic seconds to get epoch seconds.
        """
        return [self._live(gateway.name, usage, now, wall_offset) for gateway in gateways]

    def _live(self, name: str, usage: Usage, now: float, wall_offset: float) -> GatewayLive:
        book = self._book_at(name, now) or _Book()
        until = self.quarantined_until(name, now)
        return GatewayLive(
            name,
            usage.calls(name),
            book.attempts,
            book.answered,
            asr=_mean(book.recent_answered, len(book.last)),
            acd_s=_mean(book.recent_talk_ms / 1000, book.recent_answered),
            pdd_ms=_mean(book.recent_pdd_ms, book.recent_rang),
            calls_in_last_second=usage.begun(name, now),
            quarantined_until=None if until is None else until + wall_offset,
            last_failure=book.failure,
            last_failure_at=None if book.failed_at is None else book.failed_at + wall_offset,
        )

    def _book_at(self, name: str, now: float) -> _Book | None:
        """The entry without calls that are too old."""
        book = self._books.get(name)
        if book is not None and self.window_s:
            book.forget(now - self.window_s)
        return book

    def _book(self, name: str) -> _Book:
        book = self._books.get(name)
        if book is None:
            book = self._books[name] = _Book()
        return book


def _mean(total: float, count: int) -> float | None:
    return total / count if count else None
