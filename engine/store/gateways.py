"""Gateways: where calls come from and where they go.

A gateway is stored as it crosses the control socket (:mod:`engine.control.gateways`). That no two
enabled mapping gateways share an address is checked in the transaction of the change, so that two
changes at once cannot get past it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from engine.control.carriers import shown
from engine.control.gateway_rules import check, clash
from engine.control.gateways import GatewayConfig, GatewayKind
from engine.errors import Conflict, NotFound
from engine.secretfile import Cipher
from engine.store.audit import By, record
from engine.store.database import Database
from engine.store.gateway_codec import columns, config_of, states
from engine.store.meta import raise_version
from engine.store.schema import GATEWAY

MAX_GATEWAYS: Final = 5_000
"""More than any carrier has customers at one switch; each may hold 1,000 prefixes in memory."""


class Gateways:
    """The gateways of one configuration store."""

    def __init__(self, database: Database, cipher: Cipher, wall: Callable[[], float]) -> None:
        self._database = database
        self._cipher = cipher
        self._wall = wall

    def add(
        self, config: GatewayConfig, *, actor: str, address: str, reason: str = ""
    ) -> GatewayConfig:
        """Add one gateway.

        Raises:
            Invalid: a field is not acceptable.
            Conflict: the name is taken, another mapping gateway has an address of it, or there
                are :data:`MAX_GATEWAYS` already.
        """
        check(config)
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            if self._find(connection, config.name) is not None:
                raise Conflict(f"the gateway {config.name} exists already")
            count = connection.execute(select(func.count()).select_from(GATEWAY)).scalar_one()
            if count >= MAX_GATEWAYS:
                raise Conflict(f"there are {count} gateways; no more are possible")
            self._refuse_clash(connection, config)
            connection.execute(insert(GATEWAY).values(columns(self._cipher, config)))
            record(connection, by, "gateway.create", _object(config.name), None, shown(config))
            raise_version(connection)
        return config

    def get(self, name: str) -> GatewayConfig:
        """One gateway.

        Raises:
            NotFound: there is none of that name.
        """
        with self._database.read() as connection:
            return self._load(connection, name)

    def page(
        self,
        *,
        kind: GatewayKind | None = None,
        enabled: bool | None = None,
        q: str = "",
        after: str = "",
        limit: int = 100,
    ) -> list[GatewayConfig]:
        """At most ``limit`` gateways sorted by name, all after the name ``after``.

        Args:
            kind: Only gateways of this kind.
            enabled: Only enabled ones, or only the others.
            q: Text within the name, the memo, an address or a prefix, in any case of ASCII letters.
            after: Last name of the page before, "" for the first page.
            limit: Gateways at most.
        """
        query = select(GATEWAY).where(GATEWAY.c.name > after)
        if kind is not None:
            query = query.where(GATEWAY.c.kind == kind)
        if enabled is not None:
            query = query.where(GATEWAY.c.enabled == enabled)
        if q:
            query = query.where(_mentions(q))
        with self._database.read() as connection:
            return self._configs(connection, query.order_by(GATEWAY.c.name).limit(limit))

    def all(self) -> list[GatewayConfig]:
        """Every gateway, sorted by name: what the switch must know."""
        with self._database.read() as connection:
            return self._configs(connection, select(GATEWAY).order_by(GATEWAY.c.name))

    def update(
        self,
        name: str,
        changes: Mapping[str, Any],
        *,
        actor: str,
        address: str,
        reason: str = "",
    ) -> GatewayConfig:
        """Change what is given of one gateway; what is already so is no change.

        Args:
            name: Which gateway.
            changes: Field to value, as in :class:`GatewayConfig`; name and kind stay.
            actor: Who changes it.
            address: From where.
            reason: Why.

        Raises:
            NotFound: there is none of that name.
            Invalid: a field is not acceptable.
            Conflict: another mapping gateway has an address of it.
        """
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            before = self._load(connection, name)
            after = msgspec.structs.replace(before, **changes)
            if after == before:
                return before
            check(after)
            self._refuse_clash(connection, after)
            values = columns(self._cipher, after)
            connection.execute(update(GATEWAY).where(GATEWAY.c.name == name).values(values))
            record(connection, by, "gateway.update", _object(name), *states(before, after))
            raise_version(connection)
            return after

    def delete(self, name: str, *, actor: str, address: str, reason: str = "") -> GatewayConfig:
        """Remove one gateway; returns what it was.

        Raises:
            NotFound: there is none of that name.
        """
        by = By(actor, address, reason, self._wall())
        with self._database.write() as connection:
            before = self._load(connection, name)
            connection.execute(delete(GATEWAY).where(GATEWAY.c.name == name))
            record(connection, by, "gateway.delete", _object(name), shown(before))
            raise_version(connection)
            return before

    def _load(self, connection: Connection, name: str) -> GatewayConfig:
        found = self._find(connection, name)
        if found is None:
            raise NotFound(f"there is no gateway {name[:80]!a}")
        return found

    def _find(self, connection: Connection, name: str) -> GatewayConfig | None:
        query = select(GATEWAY).where(GATEWAY.c.name == name)
        return next(iter(self._configs(connection, query)), None)

    def _refuse_clash(self, connection: Connection, config: GatewayConfig) -> None:
        if not (config.enabled and config.kind == "mapping"):
            return
        query = select(GATEWAY).where(GATEWAY.c.kind == "mapping", GATEWAY.c.enabled)
        if reason := clash(config, self._configs(connection, query)):
            raise Conflict(reason)

    def _configs(self, connection: Connection, query: Select[Any]) -> list[GatewayConfig]:
        stored = connection.execute(query).mappings().all()
        return [config_of(self._cipher, one) for one in stored]


def _mentions(q: str) -> ColumnElement[bool]:
    """The text occurs where a person would look for it."""
    listed = [
        exists(
            select(1)
            .select_from(entries := func.json_each(GATEWAY.c[name]).table_valued(column("value")))
            .where(entries.c.value.icontains(q, autoescape=True))
        )
        for name in ("addresses", "prefixes")
    ]
    plain = [GATEWAY.c[name].icontains(q, autoescape=True) for name in ("name", "memo")]
    return or_(*plain, *listed)


def _object(name: str) -> str:
    return f"gateway:{name}"
