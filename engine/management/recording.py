"""The records of calls of zero seconds, as the flood guard switches them.

The guard's change is a timed change like any operator's, so it is in the audit and in the list of
timed changes, and comes back even if the guard itself should fail. Whose change is in force is read
from the parameters each time: nothing here has to be remembered over a restart.
"""

import threading
from collections.abc import Callable
from typing import Final, NamedTuple

from engine.api.hub import EventHub
from engine.api.parameter_view import parameter_item
from engine.api.switch_port import SwitchPort
from engine.defence.flood import ILLEGAL_CALL, ZERO_HOLD_TIME, Recording
from engine.errors import ControlError
from engine.logs import get_logger
from engine.store.config_store import ConfigStore
from engine.store.parameters import TIMER
from engine.store.rows import ParameterRow

GUARD: Final = "flood-guard"
"""Actor of the guard's changes."""

_log = get_logger(__name__)


class RecordingNow(NamedTuple):
    """How it is now.

    Attributes:
        recording: See :data:`engine.defence.flood.Recording`.
        row: The parameter that decides.
    """

    recording: Recording
    row: ParameterRow


class RecordingSwitch:
    """Switches records off and on.

    Args:
        config: Where the parameters are.
        switch: Who obeys them.
        hub: Told of each change.
        changes: Held around store and switch, as every change does.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self,
        config: ConfigStore,
        switch: SwitchPort,
        hub: EventHub,
        changes: threading.Lock,
        wall: Callable[[], float],
    ) -> None:
        self._config, self._switch, self._hub = config, switch, hub
        self._changes, self._wall = changes, wall

    def look(self) -> RecordingNow:
        """How it is now."""
        row = self._config.parameters.get(ZERO_HOLD_TIME)
        if row.value:
            returned = row.changed_by in (GUARD, TIMER)
            return RecordingNow("returned" if returned else "on", row)
        return RecordingNow("ours" if _ours(row) else "off", row)

    def close(self, names: tuple[str, ...], reason: str, longest_s: int) -> None:
        """Switch off what is on, for at most ``longest_s`` seconds.

        A change of an operator that is to return on its own keeps its time.

        Raises:
            StoreError: it could not be written.
            Conflict: somebody was faster.
        """
        end = self._wall() + longest_s
        self._change(
            names, lambda row: bool(row.value), 0, reason, lambda row: row.revert_at or end
        )

    def open(self, reason: str) -> None:
        """Switch on what is off by :meth:`close`, and by nobody else.

        Raises:
            StoreError: it could not be written.
            Conflict: somebody was faster.
        """

        def end(row: ParameterRow) -> float | None:
            return row.revert_at if row.revert_to == 0 else None

        self._change((ZERO_HOLD_TIME, ILLEGAL_CALL), _ours, 1, reason, end)

    def _change(
        self,
        names: tuple[str, ...],
        wanted: Callable[[ParameterRow], bool],
        value: int,
        reason: str,
        end: Callable[[ParameterRow], float | None],
    ) -> None:
        with self._changes:
            rows = [row for row in map(self._config.parameters.get, names) if wanted(row)]
            changed = [self._set(row, value, reason, end(row)) for row in rows]
            if changed:
                self._tell_switch()
        if changed:
            items = [parameter_item(row).model_dump() for row in changed]
            self._hub.publish("parameter", items)
            _log.info("the flood guard switched records", on=bool(value), reason=reason)

    def _set(
        self, row: ParameterRow, value: int, reason: str, revert_at: float | None
    ) -> ParameterRow:
        return self._config.parameters.set(
            row.name,
            value,
            actor=GUARD,
            address="",
            reason=reason,
            expected_version=row.version,
            revert_at=revert_at,
        )

    def _tell_switch(self) -> None:
        values = self._config.parameters.values()
        try:
            self._switch.apply_parameters(self._config.version, values)
        except ControlError as error:
            _log.warning("the switch hears of it later", reason=error.detail)


def _ours(row: ParameterRow) -> bool:
    return not row.value and row.changed_by == GUARD
