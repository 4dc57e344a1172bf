"""Which rows of the audit somebody wants to see, as conditions of SQL.

An action that ends with a full stop and an object that ends with a colon stand for all that begin
so: ``parameter.`` for whatever happens to parameters, ``endpoint:`` for every endpoint. A text is
looked for in every field, the states before and after included.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select

from engine.store.database import Database
from engine.store.rows import AuditChoices, AuditFilter
from engine.store.schema import AUDIT

LOOKED_AT: Final = 200_000
"""Newest rows that are asked for choices: years of work of a busy office, 0.1 s."""

MAX_CHOICES: Final = 500
"""Of each kind; a list longer than this helps nobody to choose."""

_SIGNS: Final = {"action": ".", "object": ":"}
_TEXTS: Final = ("actor", "address", "action", "object", "before", "after", "reason")
_ESCAPE: Final = "\\"


def conditions(chosen: AuditFilter) -> list[ColumnElement[bool]]:
    """The conditions of a filter; all of them hold together."""
    found = [
        _matches(name, wanted)
        for name in ("actor", "action", "object")
        if (wanted := getattr(chosen, name))
    ]
    if chosen.q:
        found.append(or_(*(AUDIT.c[name].like(_within(chosen.q), _ESCAPE) for name in _TEXTS)))
    if chosen.number is not None:
        found.append(AUDIT.c.id == chosen.number)
    if chosen.since is not None:
        found.append(AUDIT.c.at >= chosen.since)
    if chosen.until is not None:
        found.append(AUDIT.c.at < chosen.until)
    return found


def choices(database: Database) -> AuditChoices:
    """What there is to choose among the newest rows, each list in order."""
    kind = func.substr(AUDIT.c.object, 1, func.instr(AUDIT.c.object, ":"))
    newest = select(func.max(AUDIT.c.id)).scalar_subquery()

    def distinct(of: Any) -> tuple[str, ...]:
        query = select(of).where(AUDIT.c.id > newest - LOOKED_AT, of != "")
        rows = connection.execute(query.distinct().order_by(of).limit(MAX_CHOICES))
        return tuple(rows.scalars())

    with database.read() as connection:
        return AuditChoices(distinct(AUDIT.c.actor), distinct(AUDIT.c.action), distinct(kind))


def _matches(name: str, wanted: str) -> ColumnElement[bool]:
    column = AUDIT.c[name]
    if wanted.endswith(_SIGNS.get(name, "\n")):
        return func.substr(column, 1, len(wanted)) == wanted
    return column == wanted


def _within(text: str) -> str:
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return f"%{text}%"
