"""What is billed of a talk: whole seconds, by one rule.

A call is held from its answer to its end, in milliseconds. The one rule of rounding is: whole
seconds, and one more when at least ``precision_ms`` are left over. Hold time in seconds and billed
time are both made by it. Of the billed time the free seconds are taken off, never below zero;
nothing is billed of a call to a free number. The hold time itself is never changed by that.

The number that counts is the called one as the record shows it, which is as the caller sent it.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, Self

DEFAULT_PRECISION: Final = 50
"""Milliseconds; what is shorter is the way of messages and not talk (the habit of VOS3000)."""


class FreeNumbers(NamedTuple):
    """Called numbers that cost nothing.

    Attributes:
        whole: Numbers.
        beginnings: Beginnings of numbers.
    """

    whole: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, numbers: Iterable[str]) -> Self:
        """From a list in which a star at the end makes a beginning of a number."""
        found = tuple(numbers)
        return cls(
            frozenset(number for number in found if not number.endswith("*")),
            tuple(number[:-1] for number in found if number.endswith("*")),
        )

    def match(self, callee: str) -> bool:
        """Whether ``callee`` is one of them."""
        return callee in self.whole or callee.startswith(self.beginnings)


class RatingPolicy(NamedTuple):
    """What an operator decides about billed time; the defaults are those of a fresh installation.

    Attributes:
        precision_ms: See above.
        free_s: Seconds of each call that are not billed.
        free_numbers: Calls to them are not billed at all.
    """

    precision_ms: int = DEFAULT_PRECISION
    free_s: int = 0
    free_numbers: FreeNumbers = FreeNumbers()


def whole_seconds(held_ms: int, precision_ms: int = DEFAULT_PRECISION) -> int:
    """The talk time in whole seconds."""
    seconds, rest = divmod(held_ms, 1000)
    return seconds + (rest >= precision_ms)


def billed_seconds(seconds: int, callee: str, policy: RatingPolicy) -> int:
    """What is billed of a call that was held so many whole seconds."""
    if policy.free_numbers.match(callee):
        return 0
    return max(seconds - policy.free_s, 0)
