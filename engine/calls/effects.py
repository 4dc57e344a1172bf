"""What the calls want done: the driver carries it out in this order, disk before wire.

Everything that happens within one wake of the loop goes into one :class:`Effects`. What is written
down (``kept``, ``ended``) is on disk before anything of ``replies`` and ``sends`` leaves, so a
caller who was told that his call is answered is also in the books.
"""

import msgspec

from engine.calls.call import Call, Leg
from engine.calls.events import Ended
from engine.calls.relay.order import RelayOrder
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.stack import ServerTransaction

Headers = tuple[tuple[str, str], ...]


class Reply(msgspec.Struct, gc=False):
    """An answer to a request of a peer.

    Attributes:
        request: To what.
        status: 100 to 699.
        transaction: Of the request.
        headers: Further headers, in order.
        reason: Reason phrase, None for the usual one.
        body: The body; its Content-Type is among the headers.
    """

    request: Request
    status: int
    transaction: ServerTransaction
    headers: Headers = ()
    reason: str | None = None
    body: bytes = b""


class Effects:
    """What some messages or timers want done.

    Attributes:
        now: Monotonic seconds, the same for everything in it.
        replies: Answers, in their order.
        sends: Requests of ours, and answers that are sent again.
        ended: Calls that are over and are to be recorded.
        kept: Calls whose stored line is to be written anew, or taken back when they are gone.
        legs: Legs that have a Call-ID from now on, each with its call.
        relays: What is asked of media relays; each order with an owner is answered once.
        told: Calls that an operator may be looking at, with their state as he reads it.
    """

    __slots__ = ("ended", "kept", "legs", "now", "relays", "replies", "sends", "told")

    def __init__(self, now: float) -> None:
        self.now = now
        self.replies: list[Reply] = []
        self.sends: list[tuple[bytes, Source]] = []
        self.ended: list[Ended] = []
        self.kept: list[str] = []
        self.relays: list[RelayOrder] = []
        self.legs: list[tuple[Call, Leg]] = []
        self.told: list[tuple[str, str]] = []
