"""Timed parameter changes return by themselves.

The store knows when; once a second this looks whether something is due. Because the moment is
stored, a restart in between only delays. The change back goes the way of every change: store with
its audit row, then the switch; a switch that is away gets it when it is back. What cannot be
written stays due, so it is tried again, and is reported once a minute until it succeeds.
"""

import threading
from collections.abc import Callable
from typing import Final

from engine.api.hub import EventHub
from engine.api.parameter_view import parameter_item
from engine.errors import Conflict, ControlError, StoreError
from engine.logs import get_logger
from engine.management.switch_port import SwitchPort
from engine.store.config_store import ConfigStore
from engine.store.rows import ParameterRow

_REPORT_EVERY_S: Final = 60.0

_log = get_logger(__name__)


class Reverts:
    """Brings timed changes back.

    Args:
        config: Where they are stored.
        switch: Who must hear of it.
        hub: Told of each parameter that returned.
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
        self._config = config
        self._switch = switch
        self._hub = hub
        self._changes = changes
        self._wall = wall
        self._report_at = 0.0

    def sweep(self) -> list[str]:
        """Bring back everything that is due; the names of what returned. Blocks."""
        returned: list[str] = []
        now = self._wall()
        try:
            due = self._config.parameters.due_reverts(now)
            returned.extend(row.name for row in due if self._revert(row))
        except StoreError as error:
            if now >= self._report_at:
                self._report_at = now + _REPORT_EVERY_S
                _log.error("a timed change could not return, trying again", reason=error.detail)
        return returned

    def _revert(self, row: ParameterRow) -> bool:
        with self._changes:
            try:
                after = self._config.parameters.revert(row.name, expected_version=row.version)
            except Conflict:
                return False  # somebody changed it in this very moment; his change counts
            self._tell_switch(row.name)
        self._hub.publish("parameter", [parameter_item(after).model_dump()])
        _log.info("a timed change returned", parameter=row.name, version=after.version)
        return True

    def _tell_switch(self, name: str) -> None:
        values = self._config.parameters.values()
        try:
            self._switch.apply_parameters(self._config.version, values)
        except ControlError as error:
            _log.warning(
                "the switch hears of the return later", parameter=name, reason=error.detail
            )
