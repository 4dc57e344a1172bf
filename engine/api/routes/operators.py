"""Operators: the persons who sign in; admins only (requirement 22).

The password policy of endpoints holds for them too. A new password, another role, and disabling end
all sessions of that operator at once. The last admin who can sign in stays one, and nobody takes
his own access away: that is for another admin to do.
"""

from collections import Counter
from typing import Final

from fastapi import Request

from engine.api.failed_sign_ins import FailedSignIns
from engine.api.models.sessions import (
    FailedSignIn,
    NewOperator,
    OperatorChange,
    OperatorItem,
    OperatorPage,
)
from engine.api.passwords import require_strong
from engine.api.problems import Refused, refusals
from engine.api.routes.session import SignIns
from engine.api.routing import resource
from engine.api.security import ADMIN, Admin, Engine, Identity
from engine.api.services import Services
from engine.api.wire import stamp, stamp_or_none
from engine.errors import Conflict
from engine.store.rows import OperatorRow

MAX_SESSIONS: Final = 10_000
"""Sessions that are counted."""

_NOT_ONESELF: Final = "nobody takes his own access away; ask another admin to do it"
router = resource("/operators", tag="operators", needs=ADMIN)


@router.get("", responses=refusals(401, 403, 503))
def list_operators(request: Request, services: Engine) -> OperatorPage:
    """All operators by name."""
    failures, sessions = _failures(request), _sessions(services)
    found = [_item(row, failures, sessions[row.name]) for row in services.config.operators.list()]
    return OperatorPage(items=found, next_cursor=None)


@router.post("", status_code=201, responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def add_operator(
    asked: NewOperator, request: Request, identity: Admin, services: Engine
) -> OperatorItem:
    """Add an operator, who may sign in at once."""
    score = require_strong(services, asked.password, asked.name)
    row = services.config.operators.add(
        asked.name,
        asked.password,
        asked.role,
        actor=identity.name,
        address=identity.address,
        score=score,
    )
    return _item(row, _failures(request), 0)


@router.patch("/{name}", responses=refusals(400, 401, 403, 404, 409, 413, 415, 422, 503))
def update_operator(
    name: str, asked: OperatorChange, request: Request, identity: Admin, services: Engine
) -> OperatorItem:
    """Give an operator a new password or another role, or allow or refuse sign-in."""
    if asked.password is None and asked.enabled is None and asked.role is None:
        detail = "At least one of password, enabled and role is needed."
        raise Refused(422, detail, errors=[("", detail)])
    operators = services.config.operators
    who = {"actor": identity.name, "address": identity.address}
    row = operators.get(name)
    if asked.enabled is False or asked.role not in (None, row.role):
        _not_oneself(name, identity)
    if asked.password is not None:
        score = require_strong(services, asked.password, name)
        row = operators.set_password(name, asked.password, **who, score=score)
    if asked.role is not None:
        row = operators.set_role(name, asked.role, **who)
    if asked.enabled is not None:
        row = operators.set_enabled(name, asked.enabled, **who)
    return _item(row, _failures(request), _sessions(services)[name])


@router.delete("/{name}", responses=refusals(401, 403, 404, 409, 422, 503))
def remove_operator(name: str, request: Request, identity: Admin, services: Engine) -> OperatorItem:
    """Remove an operator, his sessions and the views that only he saw; what he did stays."""
    services.config.operators.get(name)
    _not_oneself(name, identity)
    row = services.config.operators.remove(name, actor=identity.name, address=identity.address)
    item = _item(row, _failures(request), 0)
    _failures(request).forget(name)
    return item


def _not_oneself(name: str, identity: Identity) -> None:
    if name == identity.name:
        raise Conflict(_NOT_ONESELF)


def _failures(request: Request) -> FailedSignIns:
    sign_ins: SignIns = request.app.state.sign_ins
    return sign_ins.failures


def _sessions(services: Services) -> Counter[str]:
    """How many sessions run, by operator."""
    now = services.clock.wall()
    return Counter(row.operator for row in services.config.sessions.all(now, MAX_SESSIONS))


def _item(row: OperatorRow, failures: FailedSignIns, sessions: int) -> OperatorItem:
    count, latest = failures.of(row.name)
    return OperatorItem(
        name=row.name,
        role=row.role,
        enabled=row.enabled,
        created_at=stamp(row.created_at),
        password_changed_at=stamp(row.password_changed_at),
        last_login_at=stamp_or_none(row.last_login_at),
        password_score=row.password_score,
        failures=count,
        failed=[FailedSignIn(at=stamp(each.at), address=each.address) for each in latest],
        sessions=sessions,
    )
