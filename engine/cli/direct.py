"""Administration while no engine runs: the store is opened by the command itself.

Loaded only then, because it brings the SQL packages with it. The caller holds the lock of the data
folder, so there is still one writer. What is stored here takes effect when the engine starts.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from engine.api.keeping_view import report_item
from engine.api.routes.audit import state_of
from engine.cli.administration import Administration, OperatorLine, ParameterLine, Role
from engine.datapaths import DataPaths
from engine.errors import Invalid
from engine.parameters.passwords import judge, policy_of
from engine.secretfile import load_or_create_key
from engine.store.audit_chain import Head
from engine.store.cdr_store import open_cdrs
from engine.store.config_store import ConfigStore, open_config
from engine.store.rows import ParameterRow
from engine.store.seal_heads import audited_heads

#: Who the audit names: a person with access to the machine, who needed no password.
_ACTOR: Final = "local"
_ADDRESS: Final = ""


@contextmanager
def opened(paths: DataPaths) -> Iterator[Administration]:
    """The store of a data folder, for the length of a command."""
    store = open_config(paths, None)
    try:
        yield DirectAdministration(store, paths)
    finally:
        store.close()


class DirectAdministration:
    """See :class:`engine.cli.administration.Administration`."""

    def __init__(self, store: ConfigStore, paths: DataPaths) -> None:
        self._store = store
        self._paths = paths

    def operators(self) -> list[OperatorLine]:
        """All operators by name."""
        rows = self._store.operators.list()
        return [OperatorLine(row.name, row.role, row.enabled) for row in rows]

    def add_operator(self, name: str, role: Role, password: str) -> None:
        """Add somebody who may sign in at once."""
        score = self._check(name, password)
        operators = self._store.operators
        operators.add(name, password, role, actor=_ACTOR, address=_ADDRESS, score=score)

    def set_password(self, name: str, password: str) -> None:
        """Give an operator a new password and end his sessions."""
        self._store.operators.get(name)
        score = self._check(name, password)
        operators = self._store.operators
        operators.set_password(name, password, actor=_ACTOR, address=_ADDRESS, score=score)

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Allow or refuse sign-in."""
        self._store.operators.set_enabled(name, enabled, actor=_ACTOR, address=_ADDRESS)

    def set_role(self, name: str, role: Role) -> None:
        """Let an operator do more or less, and end his sessions."""
        self._store.operators.set_role(name, role, actor=_ACTOR, address=_ADDRESS)

    def remove_operator(self, name: str) -> None:
        """Forget an operator, his sessions and the views that only he saw."""
        self._store.operators.remove(name, actor=_ACTOR, address=_ADDRESS)

    def parameters(self) -> list[ParameterLine]:
        """All parameters, alphabetical."""
        return [_line(row) for row in self._store.parameters.all()]

    def parameter(self, name: str) -> ParameterLine:
        """One parameter."""
        return _line(self._store.parameters.get(name))

    def set_parameter(
        self, name: str, value: str, reason: str, seconds: int | None
    ) -> ParameterLine:
        """Change one, for good or for that many seconds."""
        revert_at = None if seconds is None else time.time() + seconds
        row = self._store.parameters.set(
            name, value, actor=_ACTOR, address=_ADDRESS, reason=reason, revert_at=revert_at
        )
        return _line(row)

    def verify_records(self) -> dict[str, Any]:
        """What a check of the seals found."""
        key = load_or_create_key(self._paths.secret_key)
        cdrs = open_cdrs(self._paths.cdr_db, secret=key)
        try:
            return report_item(cdrs.verify(heads=audited_heads(self._store.audit)))
        finally:
            cdrs.close()

    def verify_audit(self, head: str) -> dict[str, Any]:
        """What a check of the audit found."""
        known = Head.read(head)
        if head and known is None:
            raise Invalid("head", "a head is written NUMBER:CHAIN, as a check prints it")
        return state_of(self._store.audit.verify([known] if known else ())).model_dump()

    def _check(self, name: str, password: str) -> int:
        """The password policy, as the HTTP interface applies it (requirement 142); the score."""
        policy = policy_of(self._store.parameters.values())
        found, score = judge(password, policy, name)
        if found:
            raise Invalid("password", " ".join(found))
        return score


def _line(row: ParameterRow) -> ParameterLine:
    revert_at = "" if row.revert_at is None else _stamp(row.revert_at)
    return ParameterLine(row.name, row.value, revert_at)


def _stamp(wall: float) -> str:
    """As the HTTP interface writes times: RFC 3339, UTC, milliseconds."""
    moment = datetime.fromtimestamp(wall, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
