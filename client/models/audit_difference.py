"""What is different between two states of the audit, field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

LONGEST = 400
"""Characters of a value that are shown; the whole is in the copied JSON and in the file."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is not the same.

    Attributes:
        name: the field, "" when the states have none.
        before: the value as text, None when there was none.
        after: the value as text, None when there is none.
    """

    name: str
    before: str | None
    after: str | None


_OF_ENGINE = ("id", "version")


def difference(before: Any, after: Any) -> tuple[Change, ...]:
    """Return the fields that differ, those of the state before in their order first."""
    if before is None and after is None:
        return ()
    if not _fields(before) or not _fields(after):
        return (Change("", _optional(before), _optional(after)),)
    old, new = _flat(before or {}), _flat(after or {})
    names = [*old, *(name for name in new if name not in old)]
    return tuple(
        Change(name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def summary(before: Any, after: Any) -> str:
    """Return the difference in one line: "value 6 → 5, enabled no → yes".

    What only the engine needs comes last: there is room for the first fields in a table.
    """
    parts = []
    for change in sorted(difference(before, after), key=lambda change: change.name in _OF_ENGINE):
        value = f"{change.before} → {change.after}"
        if change.before is None:
            value = str(change.after)
        elif change.after is None:
            value = str(change.before)
        parts.append(f"{change.name} {value}".strip())
    return ", ".join(parts)


def as_json(before: Any, after: Any) -> str:
    """Return both states whole, to be copied."""
    return json.dumps({"before": before, "after": after}, ensure_ascii=False, indent=2)


def text_of(value: Any) -> str:
    """Return a value as an operator reads it."""
    if value is True or value is False:
        return _tr("yes") if value else _tr("no")
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        text = ", ".join(map(text_of, value)) or "[]"
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _fields(state: Any) -> bool:
    """Whether a state has fields; none at all fits to any."""
    return state is None or isinstance(state, Mapping)


def _flat(state: Mapping[str, Any], inside: str = "") -> dict[str, str]:
    """Fields of fields by their path, two deep at most: deeper ones are one text."""
    found: dict[str, str] = {}
    for name, value in state.items():
        if isinstance(value, Mapping) and value and not inside:
            found |= _flat(value, f"{name}.")
        else:
            found[f"{inside}{name}"] = text_of(value)
    return found


def _optional(state: Any) -> str | None:
    return None if state is None else text_of(state)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditDifference", text)
