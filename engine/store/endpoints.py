"""Endpoints: who may register, and the digest hashes they prove themselves with.

Passwords never come here: the caller reduces them to hashes, this module keeps the hashes sealed.
Status (registered, suspended) is the switch's; a list filtered by status gives the extensions in
question as ``only`` or ``exclude``, in any number, because they travel as one JSON parameter.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from engine.control.messages import EndpointConfig
from engine.errors import Conflict, NotFound
from engine.secretfile import Cipher
from engine.store.audit import By, record, record_many
from engine.store.database import Database
from engine.store.endpoint_codec import (
    check,
    check_display_name,
    check_hashes,
    columns,
    row,
    seal,
    unseal,
)
from engine.store.meta import raise_version
from engine.store.rows import EndpointRow, NewEndpoint
from engine.store.schema import ENDPOINT


class Endpoints:
    """The endpoints of one configuration store."""

    def __init__(self, database: Database, cipher: Cipher, wall: Callable[[], float]) -> None:
        self._database = database
        self._cipher = cipher
        self._wall = wall

    def create(
        self, new: NewEndpoint, *, actor: str, address: str, reason: str = ""
    ) -> EndpointRow:
        """Add one endpoint.

        Raises:
            Invalid: a field is not acceptable.
            Conflict: the extension exists.
        """
        created, _ = self.create_many([new], actor=actor, address=address, reason=reason)
        if not created:
            raise Conflict(f"the extension {new.extension} exists already")
        return self.get(new.extension)

    def create_many(
        self, new: Sequence[NewEndpoint], *, actor: str, address: str, reason: str = ""
    ) -> tuple[list[str], list[str]]:
        """Add many in one transaction, all or none.

        Returns:
            The extensions created, and those skipped because they exist (or came twice).

        Raises:
            Invalid: a field of any of them is not acceptable; nothing was added.
        """
        for one in new:
            check(one)
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            taken = set(self._existing(connection, [one.extension for one in new]))
            fresh = {one.extension: one for one in reversed(new) if one.extension not in taken}
            wanted = [one for one in new if fresh.get(one.extension) is one]
            skipped = [one.extension for one in new if fresh.get(one.extension) is not one]
            if wanted:
                self._insert(connection, by, wanted)
        return [one.extension for one in wanted], skipped

    def get(self, extension: str) -> EndpointRow:
        """One endpoint.

        Raises:
            NotFound: there is none of that extension.
        """
        with self._database.read() as connection:
            return self._load(connection, extension)

    def known(self, extensions: Collection[str]) -> dict[str, EndpointRow]:
        """Those of the extensions that exist, by extension."""
        query = select(ENDPOINT).where(_within(extensions))
        return {found.extension: found for found in self._rows(query)}

    def page(
        self,
        *,
        q: str = "",
        after: str = "",
        limit: int = 100,
        only: Collection[str] | None = None,
        exclude: Collection[str] | None = None,
    ) -> list[EndpointRow]:
        """At most ``limit`` endpoints sorted by extension, all after the extension ``after``.

        Args:
            q: Text within the extension or the display name, in any case of ASCII letters.
            after: Last extension of the page before, "" for the first page.
            limit: Rows at most.
            only: If given, no other extensions than these.
            exclude: If given, none of these.
        """
        query = select(ENDPOINT).where(ENDPOINT.c.extension > after)
        if q:
            query = query.where(
                or_(
                    ENDPOINT.c.extension.icontains(q, autoescape=True),
                    ENDPOINT.c.display_name.icontains(q, autoescape=True),
                )
            )
        if only is not None:
            query = query.where(_within(only))
        if exclude is not None:
            query = query.where(~_within(exclude))
        return list(self._rows(query.order_by(ENDPOINT.c.extension).limit(limit)))

    def update(
        self,
        extension: str,
        *,
        display_name: str | None = None,
        enabled: bool | None = None,
        ha1: tuple[str, str] | None = None,
        password_score: int | None = None,
        actor: str,
        address: str,
        reason: str = "",
    ) -> EndpointRow:
        """Change what is given of one endpoint; ``ha1`` is MD5 and SHA-256 as hex.

        ``password_score`` belongs to ``ha1`` and counts only with it.

        Raises:
            NotFound: there is none of that extension.
            Invalid: a field is not acceptable.
        """
        by = By(actor, address, reason, self._wall())
        changes = self._changes(extension, display_name, enabled, ha1, by.at)
        if ha1 is not None:
            changes["password_score"] = password_score
        with self._database.write() as connection:
            before = self._load(connection, extension)
            if not changes:
                return before
            connection.execute(
                update(ENDPOINT).where(ENDPOINT.c.extension == extension).values(changes)
            )
            after = self._load(connection, extension)
            state = _state(after) | ({"password": "changed"} if ha1 else {})
            record(connection, by, "endpoint.update", _object(extension), _state(before), state)
            raise_version(connection)
            return after

    def delete(self, extension: str, *, actor: str, address: str, reason: str = "") -> EndpointRow:
        """Remove one endpoint; returns what it was.

        Raises:
            NotFound: there is none of that extension.
        """
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            before = self._load(connection, extension)
            connection.execute(delete(ENDPOINT).where(ENDPOINT.c.extension == extension))
            record(connection, by, "endpoint.delete", _object(extension), _state(before))
            raise_version(connection)
            return before

    def all_credentials(self) -> list[EndpointConfig]:
        """What the switch must know of every endpoint, sorted by extension."""
        query = select(ENDPOINT.c.extension, ENDPOINT.c.ha1, ENDPOINT.c.enabled)
        with self._database.read() as connection:
            stored = connection.execute(query.order_by(ENDPOINT.c.extension)).all()
        return [
            EndpointConfig(extension, *unseal(self._cipher, extension, ha1), enabled)
            for extension, ha1, enabled in stored
        ]

    def count(self) -> int:
        """How many endpoints there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(ENDPOINT)).scalar_one()

    def _insert(self, connection: Connection, by: By, wanted: Sequence[NewEndpoint]) -> None:
        values = [columns(self._cipher, one, by.at) for one in wanted]
        connection.execute(insert(ENDPOINT), values)
        states = ((_object(one.extension), _state(one)) for one in wanted)
        record_many(connection, by, "endpoint.create", states)
        raise_version(connection)

    def _changes(
        self,
        extension: str,
        display_name: str | None,
        enabled: bool | None,
        ha1: tuple[str, str] | None,
        now: float,
    ) -> dict[str, Any]:
        """The columns to write, checked."""
        changes: dict[str, Any] = {}
        if display_name is not None:
            check_display_name(display_name)
            changes["display_name"] = display_name
        if enabled is not None:
            changes["enabled"] = enabled
        if ha1 is not None:
            check_hashes(*ha1)
            changes["ha1"] = seal(self._cipher, extension, *ha1)
            changes["password_changed_at"] = now
        return changes

    def _rows(self, query: Select[Any]) -> Iterator[EndpointRow]:
        with self._database.read() as connection:
            stored = connection.execute(query).mappings().all()
        return (row(self._cipher, one) for one in stored)

    def _load(self, connection: Connection, extension: str) -> EndpointRow:
        query = select(ENDPOINT).where(ENDPOINT.c.extension == extension)
        stored = connection.execute(query).mappings().one_or_none()
        if stored is None:
            raise NotFound(f"there is no endpoint {extension[:80]!a}")
        return row(self._cipher, stored)

    @staticmethod
    def _existing(connection: Connection, extensions: Collection[str]) -> list[str]:
        query = select(ENDPOINT.c.extension).where(_within(extensions))
        return list(connection.execute(query).scalars())


def _within(extensions: Collection[str]) -> ColumnElement[bool]:
    """The extension is one of these; one parameter however many there are."""
    listed = func.json_each(json.dumps(sorted(extensions))).table_valued(column("value"))
    return ENDPOINT.c.extension.in_(select(listed.c.value))


def _object(extension: str) -> str:
    return f"endpoint:{extension}"


def _state(endpoint: EndpointRow | NewEndpoint) -> dict[str, Any]:
    """What the audit keeps of an endpoint: nothing secret."""
    return {"display_name": endpoint.display_name, "enabled": endpoint.enabled}
