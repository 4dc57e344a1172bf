"""What the helper of the kernel asks the switch, and what both say of it.

The helper asks twice a second and tells with the same message how far it is. The switch answers
what changed since: a number grows with every change, and a helper that was away too long, or was
never there, gets everything in pages. Times are seconds left, because the two processes share no
clock that an administrator cannot set.
"""

from typing import Literal

import msgspec

State = Literal["off", "enforced", "pending", "unavailable"]
"""Of the whole: switched off; all is in the kernel; some is on its way; nothing can be done."""

EntryState = Literal["off", "enforced", "pending", "unavailable", "withheld"]
"""Of one entry; ``withheld``: it would hit somebody trusted, and the switch alone drops it."""

Row = tuple[str, str, float | None]
"""``b`` for a block or ``t`` for somebody trusted, the place, seconds left or None for ever."""

BLOCK = "b"
TRUST = "t"


class KernelReport(msgspec.Struct, frozen=True):
    """What the helper says of itself.

    Attributes:
        state: See :data:`State`.
        reason: Why it is not enforced, one sentence; "" when it is.
        generation: Of the switch whose lists it follows, "" at first.
        applied: The number of the latest change that is in the kernel, -1 before the first.
        elements: Elements in the kernel.
        waiting: Elements that are still to be put in or taken out.
        withheld: Some of the places withheld.
        withheld_count: How many there are.
        drift: Elements and rules that somebody else had changed and that were put right.
        dropped_packets: What the kernel dropped since the table was made.
        dropped_bytes: Of that.
        batches: Times that nft was run to change something.
        failures: Times that this failed.
        pid: Of the helper.
    """

    state: State = "off"
    reason: str = ""
    generation: str = ""
    applied: int = -1
    elements: int = 0
    waiting: int = 0
    withheld: list[str] = []
    withheld_count: int = 0
    drift: int = 0
    dropped_packets: int = 0
    dropped_bytes: int = 0
    batches: int = 0
    failures: int = 0
    pid: int = 0


class KernelAsk(msgspec.Struct, frozen=True):
    """What is new?

    Attributes:
        generation: The one of the latest answer, "" at first.
        number: The number of the latest change that is known.
        cursor: Of the page that comes next while everything is read, 0 otherwise.
        report: How far the helper is.
    """

    generation: str = ""
    number: int = -1
    cursor: int = 0
    report: KernelReport = KernelReport()


class KernelNews(msgspec.Struct, frozen=True):
    """What is to be in the kernel now.

    Attributes:
        mode: 0 nothing, 1 the ports of SIP, 2 all of UDP as well.
        leave: Whether the table stays when the helper ends.
        ports: Of SIP.
        generation: Of the lists; another one means that everything known is void.
        number: Of the latest change in this answer.
        whole: Whether this is a page of everything; the first one begins anew.
        cursor: Of the next page, 0 when this was the last.
        rows: Entries that are there, or have another end.
        gone: Entries that are no more; their seconds mean nothing.
    """

    mode: int
    leave: bool
    ports: list[int]
    generation: str
    number: int
    whole: bool = False
    cursor: int = 0
    rows: list[Row] = []
    gone: list[Row] = []
