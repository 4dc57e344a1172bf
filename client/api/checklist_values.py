"""The nine points of a safe set-up, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fix:
    """A parameter, the value it has, and the one that puts a point right."""

    name: str
    value: int | str
    wanted: int


@dataclass(frozen=True, slots=True)
class Point:
    """One point; its texts are in the language of the client.

    ``state`` is ``ok``, ``warning`` or ``wrong``; ``page`` names where to go on when no parameter
    helps.
    """

    key: str
    state: str
    title: str
    found: str
    why: str
    fixes: tuple[Fix, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All points as they stood at a moment; ``state`` is that of the worst."""

    state: str
    checked_at: datetime
    items: tuple[Point, ...] = ()
