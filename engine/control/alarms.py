"""Alarms: conditions that somebody should look at, raised and cleared by the module that knows.

An alarm is a state, not an event: while it is raised it stands once, whatever is told about it, and
keeps the moment at which it began. Its ``id`` is its kind, with what it is about where one kind can
stand for several things (``relay.gone`` and ``127.0.0.1:2223``); kinds are words of ours and are
listed in the documentation.

The switch keeps an :class:`AlarmSet` and tells what is in it with every hello; management has a
board of all of them (:mod:`engine.api.alarm_board`).
"""

from collections.abc import Callable, Iterable
from typing import Final, Literal

import msgspec

Severity = Literal["warning", "critical"]
"""``critical``: something that customers notice does not work; ``warning``: look at it today."""

MAX_ALARMS: Final = 200
"""Alarms raised at a time by one reporter. Nothing a stranger sends may make one of its own, so
only a mistake of ours comes near; a critical one then takes the place of a warning."""

MAX_SUBJECT: Final = 120
MAX_DETAIL: Final = 600
"""Characters of the texts; what is longer is cut."""


class Alarm(msgspec.Struct, frozen=True):
    """One condition that stands now.

    Attributes:
        id: Kind and subject; the same for as long as it is raised, and when it comes back.
        kind: A word of ours, ``relay.gone``.
        severity: See :data:`Severity`.
        since: Epoch seconds at which it was raised.
        detail: What is wrong and what to do, in a sentence or two.
        source: The module that knows: ``switch`` or ``management``.
    """

    id: str
    kind: str
    severity: Severity
    since: float
    detail: str
    source: str


def alarm(
    kind: str, severity: Severity, since: float, detail: str, source: str, subject: str = ""
) -> Alarm:
    """An alarm with its id, and its texts cut to their limits."""
    identity = f"{kind}:{subject[:MAX_SUBJECT]}" if subject else kind
    return Alarm(identity, kind, severity, since, detail[:MAX_DETAIL], source)


def ordered(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Critical ones first, the oldest first among equals."""
    return sorted(alarms, key=lambda each: (each.severity != "critical", each.since, each.id))


class AlarmSet:
    """The alarms of one module; used by one thread.

    Attributes:
        refused: Alarms that found no room.
    """

    def __init__(self, source: str, wall: Callable[[], float]) -> None:
        self._source = source
        self._wall = wall
        self._raised: dict[str, Alarm] = {}
        self.refused = 0

    def __len__(self) -> int:
        return len(self._raised)

    def all(self) -> list[Alarm]:
        """What stands now, see :func:`ordered`."""
        return ordered(self._raised.values())

    def holds(self, kind: str, subject: str = "") -> bool:
        """Whether this alarm stands now."""
        return alarm(kind, "warning", 0.0, "", "", subject).id in self._raised

    def put(self, kind: str, severity: Severity, detail: str, subject: str = "") -> None:
        """Raise an alarm, or say something new of one that stands: its beginning stays."""
        new = alarm(kind, severity, self._wall(), detail, self._source, subject)
        known = self._raised.get(new.id)
        if known is not None:
            new = msgspec.structs.replace(new, since=known.since)
        elif len(self._raised) >= MAX_ALARMS and not self._make_room(new):
            self.refused += 1
            return
        self._raised[new.id] = new

    def clear(self, kind: str, subject: str = "") -> None:
        """Take an alarm back; one that does not stand is no mistake."""
        self._raised.pop(alarm(kind, "warning", 0.0, "", "", subject).id, None)

    def _make_room(self, new: Alarm) -> bool:
        """Give up the youngest warning for a critical alarm; False when there is none."""
        last = self.all()[-1]
        if new.severity != "critical" or last.severity == "critical":
            return False
        del self._raised[last.id]
        return True
