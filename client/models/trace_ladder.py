"""The arrows of a call trace: what each message is, and repeated ones drawn together.

A message that comes again, sign for sign, is a retransmission (RFC 3261 section 17): it makes no
arrow of its own, it is counted at the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from client.api.trace_values import CallTrace, TraceLeg, TraceMessage
from client.formats import Formats

Index = QModelIndex | QPersistentModelIndex
ArrowRole = Qt.ItemDataRole.UserRole + 1


class Kind(StrEnum):
    """The class of a message, by which it is drawn."""

    REQUEST = "request"
    PROVISIONAL = "provisional"
    SUCCESS = "success"
    FAILURE = "failure"


@dataclass(slots=True)
class Arrow:
    """One message and its repetitions; ``gap_s`` is the time since the arrow above it."""

    message: TraceMessage
    gap_s: float
    times: list[datetime] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The class of the message; a redirection did not succeed."""
        status = self.message.status
        if status is None:
            return Kind.REQUEST
        if status < 200:
            return Kind.PROVISIONAL
        return Kind.SUCCESS if status < 300 else Kind.FAILURE

    @property
    def label(self) -> str:
        """Method, or status and reason; what is neither shows its first line."""
        message = self.message
        if message.status is not None:
            return message.first_line.partition(" ")[2].strip() or str(message.status)
        return message.method or message.first_line

    @property
    def incoming(self) -> bool:
        """Whether it came to the switch."""
        return self.message.direction == "in"


class TraceLadder(QAbstractListModel):
    """The arrows of one call, in the order of the wire.

    Attributes:
        trace: the call without its messages; None before the first one.
        last: number of the last message.
    """

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._arrows: list[Arrow] = []
        self._known: dict[tuple[int, str, str], int] = {}
        self.trace: CallTrace | None = None
        self.last = 0

    @property
    def legs(self) -> Sequence[TraceLeg]:
        """The lifelines beside the switch: the caller first."""
        return self.trace.legs if self.trace else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many arrows there are."""
        return 0 if parent.isValid() else len(self._arrows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the arrow, or a sentence about it for those who hear the page."""
        if not index.isValid():
            return None
        arrow = self._arrows[index.row()]
        if role == ArrowRole:
            return arrow
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.sentence(arrow)
        return None

    def arrow(self, row: int) -> Arrow:
        """Return the arrow of a row."""
        return self._arrows[row]

    def clear(self) -> None:
        """Forget the call."""
        self.beginResetModel()
        self._arrows.clear()
        self._known.clear()
        self.trace, self.last = None, 0
        self.endResetModel()

    def show(self, trace: CallTrace) -> None:
        """Show another call, or the same one anew."""
        self.clear()
        self.grow(trace)

    def grow(self, trace: CallTrace) -> None:
        """Add the messages that are new."""
        self.trace = trace
        for message in trace.messages:
            if message.number > self.last and 0 <= message.leg < len(trace.legs):
                self._take(message)
                self.last = message.number

    def _take(self, message: TraceMessage) -> None:
        key = (message.leg, message.direction, message.text)
        row = self._known.get(key)
        if row is not None:
            self._arrows[row].times.append(message.at)
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        row = self._known[key] = len(self._arrows)
        before = self._arrows[-1].message.at if self._arrows else message.at
        self.beginInsertRows(QModelIndex(), row, row)
        gap = (message.at - before).total_seconds()
        self._arrows.append(Arrow(message, gap, [message.at]))
        self.endInsertRows()

    def name(self, leg: int) -> str:
        """Return what is written over a lifeline."""
        item = self.legs[leg]
        return item.name or (self.trace.caller if self.trace and not leg else "") or item.peer

    def sentence(self, arrow: Arrow) -> str:
        """Say an arrow: ``11:02:14.410 INVITE, 1001 to switch, request, with SDP``."""
        ends = [self.name(arrow.message.leg), _tr("Switch")]
        ends = ends if arrow.incoming else ends[::-1]
        parts = [
            f"{self._formats.time(arrow.message.at, ms=True)} {arrow.label}",
            _tr("{sender} to {receiver}").format(sender=ends[0], receiver=ends[1]),
            kind_text(arrow.kind),
        ]
        if arrow.message.sdp:
            parts.append(_tr("with SDP"))
        if len(arrow.times) > 1:
            parts.append(_tr("sent %Ln time(s)", len(arrow.times)))
        return ", ".join(parts)

    def repeats(self, arrow: Arrow) -> str:
        """Say when a message was repeated, in seconds after its first time."""
        first = arrow.times[0]
        later = [f"+{(time - first).total_seconds():.3f} s" for time in arrow.times[1:9]]
        text = ", ".join(later) + (" …" if len(arrow.times) > 9 else "")
        return _tr("Sent %Ln time(s), unchanged: {times}", len(arrow.times)).format(times=text)


def kind_text(kind: Kind) -> str:
    """Return the class in the language of the operator."""
    return {
        Kind.REQUEST: _tr("Request"),
        Kind.PROVISIONAL: _tr("Provisional answer"),
        Kind.SUCCESS: _tr("Success"),
        Kind.FAILURE: _tr("Failure"),
    }[kind]


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("TraceLadder", text, "", count)
