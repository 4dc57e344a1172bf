"""The table of trusted addresses: nothing from there is blocked by a rule."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from client.api.block_values import Trusted
from client.formats import Formats
from client.models.block_groups import FOREVER
from client.models.block_text import left_text, moment_text
from client.models.columns import Column
from client.models.server_time import ServerTime, seconds_left
from client.models.table import TableModel


class TrustedTable(TableModel[Trusted]):
    """The allow list; one that has ended meanwhile says so until the list is read again."""

    def __init__(self, formats: Formats, clock: ServerTime, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats, clock), lambda item: str(item.id), parent)


def _columns(formats: Formats, clock: ServerTime) -> tuple[Column[Trusted], ...]:
    def until(item: Trusted) -> str:
        if item.until is None:
            return _tr("for good")
        now = clock.now()
        left = seconds_left(item.until, now)
        if not left:
            return _tr("over")
        return f"{moment_text(item.until, now, formats)} · {left_text(left, formats)}"

    return (
        Column("value", _tr("Trusted"), lambda item: item.value, 190),
        Column("since", _tr("Since"), lambda item: formats.date_time(item.since), 176,
               sort_key=lambda item: item.since.timestamp()),
        Column("until", _tr("Until"), until, 210,
               sort_key=lambda item: FOREVER if item.until is None else item.until.timestamp()),
        Column("by", _tr("By"), lambda item: item.by, 110),
        Column("comment", _tr("Comment"), lambda item: item.comment, 320),
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Trusted", text)
