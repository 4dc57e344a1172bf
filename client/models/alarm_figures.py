"""The figures that a rule may be about, in words, and whether a typed one is among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from client.api.figure_values import Figure
from client.models.alarm_rule_draft import plain_number

LABEL_VALUES = 4
"""Values of a label that are named."""


def name_of(text: str) -> str:
    """Return the name in a typed figure, without its labels."""
    return text.partition("{")[0].strip()


def found(figures: Sequence[Figure], text: str) -> Figure | None:
    """Return the figure that is typed, or nothing."""
    name = name_of(text)
    return next((each for each in figures if each.figure == name), None)


def choice(figure: Figure) -> str:
    """Return a figure as a line of a list: its name, what it is, and what it is now."""
    return f"{figure.figure}   {figure.description}   {_now(figure)}".strip()


def hint(figure: Figure) -> str:
    """Return what a figure is, its present value, and how it can be narrowed."""
    parts = [figure.description.rstrip(".") + ".", _now(figure)]
    if figure.grows:
        parts.append(_tr("It only grows: ask for its rise."))
    if figure.labels:
        labels = "; ".join(_label(each.name, each.values) for each in figure.labels)
        parts.append(_tr("Labels: {labels}.").format(labels=labels))
    return " ".join(part for part in parts if part)


def _now(figure: Figure) -> str:
    if figure.value is None:
        return _tr("Not there now.")
    # A unit is a plural, calls or bytes, and the value may be one.
    words = _tr("Now {value} ({unit}).") if figure.unit else _tr("Now {value}.")
    return words.format(value=plain_number(figure.value), unit=figure.unit)


def _label(name: str, values: Sequence[str]) -> str:
    named = ", ".join(values[:LABEL_VALUES])
    return f"{name} = {named}{' …' if len(values) > LABEL_VALUES else ''}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AlarmFigures", text)
