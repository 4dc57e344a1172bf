"""How mail is sent: one row, its password encrypted like every other secret.

The password is bound to the server and the user it was given for. Whoever changes one of them has
to give it again, so nobody can have it sent to a server of his own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from engine.errors import Invalid, StoreError, SwitchwardenError
from engine.secretfile import Cipher
from engine.store.audit import By, record
from engine.store.database import Database
from engine.store.schema import MAIL

_ROW: Final = 1
_OBJECT: Final = "mail"
_BOUND: Final = ("host", "port", "security", "username")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The way of mail; without a host none is sent.

    Attributes:
        host: Name or address of the server.
        port: Its port.
        security: ``none``, ``starttls`` or ``tls``.
        username: "" for a server that asks nobody.
        password: Never shown.
        sender: Address that mails come from.
        max_attachment_mb: Larger files are named instead of attached.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    max_attachment_mb: int = 10

    @property
    def ready(self) -> bool:
        """Whether mail can be sent at all."""
        return bool(self.host and self.sender)


class MailStore:
    """The settings of one configuration store."""

    def __init__(self, database: Database, cipher: Cipher, wall: Callable[[], float]) -> None:
        self._database = database
        self._cipher = cipher
        self._wall = wall

    def get(self) -> MailSettings:
        """The settings in force.

        Raises:
            StoreError: the key file is not the one the password was sealed with.
        """
        with self._database.read() as connection:
            return self._load(connection)

    def set(
        self, settings: MailSettings, password: str | None, *, actor: str, address: str
    ) -> MailSettings:
        """Replace them; ``password`` None keeps the one there is.

        Raises:
            Invalid: there is a password, and server or user changed without it.
        """
        by = By(actor, address, "", self._wall())
        with self._database.write() as connection:
            before = self._load(connection)
            if password is None and before.password:
                _check_bound(before, settings)
            kept = before.password if password is None else password
            after = replace(settings, password=kept if settings.username else "")
            self._store(connection, after)
            record(connection, by, "mail.set", _OBJECT, *_states(before, after))
            return after

    def _load(self, connection: Connection) -> MailSettings:
        stored = connection.execute(select(MAIL).where(MAIL.c.id == _ROW)).mappings().one_or_none()
        if stored is None:
            return MailSettings()
        values = dict(stored)
        del values["id"]
        password = self._unseal(values.pop("sealed"))
        return MailSettings(**values, password=password)

    def _store(self, connection: Connection, settings: MailSettings) -> None:
        values = _shown(settings) | {"sealed": self._seal(settings.password)}
        changed = connection.execute(update(MAIL).where(MAIL.c.id == _ROW).values(values))
        if not changed.rowcount:
            connection.execute(insert(MAIL).values(id=_ROW, **values))

    def _seal(self, password: str) -> bytes:
        return self._cipher.encrypt(password.encode(), _OBJECT.encode()) if password else b""

    def _unseal(self, sealed: bytes) -> str:
        try:
            return self._cipher.decrypt(sealed, _OBJECT.encode()).decode() if sealed else ""
        except SwitchwardenError as error:
            raise StoreError(error.detail) from error


def _check_bound(before: MailSettings, after: MailSettings) -> None:
    changed = [name for name in _BOUND if getattr(before, name) != getattr(after, name)]
    if changed and after.username:
        raise Invalid(
            "password",
            f"the password was given for another {changed[0]}; give it again with the new one",
        )


def _shown(settings: MailSettings) -> dict[str, Any]:
    names = ("host", "port", "security", "username", "sender", "max_attachment_mb")
    return {name: getattr(settings, name) for name in names}


def _states(before: MailSettings, after: MailSettings) -> tuple[Any, Any]:
    """What the audit keeps: of the password only that it was changed."""
    changed = {"password": "changed"} if before.password != after.password else {}
    return _shown(before), _shown(after) | changed
