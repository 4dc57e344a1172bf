"""What a page says when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty state: icon, title, text, and the next step with its words, if there is one."""

    icon: str
    title: str
    text: str
    step: tuple[str, Callable[[], object]] | None = None
