"""Timed changes of parameters: what returns when, and letting it return later."""

from typing import Annotated

from pydantic import Field

from engine.api.models.common import Answer, Body, Reason, Stamp
from engine.api.models.parameters import Value
from engine.store.parameters import MAX_TIMED_S


class TimedChangeItem(Answer):
    """One change that returns by itself."""

    name: str
    value: Value
    revert_to: Value
    revert_at: Stamp
    remaining_s: Annotated[float, Field(ge=0)]
    changed_by: str
    changed_at: Stamp
    version: int


class TimedChangePage(Answer):
    """All of them, the one that returns next first."""

    items: list[TimedChangeItem]
    next_cursor: None = None


class Extension(Body):
    """How much longer a change is to hold."""

    by_s: Annotated[int, Field(ge=1, le=int(MAX_TIMED_S))]
    reason: Reason = ""


class ReturnQuery(Body):
    """Why it returns before its time."""

    reason: Reason = ""
