"""Legal holds as rows of a table, and what the operator does to them (requirement 56)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.keeping_values import Hold
from client.formats import Formats
from client.models.cdr_vocabulary import CdrWords
from client.models.columns import Column, Pill
from client.models.filter_choices import conditions_text
from client.models.list_feed import ListFeed
from client.models.table import TableModel
from client.session import Session

Words = Callable[[], CdrWords]


class HoldFeed(ListFeed[tuple[Hold, ...]]):
    """Asks the engine for the holds, and adds one."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "holds", (), parent)

    def read(self, api: ApiClient) -> tuple[Hold, ...]:
        """Ask which holds there are."""
        return api.holds()

    def add(
        self,
        filters: Mapping[str, Any],
        until: datetime | None,
        reason: str,
        done: Callable[[Hold], object],
        failed: Callable[[ApiError], object],
    ) -> bool:
        """Put a hold in force; False if something is being changed already."""
        return self.change(lambda api: api.add_hold(filters, until, reason), done, failed, reason)


class HoldTable(TableModel[Hold]):
    """The holds; those whose time is over say so until they are lifted."""

    def __init__(self, formats: Formats, words: Words, parent: QObject | None = None) -> None:
        super().__init__(hold_columns(formats, words), lambda hold: hold.id, parent)


def hold_columns(formats: Formats, words: Words) -> tuple[Column[Hold], ...]:
    """The columns of the table of holds."""

    def until(hold: Hold) -> str:
        return _tr("it is lifted") if hold.until is None else formats.date_time(hold.until)

    return (
        Column("state", _tr("State"), lambda hold: state(hold).word, 110, pill=state),
        Column("reason", _tr("Reason"), lambda hold: hold.reason, 220),
        Column("by", _tr("By"), lambda hold: hold.by, 90),
        Column("at", _tr("Since"), lambda hold: formats.date_time(hold.at), 172,
               sort_key=lambda hold: hold.at.timestamp()),
        Column("until", _tr("Until"), until, 172),
        Column("what", _tr("Held records"), lambda hold: what(hold, formats, words()), 360),
    )  # fmt: skip


def state(hold: Hold) -> Pill:
    """Whether a hold is in force."""
    if hold.active:
        return Pill("lock", _tr("In force"), "accent")
    return Pill("clock", _tr("Over"), "neutral")


def what(hold: Hold, formats: Formats, words: CdrWords) -> str:
    """Which records a hold keeps: its conditions, and when they began."""
    first, last = (_moment(hold.filters.get(name), formats) for name in ("from", "to"))
    text = conditions_text(hold.filters, words)
    if first and last:
        text += " · " + _tr("begun from {first} to {last}").format(first=first, last=last)
    elif first:
        text += " · " + _tr("begun since {first}").format(first=first)
    elif last:
        text += " · " + _tr("begun before {last}").format(last=last)
    return text


def _moment(text: object, formats: Formats) -> str:
    return formats.date_time(datetime.fromisoformat(str(text)))[:-3] if text else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Holds", text)
