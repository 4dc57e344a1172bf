"""Operators: the persons who sign in; admins only (requirement 22).

The password policy of endpoints holds for them too. A new password, and disabling, end all
sessions of that operator at once; the last admin who can sign in cannot be disabled.
"""

from engine.api.models.sessions import NewOperator, OperatorChange, OperatorItem, OperatorPage
from engine.api.passwords import require_strong
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import ADMIN, Admin, Engine
from engine.api.wire import stamp, stamp_or_none
from engine.store.rows import OperatorRow

router = resource("/operators", tag="operators", needs=ADMIN)


@router.get("", responses=refusals(401, 403, 503))
def list_operators(services: Engine) -> OperatorPage:
    """All operators by name."""
    found = [_item(row) for row in services.config.operators.list()]
    return OperatorPage(items=found, next_cursor=None)


@router.post("", status_code=201, responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def add_operator(asked: NewOperator, identity: Admin, services: Engine) -> OperatorItem:
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
    return _item(row)


@router.patch("/{name}", responses=refusals(400, 401, 403, 404, 409, 413, 415, 422, 503))
def update_operator(
    name: str, asked: OperatorChange, identity: Admin, services: Engine
) -> OperatorItem:
    """Give an operator a new password, or allow or refuse sign-in."""
    if asked.password is None and asked.enabled is None:
        detail = "At least one of password and enabled is needed."
        raise Refused(422, detail, errors=[("", detail)])
    operators = services.config.operators
    who = {"actor": identity.name, "address": identity.address}
    row = operators.get(name)
    if asked.password is not None:
        score = require_strong(services, asked.password, name)
        row = operators.set_password(name, asked.password, **who, score=score)
    if asked.enabled is not None:
        row = operators.set_enabled(name, asked.enabled, **who)
    return _item(row)


def _item(row: OperatorRow) -> OperatorItem:
    return OperatorItem(
        name=row.name,
        role=row.role,
        enabled=row.enabled,
        created_at=stamp(row.created_at),
        password_changed_at=stamp(row.password_changed_at),
        last_login_at=stamp_or_none(row.last_login_at),
    )
