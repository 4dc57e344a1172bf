"""What a column is, as a value: everything that a table needs to show one field of a row.

A column is data, not code in a delegate: its texts come from functions of the row, so a test can
format every column of every fixture row without a window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")
Align = Literal["left", "right"]
SortKey = str | int | float


@dataclass(frozen=True, slots=True)
class Pill:
    """A state: an icon, a word and a tone, never a colour alone.

    Attributes:
        icon: name of a bundled icon.
        word: what is shown, already translated.
        tone: ``ok``, ``warning``, ``bad``, ``neutral`` or ``accent``.
    """

    icon: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is painted of one cell, so that painting asks a model once.

    Attributes:
        text: what the cell shows; empty beside a pill.
        pill: the state shown instead, if there is one.
        tone: colour name of the text, empty for the usual one.
        right: the text stands at the right.
        share: how much of a bar beside the text is filled, 0 to 1; None without a bar.
        blank: the row is not known yet.
        strip: heights of small bars shown instead of the text; none without them.
    """

    text: str
    pill: Pill | None
    tone: str
    right: bool
    share: float | None = None
    blank: bool = False
    strip: tuple[int, ...] = ()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table.

    Attributes:
        key: stable name, under which width, order and visibility are remembered.
        title: heading, already translated.
        text: what the cell shows; also what copying takes.
        width: first width in device-independent pixels.
        align: ``right`` for numbers.
        sort_key: what the column sorts by; the text if not given.
        tooltip: whole text when the cell may be elided; the text if not given.
        pill: a state shown instead of the text, or nothing for this row.
        tone: colour name of the text, for example ``muted``.
        hidden: not shown until the operator asks for it.
        bar: how much of a limit is used, 0 to 1, shown as a bar beside the text.
        hint: what the heading says about itself, for example whether it can be sorted by.
        strip: counts shown as small bars instead of the text, which says the same in words.
        accessible: what is read aloud, where the text has signs in it; the text if not given.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    align: Align = "left"
    sort_key: Callable[[Row], SortKey] | None = None
    tooltip: Callable[[Row], str] | None = None
    pill: Callable[[Row], Pill | None] | None = None
    tone: Callable[[Row], str] | None = None
    hidden: bool = False
    bar: Callable[[Row], float | None] | None = None
    hint: str = ""
    strip: Callable[[Row], tuple[int, ...]] | None = None
    accessible: Callable[[Row], str] | None = None
