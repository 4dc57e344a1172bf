"""What is missing from an answer because a file of the archive is damaged, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from client.api.cdr_values import MissingDays
from client.formats import Formats

MOST_NAMED = 3
"""More files are counted, so that the words stay a few lines."""


def missing_text(missing: Sequence[MissingDays], formats: Formats) -> str:
    """Return one line a file, oldest days first; empty if nothing is missing."""
    ordered = sorted(missing, key=lambda each: (each.first_day, each.file))
    lines = [_line(each, formats) for each in ordered[:MOST_NAMED]]
    rest = len(ordered) - MOST_NAMED
    if rest > 0:
        lines.append(_tr("Further damaged files: {count}.").format(count=formats.count(rest)))
    return "\n".join(lines)


def missing_details(missing: Sequence[MissingDays]) -> str:
    """Return every file with the engine's reason, for a tooltip."""
    ordered = sorted(missing, key=lambda each: (each.first_day, each.file))
    return "\n".join(f"{each.file}: {each.reason}" for each in ordered)


def days_text(first: str, last: str) -> str:
    """Return one day, or from which to which."""
    if first == last:
        return first
    return _tr("{first} to {last}").format(first=first, last=last)


def _line(each: MissingDays, formats: Formats) -> str:
    words = _tr(
        "Records of {days} (UTC) are missing: the archive file {file}, which has {count} of them, "
        "is damaged."
    )
    days = days_text(each.first_day, each.last_day)
    return words.format(days=days, file=each.file, count=formats.count(each.records))


def _tr(text: str) -> str:
    return QCoreApplication.translate("MissingDays", text)
