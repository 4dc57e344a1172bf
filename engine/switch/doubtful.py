"""Calls that a killed switch wrote down, perhaps without answering them.

A record is on disk before its answer leaves. A switch that is killed in between is asked again, as
the caller heard nothing, and the next one has no transaction that would absorb the repetition: it
would be a second record of one call. So the identity of a record carries a mark of its transaction,
and at start the marks of the segments that the last run left open are read back. An INVITE with
one of them is answered as its record says, and not written down again.

Whatever was sealed was answered before, because a segment is never sealed between the writing of a
record and its answer. The marks go into a file of their own before the segments are sealed, so
they outlive several crashes in a row.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from engine.billing.journal import OPEN, decode
from engine.billing.modes import ILLEGAL
from engine.billing.records import CdrRecord

KEEP: Final = 64.0
"""Seconds a mark is kept: a caller repeats an INVITE for 32 s (timer B, RFC 3261 §17.1.1.2)."""

MAX_CALLS: Final = 20_000
"""Marks kept, the latest ones: twice what an open segment holds, 5 MB."""

FILE: Final = "doubtful"

_EMPTY: Final = hashlib.blake2b(digest_size=8)
_MARK: Final = (1 << 62) - 1
"""The bits of a UUIDv7 that are its own to fill (RFC 9562 §5.7, rand_b)."""


class Doubtful(NamedTuple):
    """A call with a record and perhaps without an answer.

    Attributes:
        mark: Of its transaction.
        status: The answer that the record names.
        illegal: Whether it is one that SS_REPLY_UNAUTHORIZED may leave without an answer.
        at: When it was recorded, epoch milliseconds.
    """

    mark: int
    status: int
    illegal: bool
    at: int


def mark_of(key: tuple[object, ...]) -> int:
    """The mark of the transaction with this key; 62 bits."""
    hashed = _EMPTY.copy()
    hashed.update(ascii(key).encode())
    return int(hashed.hexdigest(), 16) & _MARK


def mark_in(record_id: str) -> int:
    """The mark that the identity of a record carries."""
    return int(record_id.replace("-", ""), 16) & _MARK


class DoubtfulCalls:
    """The calls in doubt, until each was asked for again or :data:`KEEP` is over."""

    def __init__(self, calls: list[Doubtful], until: float) -> None:
        self._calls = {call.mark: call for call in calls}
        self._until = until

    def __len__(self) -> int:
        return len(self._calls)

    def take(self, key: tuple[object, ...], now: float) -> Doubtful | None:
        """The call whose INVITE came again, once; from then on its transaction absorbs them."""
        if not self._calls:
            return None
        if now >= self._until:
            self._calls = {}
            return None
        return self._calls.pop(mark_of(key), None)


NONE: Final = DoubtfulCalls([], 0.0)
"""What a first start, or one after an orderly end, has to doubt."""


def find(journal: Path, state: Path, wall: float) -> list[Doubtful]:
    """Calls in doubt; to be called before open segments are sealed.

    Args:
        journal: Folder of the segments.
        state: Folder of what the switch remembers; the file is written here.
        wall: Present time, epoch seconds.

    Raises:
        OSError: the folders cannot be read.
    """
    path = state / FILE
    calls = {call.mark: call for call in (*_remembered(path), *_recorded(journal))}
    recent = [call for call in calls.values() if abs(wall - call.at / 1000) < KEEP]
    recent = sorted(recent, key=lambda call: call.at)[-MAX_CALLS:]
    # A disk that refuses this must not keep the switch from starting: it costs the protection
    # against a further crash within the minute.
    with contextlib.suppress(OSError):
        _remember(path, recent)
    return recent


def _remember(path: Path, calls: list[Doubtful]) -> None:
    if not calls:
        path.unlink(missing_ok=True)
        return
    temporary = path.with_suffix(".writing")
    temporary.write_bytes(msgspec.msgpack.encode(calls))
    temporary.replace(path)


def _remembered(path: Path) -> list[Doubtful]:
    """From the start before; a damaged file tells nothing."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=list[Doubtful])
    except (FileNotFoundError, msgspec.DecodeError):
        return []


def recorded_ids(journal: Path) -> set[str]:
    """Identities of the records in the segments that the last run left open.

    A call among them has ended: its record was written, and perhaps nothing after that.
    """
    return {record.id for record in _records(journal)}


def _recorded(journal: Path) -> Iterator[Doubtful]:
    """From the segments that the last run left open."""
    for record in _records(journal):
        if record.sip_status < 300:
            continue  # its caller was answered long before it ended
        illegal = record.billing_mode == ILLEGAL
        yield Doubtful(mark_in(record.id), record.sip_status, illegal, record.stop)


def _records(journal: Path) -> Iterator[CdrRecord]:
    """The records of open segments; damaged lines are others' business."""
    for path in journal.glob(f"cdr-*{OPEN}"):
        with path.open("rb") as file:
            for line in file:
                try:
                    record = decode("cdr", line)
                except ValueError:
                    continue
                if isinstance(record, CdrRecord):
                    yield record
