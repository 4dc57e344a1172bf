"""Takes alarms on for the operator, several in one go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from client.api.alarm_values import StandingAlarm
from client.api.client import ApiClient
from client.api.errors import Missing
from client.models.alive import alive
from client.session import Session

CHANGE = "alarms.acknowledge"
RIGHT = "operate"


def can_take(alarms: Sequence[StandingAlarm]) -> list[StandingAlarm]:
    """Return those that nobody has taken on yet."""
    return [alarm for alarm in alarms if not alarm.acknowledged_by]


class AlarmChanges(QObject):
    """Acknowledges alarms of a session.

    Signals:
        done: carries how many were taken on; one that was over already is not counted.
        refused: carries the error; some of them may be taken on all the same.
    """

    done = Signal(int)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def allowed(self) -> bool:
        """Say whether the role may acknowledge."""
        return self._session.may(RIGHT)

    def acknowledge(self, alarms: Sequence[StandingAlarm]) -> bool:
        """Take on those of *alarms* that nobody has; False when there is nothing to do."""
        wanted = [alarm.id for alarm in can_take(alarms)]
        if not wanted or not self.allowed():
            return False
        return self._session.call(
            CHANGE, lambda api: _acknowledge(api, wanted), alive(self, self.done.emit),
            alive(self, self.refused.emit),
        )  # fmt: skip


def _acknowledge(api: ApiClient, wanted: Sequence[str]) -> int:
    taken = 0
    for alarm_id in wanted:
        try:
            api.acknowledge_alarm(alarm_id)
        except Missing:
            continue  # it was over before anybody looked
        taken += 1
    return taken
