"""The audit: who changed or undid what, and whether it is still what was written."""

from typing import Annotated, Any, Literal

from pydantic import Field

from engine.api.models.common import WHOLE, Answer, Body, Moment, Page, Search, Stamp, Text


class AuditTerms(Body):
    """Which entries; all conditions hold together, the time range is half open.

    ``actor``, ``action`` and ``object`` match exactly; an action that ends with a full stop, and an
    object that ends with a colon, stand for all that begin so. ``q`` occurs in any field, the
    states before and after included; ``number`` is that of one entry.
    """

    number: Annotated[int | None, Field(strict=True, ge=1, le=10**18), WHOLE] = None

    actor: Annotated[Text, Field(max_length=64)] = ""
    action: Annotated[Text, Field(max_length=64, examples=["parameter.set"])] = ""
    object: Annotated[Text, Field(max_length=200, examples=["endpoint:1001"])] = ""
    q: Search = ""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None


class AuditQuery(AuditTerms, Page):
    """A page of the entries."""


class AuditItem(Answer):
    """Who changed or undid what; ``before`` and ``after`` are its states, null for none."""

    id: int
    at: Stamp
    actor: str
    address: str
    action: str
    object: str
    before: Any
    after: Any
    reason: str


class AuditPage(Answer):
    """A page of the audit, newest first."""

    items: list[AuditItem]
    next_cursor: str | None


class AuditChoicesItem(Answer):
    """Operators, actions and kinds of objects (``endpoint:``) that occur among newer entries."""

    actors: list[str]
    actions: list[str]
    kinds: list[str]


class ChainQuery(Body):
    """A head that was noted before, ``number:chain``; it must still be a place of the chain."""

    head: Annotated[Text, Field(max_length=84, pattern=r"^([1-9][0-9]{0,17}:[0-9a-f]{64})?$")] = ""


class ChainState(Answer):
    """Whether the audit is what was written.

    ``first_bad`` is the first entry that does not fit, null when all do; ``removed`` counts what
    retention took away, up to ``removed_upto``; ``head`` is the last entry that fits, to be noted.
    """

    sound: bool
    rows: int
    first_bad: int | None
    detail: str
    removed: int
    removed_upto: int
    head: str


class Verified(ChainState):
    """A verification that is over.

    ``head_at`` is when the last entry that fits was written, null when it is not there any more;
    ``newer`` counts the entries written since.
    """

    at: Stamp
    by: str
    head_at: Stamp | None
    newer: int


class AuditCheckItem(Answer):
    """How verifying stands.

    While it is ``running``, ``rows`` of ``expected`` entries were found to fit. ``error`` says why
    the latest one could not be finished, "" when it was. ``last`` is the latest that was.
    """

    state: Literal["idle", "running"]
    rows: int
    expected: int
    error: str
    last: Verified | None
