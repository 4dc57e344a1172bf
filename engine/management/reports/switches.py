"""What the two recording switches were over a period, as far as the audit knows.

A report without calls means something only if calls would have been recorded. Every change of a
parameter leaves a row in the audit, with the value before and after; without any row the value in
force now has been in force all the time.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from engine.store.config_store import ConfigStore
from engine.store.rows import AuditRow

SWITCHES: Final = {
    "SERVER_BILLING_RECORD_ILLEGAL_CALL": "Record unauthorised calls",
    "SERVER_BILLING_RECORD_ZERO_HOLD_TIME": "Record calls without hold time",
}
"""Parameters before every unauthorised call, and what they do."""

MAX_CHANGES: Final = 500
"""Latest changes of one switch that are looked at."""

_PAGE: Final = 100


class Change(NamedTuple):
    """A switch was moved: when (epoch seconds), to what, by whom and why."""

    at: float
    on: bool
    by: str
    reason: str


class SwitchState(NamedTuple):
    """One switch over a period.

    Attributes:
        name: The parameter.
        title: What it does.
        on_at_start: Whether it was on when the period began.
        changes: Within the period, oldest first.
        start: Beginning of the period, epoch seconds.
        end: Its end.
    """

    name: str
    title: str
    on_at_start: bool
    changes: tuple[Change, ...]
    start: float
    end: float

    def spans(self) -> Iterator[tuple[float, float, bool]]:
        """The period in pieces of one state: from, to, on."""
        since, on = self.start, self.on_at_start
        for change in self.changes:
            if change.on != on:
                yield since, change.at, on
                since, on = change.at, change.on
        yield since, self.end, on

    @property
    def off_s(self) -> float:
        """Seconds of the period in which it was off."""
        return sum(end - start for start, end, on in self.spans() if not on)


def switch_states(config: ConfigStore, start: float, end: float) -> list[SwitchState]:
    """Both switches between two moments (epoch seconds)."""
    return [_state(config, name, title, start, end) for name, title in SWITCHES.items()]


def _state(config: ConfigStore, name: str, title: str, start: float, end: float) -> SwitchState:
    on = _is_on(config.parameters.get(name).value)
    within: list[Change] = []
    for row in _history(config, name):
        if row.at <= start:
            on = _value(row.after, on)
            break
        if row.at < end:
            within.append(Change(row.at, _value(row.after, on), row.actor, row.reason))
        on = _value(row.before, on)
    return SwitchState(name, title, on, tuple(reversed(within)), start, end)


def _history(config: ConfigStore, name: str) -> Iterator[AuditRow]:
    """Changes newest first, a page at a time."""
    before: int | None = None
    for _ in range(MAX_CHANGES // _PAGE):
        rows = config.parameters.history(name, _PAGE, before)
        yield from rows
        if len(rows) < _PAGE:
            return
        before = rows[-1].id


def _value(state: Any, otherwise: bool) -> bool:
    """The value in a state of the audit; ``otherwise`` for one that says nothing of it."""
    return _is_on(state["value"]) if isinstance(state, dict) and "value" in state else otherwise


def _is_on(value: object) -> bool:
    return value not in (0, "0")
