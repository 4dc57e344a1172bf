"""The nine points of a safe set-up, and the report that writes the settings down."""

from typing import Literal

from engine.api.checklist import Key, State
from engine.api.models.common import Answer, Body, Reason, Stamp


class FixItem(Answer):
    """A parameter, the value it has, and the value that puts the point right."""

    name: str
    value: int | str
    wanted: int


class PointItem(Answer):
    """One point: how it stands, what was found, why it matters, and what to change.

    ``page`` names where to go on when no parameter helps: ``blocked``, ``passwords``,
    ``endpoints``, ``self_proof`` or ``report``.
    """

    key: Key
    state: State
    title: str
    found: str
    why: str
    fixes: list[FixItem]
    page: Literal["", "blocked", "passwords", "endpoints", "self_proof", "report"]


class Checklist(Answer):
    """All nine points, in their order; ``state`` is that of the worst."""

    state: State
    checked_at: Stamp
    items: list[PointItem]


class NewSecurityReport(Body):
    """Which form the report takes; its language is that of ``Accept-Language``."""

    format: Literal["pdf", "json"] = "pdf"
    reason: Reason = ""
