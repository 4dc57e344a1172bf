"""Operators: the persons who sign in, with roles admin, operator and auditor.

Hashing happens before a transaction begins, never within one: a tenth of a second with the write
lock held would be felt everywhere. A changed password or role, and a disabled or removed operator,
end the sessions of that operator in the same transaction.
"""

import re
from collections.abc import Callable
from typing import Any, Final, get_args

from sqlalchemy import Connection, delete, func, insert, select, update

from engine.errors import Conflict, Invalid, NotFound
from engine.store.audit import By, record
from engine.store.database import Database
from engine.store.hashing import MAX_PASSWORD_BYTES, Hasher
from engine.store.rows import OperatorRow, Role
from engine.store.schema import OPERATOR, SAVED_VIEW, SESSION

_NAME: Final = re.compile(r"[A-Za-z0-9_.@+-]{1,64}")
_PUBLIC: Final = tuple(column for column in OPERATOR.c if column.name != "password_hash")
_RESERVED: Final = ("local", "timer")
"""Actors of the audit that are no persons."""


class Operators:
    """The operators of one configuration store."""

    def __init__(self, database: Database, hasher: Hasher, wall: Callable[[], float]) -> None:
        self._database = database
        self._hasher = hasher
        self._wall = wall

    def add(
        self,
        name: str,
        password: str,
        role: Role,
        *,
        actor: str,
        address: str,
        score: int | None = None,
    ) -> OperatorRow:
        """Add an operator who may sign in at once; ``score`` is that of the password.

        Raises:
            Invalid: the name, the password or the role is not acceptable.
            Conflict: the name is taken.
        """
        _check_name(name)
        if role not in get_args(Role):
            raise Invalid("role", f"a role is one of {', '.join(get_args(Role))}")
        hashed = self._hash(password)
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            if self._find(connection, name) is not None:
                raise Conflict(f"there is an operator {name} already")
            connection.execute(
                insert(OPERATOR).values(
                    name=name,
                    role=role,
                    enabled=True,
                    password_hash=hashed,
                    created_at=by.at,
                    password_changed_at=by.at,
                    password_score=score,
                )
            )
            record(connection, by, "operator.add", _object(name), None, {"role": role})
            return self._load(connection, name)

    def list(self) -> list[OperatorRow]:
        """All operators by name."""
        with self._database.read() as connection:
            stored = connection.execute(select(*_PUBLIC).order_by(OPERATOR.c.name)).all()
        return [OperatorRow(*row) for row in stored]

    def get(self, name: str) -> OperatorRow:
        """One operator.

        Raises:
            NotFound: there is none of that name.
        """
        with self._database.read() as connection:
            return self._load(connection, name)

    def known(self, name: str) -> bool:
        """Whether there is an operator of that name."""
        with self._database.read() as connection:
            return self._find(connection, name) is not None

    def verify(self, name: str, password: str) -> OperatorRow | None:
        """The operator if the password is right and sign-in allowed, else None.

        Takes the same time whether the name exists or not. Notes the moment of a success.
        """
        with self._database.read() as connection:
            stored = connection.execute(
                select(OPERATOR.c.password_hash).where(OPERATOR.c.name == name)
            ).scalar()
        if not self._hasher.verify(stored, password):
            return None
        with self._database.write() as connection:
            found = self._find(connection, name)
            if found is None or not found.enabled:
                return None
            _update(connection, name, last_login_at=self._wall())
            return self._load(connection, name)

    def set_password(
        self, name: str, password: str, *, actor: str, address: str, score: int | None = None
    ) -> OperatorRow:
        """Give an operator a new password and end his sessions; ``score`` is the password's.

        Raises:
            NotFound: there is none of that name.
            Invalid: the password is not acceptable.
        """
        hashed = self._hash(password)
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            self._load(connection, name)
            values = {"password_hash": hashed, "password_changed_at": by.at}
            _update(connection, name, **values, password_score=score)
            _end_sessions(connection, name)
            record(connection, by, "operator.password", _object(name))
            return self._load(connection, name)

    def set_enabled(self, name: str, enabled: bool, *, actor: str, address: str) -> OperatorRow:
        """Allow or refuse sign-in; refusing ends the operator's sessions.

        Raises:
            NotFound: there is none of that name.
            Conflict: he is the last admin who can sign in.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            before = self._load(connection, name)
            if not enabled:
                _keep_an_admin(connection, before)
            _update(connection, name, enabled=enabled)
            if not enabled:
                _end_sessions(connection, name)
            action = "operator.enable" if enabled else "operator.disable"
            states = {"enabled": before.enabled}, {"enabled": enabled}
            record(connection, by, action, _object(name), *states)
            return self._load(connection, name)

    def set_role(self, name: str, role: Role, *, actor: str, address: str) -> OperatorRow:
        """Give an operator another role and end his sessions, which have the old one.

        Raises:
            NotFound: there is none of that name.
            Conflict: he is the last admin who can sign in.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            before = self._load(connection, name)
            if role == before.role:
                return before
            _keep_an_admin(connection, before)
            _update(connection, name, role=role)
            _end_sessions(connection, name)
            states = {"role": before.role}, {"role": role}
            record(connection, by, "operator.role", _object(name), *states)
            return self._load(connection, name)

    def remove(self, name: str, *, actor: str, address: str) -> OperatorRow:
        """Forget an operator, his sessions and the views that only he saw; what he was.

        Raises:
            NotFound: there is none of that name.
            Conflict: he is the last admin who can sign in.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            before = self._load(connection, name)
            _keep_an_admin(connection, before)
            _end_sessions(connection, name)
            private = SAVED_VIEW.c.owner == name, ~SAVED_VIEW.c.shared
            connection.execute(delete(SAVED_VIEW).where(*private))
            connection.execute(delete(OPERATOR).where(OPERATOR.c.name == name))
            state = {"role": before.role, "enabled": before.enabled}
            record(connection, by, "operator.remove", _object(name), state)
        return before

    def _hash(self, password: str) -> str:
        if not password or len(password.encode("utf-8", "surrogatepass")) > MAX_PASSWORD_BYTES:
            raise Invalid("password", f"a password has 1 to {MAX_PASSWORD_BYTES} bytes")
        return self._hasher.hash(password)

    @staticmethod
    def _find(connection: Connection, name: str) -> OperatorRow | None:
        stored = connection.execute(select(*_PUBLIC).where(OPERATOR.c.name == name)).one_or_none()
        return OperatorRow(*stored) if stored else None

    def _load(self, connection: Connection, name: str) -> OperatorRow:
        found = self._find(connection, name)
        if found is None:
            raise NotFound(f"there is no operator {name[:80]!a}")
        return found


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise Invalid("name", "a name is 1 to 64 letters, digits or the characters _ . @ + -")


def _update(connection: Connection, name: str, **values: Any) -> None:
    connection.execute(update(OPERATOR).where(OPERATOR.c.name == name).values(values))


def _end_sessions(connection: Connection, name: str) -> None:
    connection.execute(delete(SESSION).where(SESSION.c.operator == name))


def _keep_an_admin(connection: Connection, operator: OperatorRow) -> None:
    """Refuse to take the last admin who can sign in."""
    if operator.role != "admin" or not operator.enabled:
        return
    query = select(func.count()).select_from(OPERATOR)
    others = query.where(
        OPERATOR.c.role == "admin", OPERATOR.c.enabled, OPERATOR.c.name != operator.name
    )
    if connection.execute(others).scalar_one() == 0:
        raise Conflict(f"{operator.name} is the last admin who can sign in; add another one first")


def _object(name: str) -> str:
    return f"operator:{name}"
