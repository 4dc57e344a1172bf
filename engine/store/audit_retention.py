"""Taking the oldest rows of the audit away, so that it does not grow for ever.

Two bounds, of age and of number; whatever goes leaves a checkpoint in the chain
(:mod:`engine.store.audit_chain`). The newest row always stays.
"""

from typing import Final

from sqlalchemy import Connection, delete, func, select

from engine.store import audit_chain
from engine.store.audit_chain import Checkpoint, Head
from engine.store.database import Database
from engine.store.schema import AUDIT

PIECE: Final = 10_000
"""Rows removed in one transaction, some 50 ms; who writes meanwhile waits no longer."""

DAY_S: Final = 86_400.0


def remove_old(database: Database, now: float, days: int, rows: int) -> int:
    """Remove what is older than ``days`` (0: of any age) or beyond the newest ``rows``.

    Returns how many rows went.

    Raises:
        StoreError: some may have gone; the chain is whole all the same.
    """
    removed = 0
    while piece := _piece(database, now, days, rows):
        removed += piece
    return removed


def _piece(database: Database, now: float, days: int, rows: int) -> int:
    """One transaction's worth; how many rows went."""
    with database.write() as connection:
        last = _last(connection, now, days, rows)
        if last is None:
            return 0
        before = audit_chain.checkpoint(connection)
        went = connection.execute(delete(AUDIT).where(AUDIT.c.id <= last.id)).rowcount
        audit_chain.set_checkpoint(connection, Checkpoint(last, before.removed + went))
        return went


def _last(connection: Connection, now: float, days: int, rows: int) -> Head | None:
    """The last row that goes in this piece; times may jump, so age ends at the first young one."""
    newest = connection.execute(select(func.max(AUDIT.c.id))).scalar()
    oldest = connection.execute(select(func.min(AUDIT.c.id))).scalar()
    if newest is None or oldest is None:
        return None
    end = newest - rows
    if days:
        young = select(AUDIT.c.id).where(AUDIT.c.at >= now - days * DAY_S)
        first = connection.execute(young.order_by(AUDIT.c.id).limit(1)).scalar()
        end = max(end, (first or newest) - 1)
    end = min(end, newest - 1, oldest + PIECE - 1)
    query = select(AUDIT.c.id, AUDIT.c.chain).where(AUDIT.c.id <= end)
    found = connection.execute(query.order_by(AUDIT.c.id.desc()).limit(1)).first()
    return Head(*found) if found else None
