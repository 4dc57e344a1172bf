"""Figures that alarm rules may be about, as the interface gives them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """A label and the values it has now."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        figure: its name.
        grows: a count since its process began; a rule asks for its rise.
        value: the sum over all labels now, None while there is none.
    """

    figure: str
    unit: str = ""
    description: str = ""
    grows: bool = False
    labels: tuple[FigureLabel, ...] = ()
    value: float | None = None
