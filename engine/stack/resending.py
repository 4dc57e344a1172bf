"""When a request of ours is sent again over UDP, and when it is given up.

RFC 3261 sends an INVITE again after T1, 2 T1, 4 T1 and so on and gives it up after 64 T1
(§17.1.1.2); other requests never wait longer than T2 (§17.1.2.2). Here the waits of an INVITE are
a list, of which the doubling one is the usual: after the last wait, and T1 more for the answer, the
request is given up. Other requests take the same waits, cut to T2, and repeat the last one.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from engine.stack.timers import Timings

USUAL_WAITS = 6
"""Doubled waits that fit into 64 T1."""


class Resending(NamedTuple):
    """The waits, in seconds.

    Attributes:
        waits: Before each time that an INVITE is sent again; at least one, none shorter than the
            one before.
        longest: T2, the longest wait of other requests.
        spare: T1, what is left for the answer to the last one.
    """

    waits: tuple[float, ...]
    longest: float
    spare: float

    @classmethod
    def of(cls, timings: Timings) -> Self:
        """As RFC 3261 has it."""
        waits = tuple(timings.t1 * 2**place for place in range(USUAL_WAITS))
        return cls(waits, timings.t2, timings.t1)

    @property
    def patience(self) -> float:
        """Seconds after which a request without an answer is given up."""
        return sum(self.waits) + self.spare

    @property
    def every(self) -> frozenset[float]:
        """All waits that there can be."""
        return frozenset(
            (*self.waits, *(min(wait, self.longest) for wait in self.waits), self.longest)
        )

    def of_invite(self, sent_again: int) -> float | None:
        """The wait of an INVITE that was sent again so many times, None when it was the last."""
        return self.waits[sent_again] if sent_again < len(self.waits) else None

    def of_other(self, sent_again: int) -> float:
        """The wait of any other request."""
        return min(self.waits[min(sent_again, len(self.waits) - 1)], self.longest)
