"""All alarms of the engine on one board, told to every reader when something changes on it.

Reporters are heard as a whole: what one of them does not name any more is cleared. So a report that
was lost costs a second and nothing else, and the alarms of a switch that is gone go with it (that
it is gone is an alarm itself). What a part of management knows it raises and clears by itself.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from engine.api.hub import EventHub
from engine.api.wire import stamp
from engine.control.alarms import MAX_ALARMS, Alarm, Severity, alarm, ordered

MANAGEMENT: Final = "management"


class AlarmBoard:
    """The board; safe from any thread.

    Args:
        hub: Told of every change.
        wall: Present time, epoch seconds.
    """

    def __init__(self, hub: EventHub, wall: Callable[[], float]) -> None:
        self._hub = hub
        self._wall = wall
        self._lock = threading.Lock()
        self._heard: dict[str, dict[str, Alarm]] = {}

    def all(self) -> list[Alarm]:
        """What stands now: critical ones first, then the oldest."""
        with self._lock:
            return ordered(self._standing().values())

    def hear(self, reporter: str, alarms: Iterable[Alarm]) -> None:
        """Take over everything that ``reporter`` has to say, at most :data:`MAX_ALARMS`.

        An alarm that it had named before keeps its beginning.
        """
        with self._lock:
            known = self._heard.get(reporter, {})
            heard = ordered(alarms)[:MAX_ALARMS]
            fresh = {each.id: _older(known.get(each.id), each) for each in heard}
            if fresh != known:
                self._change(reporter, fresh)

    def put(self, kind: str, severity: Severity, detail: str, subject: str = "") -> None:
        """Raise an alarm of management's own, or say something new of one that stands."""
        new = alarm(kind, severity, self._wall(), detail, MANAGEMENT, subject)
        with self._lock:
            own = self._heard.get(MANAGEMENT, {})
            if new.id in own or len(own) < MAX_ALARMS:
                self._change(MANAGEMENT, own | {new.id: _older(own.get(new.id), new)})

    def clear(self, kind: str, subject: str = "") -> None:
        """Take an alarm of management's own back; one that does not stand is no mistake."""
        gone = alarm(kind, "warning", 0.0, "", MANAGEMENT, subject).id
        with self._lock:
            own = self._heard.get(MANAGEMENT, {})
            if gone in own:
                self._change(MANAGEMENT, {name: own[name] for name in own if name != gone})

    def _standing(self) -> dict[str, Alarm]:
        return {name: each for heard in self._heard.values() for name, each in heard.items()}

    def _change(self, reporter: str, alarms: dict[str, Alarm]) -> None:
        """Replace what a reporter said and publish the difference; under the lock, so in order."""
        before = self._standing()
        self._heard[reporter] = alarms
        items = list(_difference(before, self._standing()))
        if items:
            self._hub.publish("alarm", items)


def acknowledged_item(taken: Alarm, by: str, at: float) -> dict[str, object]:
    """The event item of an alarm that somebody has taken on; for him it has changed."""
    return {
        "action": "changed",
        **msgspec.to_builtins(taken),
        "acknowledged_by": by,
        "acknowledged_at": stamp(at),
    }


def _older(known: Alarm | None, new: Alarm) -> Alarm:
    return new if known is None else msgspec.structs.replace(new, since=known.since)


def _difference(
    before: Mapping[str, Alarm], after: Mapping[str, Alarm]
) -> Iterable[dict[str, object]]:
    """Event items: what was raised, said anew, and cleared."""
    for name, each in after.items():
        if name not in before:
            yield {"action": "raised", **msgspec.to_builtins(each)}
        elif before[name] != each:
            yield {"action": "changed", **msgspec.to_builtins(each)}
    for name, each in before.items():
        if name not in after:
            yield {"action": "cleared", **msgspec.to_builtins(each)}
