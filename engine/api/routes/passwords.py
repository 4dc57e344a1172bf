"""How good the passwords are: a report for those who have to see to it (requirement 142).

It shows what was noted when each password was set. Who could guess his way in from here is worth
protecting: endpoints are shown to those who may change them, operators to admins.
"""

from typing import Annotated

from fastapi import Query

from engine.api.models.passwords import PasswordCounts, PasswordItem, PasswordPage, PasswordQuery
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import Engine, Operator
from engine.api.wire import read_cursor, stamp, write_cursor
from engine.parameters.password_strength import SCORES, WEAK_BELOW
from engine.store.password_facts import Kind, PasswordFact

router = resource("/passwords", tag="passwords")


@router.get("", responses=refusals(401, 403, 422, 503))
def list_passwords(
    query: Annotated[PasswordQuery, Query()], identity: Operator, services: Engine
) -> PasswordPage:
    """A page of facts about passwords, never a password; operators only for admins."""
    if query.kind == "operator" and identity.role != "admin":
        raise Refused(403, "The passwords of operators are shown to admins only.")
    facts = services.config.passwords
    rows = facts.page(
        query.kind,
        findings=tuple(query.finding),
        q=query.q,
        after=read_cursor(query.cursor),
        limit=query.limit + 1,
    )
    page = rows[: query.limit]
    return PasswordPage(
        items=[_item(query.kind, row) for row in page],
        next_cursor=write_cursor(page[-1].name) if len(rows) > query.limit else None,
        counts=PasswordCounts(**facts.counts(query.kind)),
    )


def _item(kind: Kind, row: PasswordFact) -> PasswordItem:
    return PasswordItem(
        kind=kind,
        name=row.name,
        display_name=row.display_name,
        enabled=row.enabled,
        score=row.score,
        strength="unknown" if row.score is None else SCORES[row.score],
        weak=row.score is not None and row.score < WEAK_BELOW,
        unchanged=row.unchanged,
        created_at=stamp(row.created_at),
        changed_at=stamp(row.changed_at),
    )
