"""Timed parameter changes return by themselves.

The store knows when; once a second this looks whether something is due. Because the moment is
stored, a restart in between only delays. While this process runs, the moment is kept by the
monotonic clock, so setting the clock of the machine neither prolongs nor shortens a change.

The change back goes the way of every change: store with its audit row, then the switch; a switch
that is away gets it when it is back. What cannot be written stays due: an alarm stands and it is
tried again every second. One that fails does not hold up the others.
"""

import threading
from typing import Final

from engine.api.alarm_board import AlarmBoard
from engine.api.hub import EventHub
from engine.api.parameter_view import parameter_item
from engine.clock import Clock
from engine.errors import Conflict, ControlError, StoreError, SwitchwardenError
from engine.logs import get_logger
from engine.management.switch_port import SwitchPort
from engine.store.config_store import ConfigStore
from engine.store.rows import ParameterRow

FAILED: Final = "parameter.return"
"""Kind of the alarm that a timed change could not return; its subject is the parameter."""

_log = get_logger(__name__)


class Reverts:
    """Brings timed changes back.

    Args:
        config: Where they are stored.
        switch: Who must hear of it.
        hub: Told of each parameter that returned.
        changes: Held around store and switch, as every change does.
        clock: Both clocks.
        alarms: Told of what cannot return.
    """

    def __init__(
        self,
        config: ConfigStore,
        switch: SwitchPort,
        hub: EventHub,
        changes: threading.Lock,
        clock: Clock,
        alarms: AlarmBoard,
    ) -> None:
        self._config = config
        self._switch = switch
        self._hub = hub
        self._changes = changes
        self._clock = clock
        self._alarms = alarms
        self._deadlines: dict[tuple[str, int], float] = {}
        self._failed: set[str] = set()

    def sweep(self) -> list[str]:
        """Bring back everything that is due; the names of what returned. Blocks."""
        try:
            timed = self._config.parameters.timed()
        except StoreError as error:
            self._fail("", error)
            return []
        self._recover("")
        due = self._due(timed)
        returned = [row.name for row in due if self._revert(row)]
        for name in self._failed - {row.name for row in due}:
            self._recover(name)  # somebody has changed it by hand
        return returned

    def _due(self, timed: list[ParameterRow]) -> list[ParameterRow]:
        """What is due by the clock that nobody can set; what is new gets its moment there."""
        now = self._clock.now()
        known, self._deadlines = self._deadlines, {}
        for row in timed:
            key = (row.name, row.version)
            fresh = self._clock.from_wall(row.revert_at or 0.0)
            self._deadlines[key] = known.get(key, fresh)
        return [row for row in timed if self._deadlines[row.name, row.version] <= now]

    def _revert(self, row: ParameterRow) -> bool:
        with self._changes:
            try:
                after = self._config.parameters.revert(row.name, expected_version=row.version)
            except Conflict:
                return False  # somebody changed it in this very moment; his change counts
            except SwitchwardenError as error:
                self._fail(row.name, error)
                return False
            self._tell_switch(row.name)
        self._recover(row.name)
        self._hub.publish("parameter", [parameter_item(after).model_dump()])
        _log.info("a timed change returned", parameter=row.name, version=after.version)
        return True

    def _tell_switch(self, name: str) -> None:
        try:
            values = self._config.parameters.values()
            self._switch.apply_parameters(self._config.version, values)
        except (ControlError, StoreError) as error:
            _log.warning(
                "the switch hears of the return later", parameter=name, reason=error.detail
            )

    def _fail(self, name: str, error: SwitchwardenError) -> None:
        if name not in self._failed:
            _log.error("a timed change could not return", parameter=name, reason=error.detail)
        self._failed.add(name)
        what = name or "The list of timed changes"
        text = f"{what}: its time is over, but it could not return ({error.detail}). Tried again "
        self._alarms.put(FAILED, "critical", f"{text}every second.", name)

    def _recover(self, name: str) -> None:
        if name in self._failed:
            self._failed.discard(name)
            self._alarms.clear(FAILED, name)
