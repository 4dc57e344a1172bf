"""What one wake of the loop wants done: lines to write first, answers to send afterwards.

The core fills a batch while it works through the messages that were waiting; the driver then
writes the journal lines and the state lines, and only after that sends the answers. So an answer
that left is always on disk, and a crash in between costs the peer a retransmission and nothing
else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.defence.rules import Rule
from engine.sip.nat import Source

if TYPE_CHECKING:
    from engine.calls import Refused
    from engine.stack.machine import Key
    from engine.switch.answers import Answer


class Fault(NamedTuple):
    """An exception that a message caused, which is always a mistake of ours.

    Attributes:
        error: What was raised.
        source: Address of the peer.
        excerpt: The beginning of the message.
    """

    error: Exception
    source: str
    excerpt: bytes


class Seen(NamedTuple):
    """Something a source did that a rule of the defence counts.

    Attributes:
        rule: Which.
        source: Address of the peer.
        evidence: What it was, as the peer wrote it.
        extension: Whom it is about, "" for nobody.
    """

    rule: Rule
    source: str
    evidence: str
    extension: str = ""


class Batch:
    """The effects of some messages or timers.

    Attributes:
        now: Monotonic seconds; the same for everything in the batch.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
        calls: Journal lines of kind ``cdr``.
        history: Journal lines of kind ``sus``.
        blocks: Journal lines of kind ``blk``.
        aggregates: Journal lines of kind ``agg``.
        state: Lines of the state log.
        moved: Extensions whose location is still to be written down.
        held: Extensions whose lockout is still to be written down.
        ended: Calls that ended and are still to be written down: each with the key of its
            transaction and its answer, None when it gets none.
        answers: What was decided and is still to be written as an answer.
        sends: Answers and where they go.
        faults: What went wrong on our side.
        seen: What sources did wrong, for the defence.
    """

    __slots__ = (
        "aggregates",
        "answers",
        "blocks",
        "calls",
        "ended",
        "faults",
        "held",
        "history",
        "moved",
        "now",
        "seen",
        "sends",
        "state",
        "wall_offset",
    )

    def __init__(self, now: float, wall_offset: float) -> None:
        self.now = now
        self.wall_offset = wall_offset
        self.calls: list[bytes] = []
        self.history: list[bytes] = []
        self.blocks: list[bytes] = []
        self.aggregates: list[bytes] = []
        self.state: list[bytes] = []
        self.moved: list[str] = []
        self.held: list[str] = []
        self.ended: list[tuple[Refused, Key, Answer | None]] = []
        self.answers: list[Answer] = []
        self.sends: list[tuple[bytes, Source]] = []
        self.faults: list[Fault] = []
        self.seen: list[Seen] = []
