"""What is known of the passwords of endpoints and operators."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import Answer, Page, Search, Stamp


class PasswordQuery(Page):
    """Whose passwords, and which of them; several findings add up."""

    kind: Literal["endpoint", "operator"] = "endpoint"
    finding: Annotated[
        list[Literal["weak", "unknown", "unchanged"]], Field(max_length=3, default_factory=list)
    ]
    q: Search = ""


class PasswordItem(Answer):
    """One password, as a fact; ``score`` is null for one that was set before it was kept.

    ``strength`` is the score in words; ``unchanged`` is true for the password of the first day.
    """

    kind: Literal["endpoint", "operator"]
    name: str
    display_name: str
    enabled: bool
    score: Annotated[int, Field(ge=0, le=4)] | None
    strength: Literal["unknown", "very weak", "weak", "fair", "good", "strong"]
    weak: bool
    unchanged: bool
    created_at: Stamp
    changed_at: Stamp


class PasswordCounts(Answer):
    """How many there are of a kind, and to how many each finding applies."""

    total: int
    weak: int
    unknown: int
    unchanged: int


class PasswordPage(Answer):
    """Passwords by the names of their owners."""

    items: list[PasswordItem]
    next_cursor: str | None
    counts: PasswordCounts
