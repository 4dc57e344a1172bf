"""What a call remembers of its provisional answers, on either side; it is gone once it is answered.

``Early`` is the caller's side, whom the switch tells; ``EarlyLeg``, in :mod:`engine.calls.call`, is
one early dialog with the callee's side, by whom it is told.
"""

from typing import Any

import msgspec

from engine.calls.reliablestate import ReliableState


class Early(msgspec.Struct, gc=False):
    """Reliable provisional answers to the caller.

    Attributes:
        state: Where they stand.
        number: RSeq of the last one, 0 before the first.
        queue: The one that waits for its PRACK, then those that wait for it.
        interval: Seconds between the last two times it was sent.
        resend_at: When it is sent next.
        give_up_at: When the caller is given up.
        told: The last description that was sent reliably.
        held: Final answers of the callee's side that wait for a PRACK, with whose they are.
        changing: Whether an offer in a PRACK is with the callee's side, so that they wait still.
    """

    state: ReliableState = ReliableState.IDLE
    number: int = 0
    queue: list[Any] = []
    interval: float = 0.0
    resend_at: float = 0.0
    give_up_at: float = 0.0
    told: bytes = b""
    held: list[Any] = []
    changing: bool = False

    @property
    def expecting(self) -> bool:
        """Whether a description waits for its PRACK."""
        waiting = self.state is ReliableState.WAITING
        return waiting and any(said.body and said.reliably for said in self.queue)
