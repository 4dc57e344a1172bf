"""The current values as a document: CSV for tools, plain text for a change request.

Requirement 143: the security parameters are exported for documentation. What is written is what
is stored, never what is only typed.
"""

import csv
import io
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from client.api.values import Parameter
from client.formats import Formats
from client.models.csv_cell import harmless
from client.models.parameter_rules import range_text

HEADINGS = (
    "name", "value", "default", "changed", "unit", "range", "group", "section", "description",
    "changed_by", "changed_at",
)  # fmt: skip


def as_csv(parameters: Iterable[Parameter], formats: Formats) -> str:
    """A CSV table with one line a parameter; times in the operator's zone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for item in parameters:
        writer.writerow(
            _cell(value)
            for value in (
                item.name, item.value, item.default, int(item.changed), item.unit,
                range_text(item), item.group, item.section, item.description,
                item.changed_by, _moment(item, formats),
            )
        )  # fmt: skip
    return out.getvalue()


def as_text(parameters: Iterable[Parameter], formats: Formats, title: str) -> str:
    """Aligned lines a person can read: name, value, unit, and what the default would be."""
    chosen = list(parameters)
    width = max((len(item.name) for item in chosen), default=0)
    lines = [title, ""]
    for item in chosen:
        line = f"{item.name.ljust(width)}  {item.value}"
        if item.unit:
            line += f" {item.unit}"
        if item.changed:
            line += "   " + _tr("(default {value}; {by}, {at})").format(
                value=item.default, by=item.changed_by or "?", at=_moment(item, formats)
            )
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def _moment(item: Parameter, formats: Formats) -> str:
    return "" if item.changed_at is None else formats.date_time(item.changed_at)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    negative_number = text[:1] == "-" and text[1:].isdigit()
    return text if negative_number else harmless(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterListing", text)
