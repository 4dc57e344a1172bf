"""After a restart: which of the calls that were restored are still there?

A BYE is repeated for 32 seconds. When the switch was away for longer, a party that hung up
meanwhile has given up telling it, and its call would run until a session timer or the longest
duration ends it. So both parties of every restored call are asked soon after a restart, a few at a
time: by a refresh where the switch refreshes their session or they take UPDATE, which every peer
answers 481 that knows of no such call; else by OPTIONS within the dialog (RFC 3261 section 11.2).
481 and silence end the call as lost (RFC 5057 section 5.1), at the moment when the switch was last
alive before the restart; any other answer is a sign of life. A phone whose connection has gone is
asked once it has another one.
"""

from collections import deque
from math import inf
from typing import Final, NamedTuple

from engine.calls.call import Call, Leg
from engine.calls.callstate import CallInput, CallState
from engine.calls.effects import Effects
from engine.calls.events import Cause
from engine.calls.flows import follow
from engine.calls.sessions import Sessions, changing
from engine.calls.tools import Step, Tools
from engine.sip.errors import PeerError
from engine.sip.response import Response

FIRST_S: Final = 5.0
"""Seconds after a restart until the first is asked: connections, names and networks come back."""

STEP_S: Final = 0.1
PER_STEP: Final = 5
"""Legs that are asked in one step: 50 a second, so that 1,000 calls take 40 seconds, and neither we
nor a carrier that has all of them are flooded."""

AGAIN_S: Final = 30.0
TRIES: Final = 20
"""Who cannot be asked now is asked later, and after ten minutes no more: the registration of a
phone that has not come back by then is over, and its call ends by its timer."""

SOON_S: Final = 60.0
"""A session that is refreshed, or over, within these seconds needs no further question."""

_GONE: Final = (408, 481)


class Asked(NamedTuple):
    """Owner of an OPTIONS within a call."""

    call: Call
    leg: Leg


class _Turn(NamedTuple):
    """Somebody who is to be asked.

    Attributes:
        call: Which call.
        leg: Which side.
        due: Not before this moment.
        tries: How often it was his turn.
    """

    call: Call
    leg: Leg
    due: float = 0.0
    tries: int = 0


class Rollcall:
    """Asks the parties of restored calls.

    Args:
        tools: See there.
        step: Tells the call what happened.
        sessions: Sends refreshes.
    """

    def __init__(self, tools: Tools, step: Step, sessions: Sessions) -> None:
        self._tools = tools
        self._step = step
        self._sessions = sessions
        self._turns: deque[_Turn] = deque()
        self._at = -inf

    def __len__(self) -> int:
        return len(self._turns)

    def resume(self, call: Call) -> None:
        """``call`` was restored."""
        self._turns += [_Turn(call, leg) for leg in (call.inbound, call.winner) if leg is not None]

    def next_deadline(self) -> float | None:
        """When :meth:`on_timer` has something to do."""
        return max(self._at, 0.0) if self._turns else None

    def on_timer(self, fx: Effects) -> None:
        """Ask those whose turn it is."""
        if not self._turns or fx.now < self._at:
            return
        if self._at == -inf:
            self._at = fx.now + FIRST_S
            return
        for _ in range(min(PER_STEP, len(self._turns))):
            if self._turns[0].due > fx.now:
                break
            turn = self._turns.popleft()
            if not self._asks(turn.call, turn.leg, fx) and turn.tries < TRIES:
                later = turn._replace(due=fx.now + AGAIN_S, tries=turn.tries + 1)
                self._turns.append(later)
        self._at = max(fx.now + STEP_S, self._turns[0].due) if self._turns else -inf

    def answered(self, owner: Asked, response: Response, fx: Effects) -> None:
        """What a party says to OPTIONS."""
        if response.status in _GONE:
            self._lost(owner.call, fx)
        elif response.status >= 200:
            owner.leg.doubted = False

    def silent(self, owner: Asked, status: int, fx: Effects) -> None:
        """It said nothing (408), or could not be asked (503)."""
        if status == 408:
            self._lost(owner.call, fx)

    def _asks(self, call: Call, leg: Leg, fx: Effects) -> bool:
        """Ask one side of ``call``; False if that has to wait."""
        session = leg.session
        if call.state is CallState.ENDED or session.next_at <= fx.now + SOON_S:
            return True
        if changing(leg) or not follow(self._tools.flows, leg):
            return False
        if self._sessions.asks(call, leg, fx):
            return True
        try:
            self._tools.send(leg, "OPTIONS", fx, Asked(call, leg))
        except PeerError:  # no room to wait for the answer
            return False
        fx.kept.append(call.id)  # the number of the request has moved
        return True

    def _lost(self, call: Call, fx: Effects) -> None:
        self._step(call, CallInput.STOPPED, fx, Cause.LOST)
