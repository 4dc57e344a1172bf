"""What one leg and its peer have agreed on: descriptions of the session, and its timer.

The descriptions are kept because a refresh repeats them: a re-INVITE of ours says what was said
last, and one of the peer that repeats his last words is answered with ours. Times are monotonic
seconds.
"""

from math import inf
from typing import Final

import msgspec

from engine.calls.sessionstate import TimerState
from engine.sip.errors import PeerError
from engine.sip.message import Message

MAX_KEPT: Final = 8_192
"""Bytes of a description that are kept, twice a leg: 250 MB for 8,000 calls that all use it up.
A usual one has some hundred."""

Description = tuple[tuple[tuple[str, str], ...], bytes]
"""Its headers and itself."""

_DESCRIBING: Final = ("Content-Type", "Content-Disposition", "Content-Language")


class Session(msgspec.Struct, gc=False):
    """The session with one peer.

    Attributes:
        state: Who keeps it alive.
        interval: Seconds it lasts unless it is refreshed, 0 without a timer.
        refresh_at: When a refresh of ours is due.
        expires_at: When it is over without a refresh, the margin taken off.
        woken_at: When its call is looked at for its sake.
        least: The largest Min-SE that the peer asked for in a 422, 0 for none.
        updates: Whether the peer allows UPDATE.
        ours: What the peer was told last, None when it is unknown or too long to be kept.
        theirs: What the peer said last, empty when it is unknown or too long.
        restate: Whether the peer must be told ``ours`` anew once it has acknowledged the answer.
    """

    state: TimerState = TimerState.OFF
    interval: int = 0
    refresh_at: float = inf
    expires_at: float = inf
    woken_at: float = inf
    least: int = 0
    updates: bool = False
    ours: Description | None = None
    theirs: bytes = b""
    restate: bool = False

    @property
    def next_at(self) -> float:
        """When the next thing is due."""
        return min(self.refresh_at, self.expires_at)

    def said(
        self, headers: tuple[tuple[str, str], ...] | list[tuple[str, str]], body: bytes
    ) -> None:
        """Note a description that goes to the peer; a message without one changes nothing."""
        if body:
            kept = tuple(header for header in headers if header[0] in _DESCRIBING)
            self.ours = (kept, body) if len(body) <= MAX_KEPT else None

    def heard(self, body: bytes) -> None:
        """Note a description of the peer; a message without one changes nothing."""
        if body:
            self.theirs = body if len(body) <= MAX_KEPT else b""

    def learn(self, message: Message) -> None:
        """Note what a message of the peer says about what it can do."""
        if message.header("allow") is None:
            return
        try:
            self.updates = "UPDATE" in message.tokens("allow")
        except PeerError:  # what cannot be read says nothing
            return
