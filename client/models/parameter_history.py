"""Who changed which parameter from what to what, when, from where and why.

One parameter has its own history; the overall one is the audit's part about parameters. Both
become the same entries here, newest first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from client.api.client import ApiClient
from client.api.values import ParameterChange
from client.formats import Formats
from client.models.endpoint_rows import moment

#: Entries of the overall history: two screens, and one request.
OVERALL = 100


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change, as it is listed."""

    name: str
    before: str
    after: str
    at: datetime | None
    actor: str = ""
    address: str = ""
    reason: str = ""


def of_parameter(api: ApiClient, name: str) -> tuple[ChangeEntry, ...]:
    """The history of one parameter; runs in a worker thread."""
    return tuple(_entry(name, change) for change in api.parameter_history(name))


def _entry(name: str, change: ParameterChange) -> ChangeEntry:
    return ChangeEntry(
        name, _text(change.before), _text(change.after), change.at,
        change.actor, change.address, change.reason,
    )  # fmt: skip


def overall(api: ApiClient) -> tuple[ChangeEntry, ...]:
    """The latest changes of all parameters; runs in a worker thread."""
    listing = api.audit(limit=OVERALL, action="parameter.set")
    return tuple(from_audit(listing.items))


def from_audit(items: Iterable[Mapping[str, Any]]) -> Iterable[ChangeEntry]:
    """Entries from lines of the audit about parameters (`object` is `parameter:NAME`)."""
    for item in items:
        name = str(item.get("object") or "").partition(":")[2]
        yield ChangeEntry(
            name, _text(item.get("before")), _text(item.get("after")), moment(item.get("at")),
            _text(item.get("actor")), _text(item.get("address")), _text(item.get("reason")),
        )  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return _text(value.get("value", ""))
    return "" if value is None else str(value)


def headline(entry: ChangeEntry, *, named: bool) -> str:
    """What changed: "6 → 5", with the parameter's name in the overall history."""
    change = f"{entry.before or '?'} → {entry.after or '?'}"
    return f"{entry.name}  {change}" if named else change


def byline(entry: ChangeEntry, formats: Formats) -> str:
    """Who, from where, when and why, in one line."""
    parts = [entry.actor or _tr("somebody")]
    if entry.address:
        parts[0] = _tr("{who} from {where}").format(who=parts[0], where=entry.address)
    if entry.at is not None:
        parts.append(formats.date_time(entry.at))
    if entry.reason:
        parts.append(entry.reason)
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterHistory", text)
