"""Sessions of signed-in clients.

The bearer token is 256 random bits, so its plain SHA-256 is enough to recognise it and useless to
whoever reads the file. The database never sees the token.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, select

from engine.store.database import Database
from engine.store.rows import Role, SessionRow
from engine.store.schema import OPERATOR, SESSION

MAX_ADDRESSES: Final = 1_000
"""Addresses told of at a time."""

_ID_DIGITS: Final = 32


class Sessions:
    """The sessions of one configuration store."""

    def __init__(self, database: Database, wall: Callable[[], float]) -> None:
        self._database = database
        self._wall = wall

    def create(
        self, token: str, *, operator: str, role: Role, expires_at: float, address: str
    ) -> SessionRow:
        """Remember a session until ``expires_at`` (epoch seconds)."""
        row = SessionRow(operator, role, self._wall(), expires_at, address)
        with self._database.write() as connection:
            connection.execute(
                insert(SESSION).values(
                    token_hash=_hash(token),
                    operator=row.operator,
                    role=row.role,
                    created_at=row.created_at,
                    expires_at=row.expires_at,
                    address=row.address,
                )
            )
        return row

    def get(self, token: str, now: float) -> SessionRow | None:
        """The session of a token; None when it is unknown, over at ``now``, or may not be any more.

        Disabling an operator deletes his sessions; one that was being made in that very moment is
        told by the operator's own row.
        """
        query = (
            select(
                SESSION.c.operator,
                SESSION.c.role,
                SESSION.c.created_at,
                SESSION.c.expires_at,
                SESSION.c.address,
            )
            .join(OPERATOR, OPERATOR.c.name == SESSION.c.operator)
            .where(
                SESSION.c.token_hash == _hash(token),
                SESSION.c.expires_at > now,
                OPERATOR.c.enabled,
            )
        )
        with self._database.read() as connection:
            stored = connection.execute(query).one_or_none()
        return SessionRow(*stored) if stored else None

    def addresses(self, now: float, most: int = MAX_ADDRESSES) -> list[str]:
        """From where operators are signed in at ``now``, in order."""
        query = (
            select(SESSION.c.address)
            .join(OPERATOR, OPERATOR.c.name == SESSION.c.operator)
            .where(SESSION.c.expires_at > now, OPERATOR.c.enabled)
            .distinct()
            .order_by(SESSION.c.address)
            .limit(most)
        )
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def all(self, now: float, most: int) -> list[SessionRow]:
        """The sessions that run at ``now`` with their ids, the newest first."""
        query = (
            select(
                SESSION.c.operator,
                SESSION.c.role,
                SESSION.c.created_at,
                SESSION.c.expires_at,
                SESSION.c.address,
                _shown_id,
            )
            .where(SESSION.c.expires_at > now)
            .order_by(SESSION.c.created_at.desc(), SESSION.c.token_hash)
            .limit(most)
        )
        with self._database.read() as connection:
            return [SessionRow(*row) for row in connection.execute(query)]

    def end(self, session_id: str) -> bool:
        """End the session of an id of :meth:`all`; False when there was none."""
        with self._database.write() as connection:
            return connection.execute(delete(SESSION).where(_shown_id == session_id)).rowcount > 0

    def delete(self, token: str) -> bool:
        """End one session; False when there was none."""
        with self._database.write() as connection:
            statement = delete(SESSION).where(SESSION.c.token_hash == _hash(token))
            return connection.execute(statement).rowcount > 0

    def delete_for(self, operator: str) -> int:
        """End all sessions of one operator; how many there were."""
        with self._database.write() as connection:
            statement = delete(SESSION).where(SESSION.c.operator == operator)
            return connection.execute(statement).rowcount

    def purge(self, now: float) -> int:
        """Forget what is over at ``now``; how many there were."""
        with self._database.write() as connection:
            return connection.execute(delete(SESSION).where(SESSION.c.expires_at <= now)).rowcount


_shown_id: Final[ColumnElement[str]] = func.lower(
    func.substr(func.hex(SESSION.c.token_hash), 1, _ID_DIGITS)
)
"""Half of the hash: enough to tell sessions apart, and nothing a token could be made of."""


def session_id(token: str) -> str:
    """The id of the session of a token, as in :meth:`Sessions.all`."""
    return _hash(token).hex()[:_ID_DIGITS]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
