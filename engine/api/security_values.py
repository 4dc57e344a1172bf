"""The report on security settings as a value: what a document of it says (requirement 143)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.api.checklist import State


@dataclass(frozen=True, slots=True)
class SecurityReport:
    """What the report says; times are RFC 3339 texts.

    Attributes:
        chinese: whether it is in Chinese.
        made_at: when.
        made_by: who had it made.
        version: of the product.
        state: of the worst point.
        points: title, state, found and why of each point.
        settings: the parameters; name, value, default, who, when, why.
        operators: name, role, whether enabled, last sign-in, when the password was set.
        trusted: value, comment, who, until; None while the switch is away.
    """

    chinese: bool
    made_at: str
    made_by: str
    version: str
    state: State
    points: list[dict[str, Any]]
    settings: list[dict[str, Any]]
    operators: list[dict[str, Any]]
    trusted: list[dict[str, Any]] | None


SecurityDocument = Callable[[SecurityReport], bytes]
"""Turns a report into the bytes of a PDF file."""
