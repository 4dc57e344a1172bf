"""The table of running calls: several thousand rows that change in place, by their identifiers.

What was asked for is held whole; the chosen state decides which of it is shown, so that the counts
of all states are known. A call that begins comes on top, one that ends goes; nothing is ever reset
under the operator's eyes. Once a second only the durations that are seen are painted.
"""

import time
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt

from client.api.call_values import Call
from client.formats import DASH, Formats
from client.models.call_rows import (
    ENDED,
    CallRow,
    CallState,
    after_event,
    call_pill,
    call_word,
    counts,
    row_of,
    settled,
)
from client.models.columns import Column
from client.models.table import TableModel


class CallTable(TableModel[CallRow]):
    """Running calls, the newest first.

    Args:
        formats: the operator's zone.
        monotonic: counts seconds.
    """

    def __init__(
        self,
        formats: Formats,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        self._formats = formats
        self._monotonic = monotonic
        self._moment = monotonic()
        self._loaded: dict[str, CallRow] = {}
        self._state: CallState | None = None
        super().__init__(self._make_columns(), lambda row: row.id, parent)

    @property
    def state(self) -> CallState | None:
        """Which state is shown; None for all."""
        return self._state

    def loaded(self) -> int:
        """Return how many calls are known, shown or not."""
        return len(self._loaded)

    def counts(self) -> Mapping[CallState, int]:
        """Return how many of the known calls are in each state."""
        return counts(self._loaded.values())

    def call(self, call_id: str) -> CallRow | None:
        """Return a known call, shown or not."""
        return self._loaded.get(call_id)

    # What the owner changes

    def show(self, calls: Iterable[Call]) -> None:
        """Begin with these calls, because something else was asked for."""
        self._moment = self._monotonic()
        self._loaded = {row.id: row for row in _newest_first(calls, self._moment)}
        self.set_rows(filter(self._fits, self._loaded.values()))

    def sync(self, calls: Iterable[Call]) -> None:
        """Become these calls in place: selection and scroll position stay."""
        now = self._moment = self._monotonic()
        fresh = {
            row.id: settled(row, self._loaded.get(row.id)) for row in _newest_first(calls, now)
        }
        self.remove([key for key in self._loaded if key not in fresh])
        self._loaded = fresh
        self._place(fresh.values())

    def happened(self, events: Iterable[Mapping[str, object]]) -> bool:
        """Take over events ``{id, state}``; say whether one was about an unknown call."""
        now = self._monotonic()
        changed: dict[str, CallRow] = {}
        ended: list[str] = []
        strange = False
        for event in events:
            key, state = str(event.get("id", "")), str(event.get("state", ""))
            row = self._loaded.get(key)
            if state == ENDED:
                ended += [key] if self._loaded.pop(key, None) is not None else []
            elif row is None:
                strange = True
            else:
                changed[key] = self._loaded[key] = after_event(row, state, now)
        self.remove(ended)
        self._place(row for key, row in changed.items() if key in self._loaded)
        return strange

    def drop(self, call_ids: Iterable[str]) -> None:
        """Take out calls that were ended from here."""
        gone = [key for key in call_ids if self._loaded.pop(key, None) is not None]
        self.remove(gone)

    def choose(self, state: CallState | None) -> None:
        """Show only the calls in *state*, or all."""
        if state is not self._state:
            self._state = state
            self.set_rows(filter(self._fits, self._loaded.values()))

    def tick(self, first: int, last: int) -> None:
        """Let the durations between two rows that are seen go on."""
        self._moment = self._monotonic()
        bottom = min(last, self.rowCount() - 1)
        if bottom >= max(0, first):
            column = self.column("duration")
            self.dataChanged.emit(
                self.index(max(0, first), column),
                self.index(bottom, column),
                [Qt.ItemDataRole.DisplayRole],
            )

    def _place(self, rows: Iterable[CallRow]) -> None:
        """Show these rows where they are, take out what does not fit, put what is new on top."""
        fitting: list[CallRow] = []
        leaving: list[str] = []
        for row in rows:
            if self._fits(row):
                fitting.append(row)
            elif self.place(row.id) >= 0:
                leaving.append(row.id)
        self.remove(leaving)
        new = [row for row in fitting if self.place(row.id) < 0]
        self.patch(row for row in fitting if self.place(row.id) >= 0)
        self.prepend(new)

    def _fits(self, row: CallRow) -> bool:
        return self._state is None or row.state is self._state

    # Columns

    def _make_columns(self) -> tuple[Column[CallRow], ...]:
        formats = self._formats
        return (
            Column("state", _tr("State"), lambda row: call_word(row.state), 120,
                   pill=lambda row: call_pill(row.state)),
            Column("caller", _tr("Caller"), lambda row: row.call.caller, 140),
            Column("callee", _tr("Called number"), lambda row: row.call.callee, 140),
            Column("from", _tr("From"), _source, 118),
            Column("to", _tr("To"), _target, 112),
            Column("start", _tr("Start"), lambda row: formats.time(row.call.start), 78,
                   tooltip=lambda row: formats.date_time(row.call.start)),
            Column("duration", _tr("Duration"), self._duration, 78, "right"),
            Column("codec", _tr("Codec"), lambda row: row.call.codec or DASH, 74),
            Column("media", _tr("Media"), _media, 70),
            Column("caller_ip", _tr("Caller address"), lambda row: row.call.caller_ip, 126),
            Column("callee_ip", _tr("Called address"), lambda row: row.call.callee_ip or DASH, 130),
        )  # fmt: skip

    def _duration(self, row: CallRow) -> str:
        return self._formats.duration(self._moment - row.since)


def _newest_first(calls: Iterable[Call], now: float) -> list[CallRow]:
    ordered = sorted(calls, key=lambda call: (call.start, call.id), reverse=True)
    return [row_of(call, now) for call in ordered]


def _media(row: CallRow) -> str:
    if row.call.relayed:
        return _tr("Relay")
    return _tr("Direct") if row.state is CallState.ANSWERED else DASH


def _source(row: CallRow) -> str:
    call = row.call
    if call.caller_gateway:
        return call.caller_gateway
    return _tr("Extension {name}").format(name=call.account or call.caller)


def _target(row: CallRow) -> str:
    call = row.call
    if call.callee_gateway:
        return call.callee_gateway
    return _tr("Extension {name}").format(name=call.callee) if call.callee_ip else DASH


def _tr(text: str) -> str:
    return QCoreApplication.translate("Calls", text)
