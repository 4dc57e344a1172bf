"""What is known about a parameter, as values without behaviour.

A parameter is named and numbered as in VOS3000's manual where that has it; names that are ours
follow its habit. Everything a client shows beside a value is here, in English; ``chinese`` has the
same in Chinese.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is; the member's value is the ``type`` in the API."""

    BOOLEAN = "boolean"  # stored and sent as 0 or 1
    INTEGER = "integer"
    TEXT = "text"


class Group(StrEnum):
    """Where the parameter is found; billing has a second way to it in the client."""

    BILLING = "billing"
    QUERY = "query"
    SECURITY = "security"
    SOFTSWITCH = "softswitch"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One value and what choosing it means.

    Attributes:
        value: the value.
        text: the trade-off, one sentence.
        advised: False for a value that is accepted but should not be used; so is anything beyond.
    """

    value: int | str
    text: str
    advised: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the catalogue.

    Attributes:
        name: identifier, the same on the wire, on the command line and in the manual.
        group: see :class:`Group`.
        section: section of VOS3000's manual, or "" for a parameter that is ours.
        kind: what its values are.
        default: value of a fresh installation.
        minimum: least integer, or least length of a text.
        maximum: greatest integer, or greatest length of a text.
        unit: what an integer counts; "" when it counts nothing.
        description: one sentence.
        recommended: values worth naming, ascending, each with its trade-off.
        fits: whether a value within the limits is one; None when all of them are.
        takes: what ``fits`` lets through, in words.
    """

    name: str
    group: Group
    section: str
    kind: Kind
    default: int | str
    minimum: int
    maximum: int
    unit: str
    description: str
    recommended: tuple[Recommendation, ...] = ()
    fits: Callable[[int | str], bool] | None = None
    takes: str = ""
