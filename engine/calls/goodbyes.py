"""BYEs that nobody has answered yet: a peer whose call is over has to hear of it.

A BYE is repeated by its transaction until it is answered (RFC 3261 section 17.1.2), and that dies
with the process. So the legs that were told are remembered, in the state log too, until they
answer or their time is over, and a switch that was killed in between tells them again. Otherwise a
carrier would go on counting a call that was recorded and closed here. The time is not given anew:
after it a leg is told once more, and forgotten. A phone whose connection has gone is told as soon
as it has another one within that time.
"""

from collections.abc import Sequence
from math import inf
from typing import Any, Final, NamedTuple

import msgspec

from engine.calls.call import Leg, Outbound, Place
from engine.calls.effects import Effects
from engine.calls.farewell import Farewell
from engine.calls.flows import follow
from engine.calls.proving import dialog_proof, gateway_of
from engine.calls.tools import PATIENCE, Tools
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.response import Response
from engine.stack.dialog import Dialog

LOOK_S: Final = 1.0
"""Seconds between two looks for phones that have no connection."""

MAX_LEGS: Final = 2
"""Legs of a call in the state log: the caller's and that of who answered."""


class Goodbye(NamedTuple):
    """Owner of a BYE of ours.

    Attributes:
        call_id: Identity of the call that is over.
        leg: Who is told.
        why: What the BYE says of the end.
        proved: Whether it was sent again with credentials.
    """

    call_id: str
    leg: Leg
    why: Farewell = ()
    proved: bool = False


class Goodbyes:
    """Says goodbye. How many wait is bounded by the client transactions: each has one, for 32 s.

    Args:
        tools: What calls work with; who waits is in its book.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._due: list[Goodbye] = []
        self._unreached: list[Goodbye] = []
        self._look_at = inf

    def say(self, call_id: str, leg: Leg, fx: Effects, why: Farewell = ()) -> None:
        """Tell the peer of ``leg`` that the call is over, and why."""
        if leg.ack_due:  # a BYE must not overtake the ACK
            leg.ack_due = False
            self._tools.send(leg, "ACK", fx)
        leg.give_up_at = fx.now + PATIENCE
        self._say(Goodbye(call_id, leg, why), fx)

    def answered(self, goodbye: Goodbye, response: Response, fx: Effects) -> None:
        """A final answer: a carrier may want proof, once; any other one ends it."""
        leg, why = goodbye.leg, goodbye.why
        headers = [] if goodbye.proved else dialog_proof(self._tools, leg, "BYE", response)
        if not headers or not self._sent(goodbye._replace(proved=True), (*why, *headers), fx):
            self.over(goodbye, fx)

    def over(self, goodbye: Goodbye, fx: Effects) -> None:
        """It was answered, or nobody is there."""
        leaving = self._tools.book.leaving
        before = leaving.pop(goodbye.call_id, None)
        if before is None:
            return
        legs = [leg for leg in before if leg is not goodbye.leg]
        if legs:
            leaving[goodbye.call_id] = legs
        fx.kept.append(goodbye.call_id)

    def resume(self, call_id: str, legs: Sequence[Leg]) -> None:
        """Say what the run before may not have said, or not have got an answer to."""
        self._tools.book.leaving[call_id] = list(legs)
        self._due += [Goodbye(call_id, leg) for leg in legs]

    def next_deadline(self) -> float | None:
        """When :meth:`on_timer` has something to do."""
        if self._due:
            return 0.0
        return self._look_at if self._unreached else None

    def on_timer(self, fx: Effects) -> None:
        """Say goodbye to whom the run before left, and to who can be reached again."""
        if self._unreached and fx.now >= self._look_at:
            self._look(fx)
        due, self._due = self._due, []
        for call_id in dict.fromkeys(goodbye.call_id for goodbye in due):
            del self._tools.book.leaving[call_id]
            fx.kept.append(call_id)
        for goodbye in due:
            if fx.now < goodbye.leg.give_up_at:
                self._say(goodbye, fx)
            else:
                self._tools.send(goodbye.leg, "BYE", fx)

    def _say(self, goodbye: Goodbye, fx: Effects) -> None:
        reached = follow(self._tools.flows, goodbye.leg)
        if self._sent(goodbye, goodbye.why, fx):
            self._tools.book.leaving.setdefault(goodbye.call_id, []).append(goodbye.leg)
            if not reached:
                self._unreached.append(goodbye)
                self._look_at = min(self._look_at, fx.now + LOOK_S)

    def _look(self, fx: Effects) -> None:
        """Tell those that have a connection again, unless they are waited for no longer."""
        unreached, self._unreached = self._unreached, []
        for goodbye in unreached:
            waiting = self._tools.book.leaving.get(goodbye.call_id, ())
            if all(leg is not goodbye.leg for leg in waiting):
                continue
            if not follow(self._tools.flows, goodbye.leg):
                self._unreached.append(goodbye)
            else:
                self._sent(goodbye, goodbye.why, fx)
        self._look_at = fx.now + LOOK_S if self._unreached else inf

    def _sent(self, goodbye: Goodbye, extra: Farewell, fx: Effects) -> bool:
        """Send a BYE; whether its answer is waited for."""
        try:
            return self._tools.send(goodbye.leg, "BYE", fx, goodbye, extra) is not None
        except PeerError:  # no room to wait for the answer: good enough for a farewell
            self._tools.send(goodbye.leg, "BYE", fx, None, extra)
            return False


class _Leg(msgspec.Struct, array_like=True):
    """One leg on disk."""

    dialog: list[Any]
    ip: str
    port: int
    transport: str
    flow: int
    fixed: bool
    gateway: str
    until: float
    aor: str = ""


def dump(call_id: str, legs: Sequence[Leg], wall_offset: float) -> list[Any]:
    """Who waits for the end of a call, as plain values; times are epoch seconds."""
    stored = []
    for leg in legs[:MAX_LEGS]:
        dialog = [] if leg.dialog is None else leg.dialog.dump()
        until = leg.give_up_at + wall_offset
        stored.append(_Leg(dialog, *leg.heard, leg.fixed, gateway_of(leg), until, leg.aor))
    plain: list[Any] = msgspec.to_builtins((call_id, stored))
    return plain


def load(line: object, wall_offset: float, now: float) -> tuple[str, list[Leg]]:
    """What :func:`dump` wrote, perhaps in another process.

    Raises:
        ValueError: it is no such line.
    """
    call_id, stored = msgspec.convert(line, tuple[str, list[_Leg]])
    legs: list[Leg] = []
    for each in stored[:MAX_LEGS]:
        heard = Source(each.ip, each.port, each.transport, each.flow)
        dialog = Dialog.load(each.dialog)
        place = Place("", heard, "", "", each.gateway) if each.gateway else None
        leg = Outbound(dialog=dialog, heard=heard, fixed=each.fixed, place=place, aor=each.aor)
        leg.give_up_at = min(each.until - wall_offset, now + PATIENCE)
        legs.append(leg)
    return call_id, legs
