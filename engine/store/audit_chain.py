"""The chain of the audit: whether its rows are still the ones that were written.

Each row has an HMAC over everything in it and over the HMAC of the row before. So none can be
changed, left out or put in between by somebody without the key, which comes from ``secret.key``.
Which row is the last is a fact of its own, with an HMAC, stated in the transaction of each row: so
the last ones cannot be cut off, and what is written after that does not hide it. Only who puts back
a whole older state, rows and fact, is not found by the store itself: a later head shows it, which
is in the engine's log once a day, and a check can be given one that was noted somewhere else.

Retention takes the oldest rows away. In the same transaction it leaves a checkpoint, the chain of
the last row that went, with an HMAC of its own, and the check goes on from there. Rows of a release
without a chain are taken in once, at the first start, and a row says so.
"""

import hmac
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select, update

from engine.store import meta
from engine.store.database import Database
from engine.store.schema import AUDIT

CHECKPOINT: Final = "audit_checkpoint"
"""Name of the fact that retention leaves."""

NEWEST: Final = "audit_head"
"""Name of the fact that says which row is the last."""

Progress = Callable[[int], object]
"""Hears now and then how many rows fit so far; what it raises ends the check."""

_PURPOSE: Final = b"switchwarden chain of the audit 1"
_OPTION: Final = "switchwarden_audit_key"
_BATCH: Final = 1000
_FIELDS: Final = ("id", "at", "actor", "address", "action", "object", "before", "after", "reason")


class Head(NamedTuple):
    """A place of the chain: the number of a row and its HMAC, hexadecimal."""

    id: int = 0
    chain: str = ""

    @classmethod
    def read(cls, text: str) -> "Head | None":
        """The place that was written as :attr:`text`, None if that names none."""
        number, _, chain = text.partition(":")
        return cls(int(number), chain) if number.isascii() and number.isdigit() and chain else None

    @property
    def text(self) -> str:
        """``NUMBER:CHAIN``, "" before the first row."""
        return f"{self.id}:{self.chain}" if self.id else ""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a check found.

    Attributes:
        sound: Whether every row fits.
        rows: How many fit, from the oldest on.
        first_bad: Number of the first row that does not fit, None when all do.
        detail: What is wrong, "" when nothing is.
        removed: Rows that retention took away, all in all.
        removed_upto: Number of the last of them, 0 for none.
        head: The last row that fits.
    """

    sound: bool
    rows: int
    first_bad: int | None
    detail: str
    removed: int
    removed_upto: int
    head: Head


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where the chain begins after rows were removed; ``removed`` counts all that ever were."""

    head: Head
    removed: int


def derive(secret: bytes) -> bytes:
    """The key of the chain, from the key at rest."""
    return hmac.digest(secret, _PURPOSE, "sha256")


def options(key: bytes) -> dict[str, Any]:
    """What a connection must carry so that rows can be chained through it."""
    return {_OPTION: key}


def key_of(connection: Connection) -> bytes:
    """The key that a connection carries."""
    return bytes(connection.get_execution_options()[_OPTION])


def link(key: bytes, before: str, row: Sequence[Any]) -> str:
    """The chain of a row, given the chain before it and its fields in the order of the table."""
    return _mac(key, [before, *row])


def head(connection: Connection) -> Head:
    """What the next row is linked to: the last that was written, whether it is still there or not.

    Without a fact of ours it is the newest row there is, or the last that retention took.
    """
    stated, genuine = _stated(connection)
    if stated is not None and genuine:
        return stated
    newest = select(AUDIT.c.id, AUDIT.c.chain).order_by(AUDIT.c.id.desc()).limit(1)
    found = connection.execute(newest).first()
    return Head(*found) if found else checkpoint(connection).head


def set_head(connection: Connection, newest: Head) -> None:
    """State which row is the last, in the transaction that writes it."""
    values = [newest.id, newest.chain]
    signed = [*values, _mac(key_of(connection), [NEWEST, *values])]
    meta.put(connection, NEWEST, json.dumps(signed))


def checkpoint(connection: Connection) -> Checkpoint:
    """Where the chain begins. A fact that cannot be read is as good as none: the check tells."""
    return _checkpoint(connection)[0]


def set_checkpoint(connection: Connection, at: Checkpoint) -> None:
    """Put down where the chain begins, in the transaction that removes the rows before."""
    values = [at.head.id, at.head.chain, at.removed]
    signed = [*values, _mac(key_of(connection), [CHECKPOINT, *values])]
    meta.put(connection, CHECKPOINT, json.dumps(signed))


def adopt(connection: Connection) -> int:
    """Take in the rows of a release that had no chain, or stated no last row; how many.

    None is touched a second time: where a last row is stated, everything is as it has to be.
    """
    if meta.get(connection, NEWEST) is not None:
        return 0
    newest = head(connection)
    if newest.chain:
        set_head(connection, newest)
        return newest.id
    oldest = connection.execute(select(AUDIT.c.chain).order_by(AUDIT.c.id).limit(1)).scalar()
    before, count = "", 0
    for row in _rows(connection) if oldest == "" else ():
        before = link(key_of(connection), before, row[:-1])
        connection.execute(update(AUDIT).where(AUDIT.c.id == row[0]).values(chain=before))
        count += 1
        newest = Head(int(row[0]), before)
    if count:
        set_head(connection, newest)
    return count


def verify(
    database: Database, known: Collection[Head] = (), tick: Progress | None = None
) -> ChainReport:
    """Go through the chain from its beginning to the first row that does not fit.

    Args:
        database: The store.
        known: Heads that were noted before; each must still be a place of the chain.
        tick: Hears after each thousand rows how many there were.
    """
    with database.read() as connection:
        begin, genuine = _checkpoint(connection)
        at, rows, wrong = begin.head, 0, "" if genuine else "the checkpoint is not one of ours"
        bad = None if genuine else begin.head.id + 1
        missing = {each for each in known if each.id >= begin.head.id} - {begin.head}
        for row in _rows(connection) if genuine else ():
            expected = link(key_of(connection), at.chain, row[:-1])
            if not hmac.compare_digest(expected.encode(), str(row[-1]).encode()):
                bad, wrong = int(row[0]), "the row is not the one that was written here"
                break
            at, rows = Head(int(row[0]), expected), rows + 1
            missing.discard(at)
            if tick is not None and rows % _BATCH == 0:
                tick(rows)
        if not wrong and (cut := _cut_off(connection, at)):
            bad, wrong = at.id + 1, cut
        if not wrong and missing:
            bad, wrong = min(missing).id, "the chain does not go through the head that was noted"
    return ChainReport(not wrong, rows, bad, wrong, begin.removed, begin.head.id, at)


def _cut_off(connection: Connection, at: Head) -> str:
    """What is wrong about the end of the chain, "" when ``at`` is the last row that was written."""
    stated, genuine = _stated(connection)
    if stated is None:
        return "it is not stated any more which row is the last" if at.id else ""
    if not genuine:
        return "the fact that says which row is the last is not one of ours"
    return "" if stated == at else f"the newest rows were cut off: {stated.id} was the last"


def _stated(connection: Connection) -> tuple[Head | None, bool]:
    """The last row as it is stated, and whether that was written by us."""
    stored = meta.get(connection, NEWEST)
    if stored is None:
        return None, True
    try:
        number, chain, mac = json.loads(stored)
        newest = Head(int(number), str(chain))
    except (ValueError, TypeError):
        return Head(), False
    expected = _mac(key_of(connection), [NEWEST, number, chain])
    return newest, hmac.compare_digest(expected.encode(), str(mac).encode())


def _checkpoint(connection: Connection) -> tuple[Checkpoint, bool]:
    """Where the chain begins, and whether that was written by us."""
    stored = meta.get(connection, CHECKPOINT)
    if stored is None:
        return Checkpoint(Head(), 0), True
    try:
        number, chain, removed, mac = json.loads(stored)
        at = Checkpoint(Head(int(number), str(chain)), int(removed))
    except (ValueError, TypeError):
        return Checkpoint(Head(), 0), False
    expected = _mac(key_of(connection), [CHECKPOINT, number, chain, removed])
    return at, hmac.compare_digest(expected.encode(), str(mac).encode())


def _rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """All rows from the oldest on; a bounded number of them in memory."""
    last = -1
    columns = [AUDIT.c[name] for name in (*_FIELDS, "chain")]
    while True:
        query = select(*columns).where(AUDIT.c.id > last).order_by(AUDIT.c.id).limit(_BATCH)
        found = connection.execute(query).all()
        yield from map(tuple, found)
        if len(found) < _BATCH:
            return
        last = found[-1][0]


def _mac(key: bytes, values: list[Any]) -> str:
    """HMAC of values; JSON, so that no two lists of values are the same bytes.

    What we never write, as bytes in the place of a text, is in no HMAC of ours.
    """
    return hmac.digest(key, json.dumps(values, default=repr).encode(), "sha256").hex()
