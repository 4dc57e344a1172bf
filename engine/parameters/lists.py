"""Parameters that are lists within a text: what they may look like, and what they say."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"[0-9A-Za-z+*#._-]{0,31}[0-9A-Za-z+#._-]\*?")
"""A called number or, with a star at its end, the beginning of many. A star alone would be every
number, which nobody means; one before the last place is a key of a telephone."""

_NAME: Final = re.compile(r"[^\x00-\x1f,]{1,64}")


def numbers_of(text: str) -> tuple[str, ...]:
    """The numbers of a list, in its order; blanks around them do not count.

    Raises:
        ValueError: one of them is none; says which.
    """
    found = tuple(part for part in (each.strip() for each in text.split(",")) if part)
    for number in found:
        if _NUMBER.fullmatch(number) is None:
            raise ValueError(f"{number[:40]!a} is no number")
    return found


def names_of(text: str) -> tuple[str, ...]:
    """The names of a list, in its order; blanks around them do not count."""
    return tuple(part for part in (each.strip() for each in text.split(",")) if part)


def are_names(value: int | str) -> bool:
    """Whether every name of a list may be one of a gateway."""
    return all(_NAME.fullmatch(each) is not None for each in names_of(str(value)))


def are_numbers(value: int | str) -> bool:
    """Whether :func:`numbers_of` can read it."""
    try:
        numbers_of(str(value))
    except ValueError:
        return False
    return True


MAX_WAITS: Final = 10
SHORTEST_WAIT: Final = 0.5
"""Seconds. T1 of RFC 3261, and how often the switch looks at its clock at least."""

LONGEST_WAIT: Final = 16.0
MOST_SECONDS: Final = 31.5
"""Of all waits together; with T1 for the last answer it is the time after which RFC 3261 gives a
request up, and everybody has forgotten it."""

_SECONDS: Final = re.compile(r"[0-9]{1,2}(\.[0-9]{1,3})?")


def waits_of(text: str) -> tuple[float, ...]:
    """The waits of a list, in seconds.

    Raises:
        ValueError: it is none, or they are too short, too long, too many or not in order.
    """
    parts = [each.strip() for each in text.split(",")]
    if not all(_SECONDS.fullmatch(part) for part in parts):
        raise ValueError("these are no seconds")
    waits = tuple(float(part) for part in parts)
    if len(waits) > MAX_WAITS or sum(waits) > MOST_SECONDS:
        raise ValueError("these are too many")
    if sorted(waits) != list(waits) or waits[0] < SHORTEST_WAIT or waits[-1] > LONGEST_WAIT:
        raise ValueError("these are too short, too long or not in order")
    return waits


def are_waits(value: int | str) -> bool:
    """Whether :func:`waits_of` can read it."""
    try:
        waits_of(str(value))
    except ValueError:
        return False
    return True
