"""Alarms that outlast a restart: what is over within three seconds is told to nobody.

A process that ended is back within three seconds, and at a start some of them pass before the first
self-check can be answered. ``/health`` says at once what is wrong; the board, from which notices,
mails and webhooks come, hears of it when it has lasted :data:`LASTS_S`, with the moment at which it
began. Downs that follow each other closely count together, or a switch that dies every other second
would never be an alarm. The first start of a switch does not count: the supervisor ends one that
takes too long, and what follows counts.

The alarms of the switch itself are kept while it is away for a moment, and until it had the time to
find out anew what it knew before.
"""

import threading
from collections.abc import Iterable
from typing import Final

import msgspec

from engine.api.alarm_board import AlarmBoard
from engine.api.services import ModulesSnapshot
from engine.clock import Clock
from engine.control.alarms import Alarm

LASTS_S: Final = 3.0
"""How long something must be wrong; a restart is promised to be over by then."""

LATE_S: Final = 1.25
"""The most that one look counts for: when it came later, it was we who did not get to look."""

FORGET_S: Final = 10.0
"""After so long without trouble, what was before it is forgotten."""

RETURN_S: Final = 5.0
"""Time for a switch that is back to name again what it named before."""

OWN: Final = "conditions"
SWITCH: Final = "switch"

_GROUPS: Final = {
    "switch.down": "switch",
    "switch.control": "switch",
    "sip.silent": "switch",
    "journal.late": "journal",
}
"""Kinds that a restart brings with it; those of a group are stages of one trouble."""


class Trouble:
    """How long one thing has been wrong; times are monotonic seconds.

    Attributes:
        began: When it began to be wrong, None while all is well.
    """

    def __init__(self) -> None:
        self.began: float | None = None
        self._lasted = 0.0
        self._looked = 0.0
        self._ended: float | None = None

    def look(self, now: float, *, wrong: bool, counts: bool = True) -> bool:
        """Note what is the case; whether it has been wrong for long enough.

        Args:
            now: Later than at the look before.
            wrong: Whether it is wrong.
            counts: Whether the time since the look before may be held against it.
        """
        if not wrong:
            if self.began is not None:
                if self._ended is None:  # a start is not held against what comes after it
                    self._lasted = 0.0
                self.began, self._ended = None, now
            return False
        if self.began is None:
            if self._ended is not None and now - self._ended >= FORGET_S:
                self._lasted = 0.0
            self.began = now
        elif counts:
            self._lasted += min(now - self._looked, LATE_S)
        self._looked = now
        return self._lasted >= LASTS_S


class SteadyAlarms:
    """What the board hears from management's looks and from the switch; safe from any thread.

    Args:
        board: Where alarms stand.
        clock: Of the process.
    """

    def __init__(self, board: AlarmBoard, clock: Clock) -> None:
        self._board = board
        self._clock = clock
        self._lock = threading.Lock()
        self._troubles = {group: Trouble() for group in _GROUPS.values()}
        self._named: list[Alarm] = []
        self._kept: list[Alarm] = []
        self._keep_until = 0.0
        self._connected = False

    def look(self, modules: ModulesSnapshot, found: Iterable[Alarm]) -> None:
        """Tell the board what has lasted; every second.

        Args:
            modules: The state that ``found`` was worked out from.
            found: What is wrong now, see :func:`engine.api.conditions.conditions`.
        """
        now = self._clock.now()
        with self._lock:
            self._board.hear(OWN, self._lasting(modules, list(found), now))
            if self._kept and now >= self._keep_until:
                self._kept = []
                self._tell()

    def hear(self, alarms: Iterable[Alarm], *, connected: bool) -> None:
        """Take over what the switch names; what it named before stays for a while.

        Args:
            alarms: All of its alarms; of no account when it is not connected.
            connected: Whether the link to it stands.
        """
        now = self._clock.now()
        with self._lock:
            if connected:
                if self._kept and not self._connected:
                    self._keep_until = now + RETURN_S
                self._named = list(alarms)
            elif self._connected:
                self._kept, self._named = self._standing(), []
                self._keep_until = now + LASTS_S
            self._connected = connected
            self._tell()

    def _lasting(self, modules: ModulesSnapshot, found: list[Alarm], now: float) -> list[Alarm]:
        wrong = {_GROUPS[each.kind] for each in found if each.kind in _GROUPS}
        stands = {
            group: trouble.look(
                now, wrong=group in wrong, counts=group != "switch" or not _first_start(modules)
            )
            for group, trouble in self._troubles.items()
        }
        return [
            self._since(each, now)
            for each in found
            if each.kind not in _GROUPS or stands[_GROUPS[each.kind]]
        ]

    def _since(self, each: Alarm, now: float) -> Alarm:
        """The alarm with the moment at which its trouble began."""
        group = _GROUPS.get(each.kind)
        began = None if group is None else self._troubles[group].began
        if began is None:
            return each
        return msgspec.structs.replace(each, since=each.since - (now - began))

    def _standing(self) -> list[Alarm]:
        named = {each.id for each in self._named}
        return [*self._named, *(each for each in self._kept if each.id not in named)]

    def _tell(self) -> None:
        self._board.hear(SWITCH, self._standing())


def _first_start(modules: ModulesSnapshot) -> bool:
    """Whether the switch is starting and has not died yet."""
    return modules.switch.state == "starting" and not modules.switch.restarts
