"""Parameters that are lists within a text: what they may look like, and what they say."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"[0-9A-Za-z+*#._-]{0,31}[0-9A-Za-z+#._-]\*?")
"""A called number or, with a star at its end, the beginning of many. A star alone would be every
number, which nobody means; one before the last place is a key of a telephone."""


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


def are_numbers(value: int | str) -> bool:
    """Whether :func:`numbers_of` can read it."""
    try:
        numbers_of(str(value))
    except ValueError:
        return False
    return True
