"""Questions to the operator as values and an interface; the windows are in ``views.dialogs``.

A page gets its prompts from outside and never waits: the answer comes to a callable. Tests give
prompts that answer at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        title: the question in a few words.
        text: what happens if it is accepted.
        accept: words of the button that accepts, a verb.
        tone: ``accent``, or ``bad`` for what does not come back by itself.
        ask_reason: whether a reason may be given, which is kept in the audit; False only where
            nothing of the engine is changed.
        items: the objects that are meant, when there are several.
        cancel: words of the button that refuses; a common word if empty.
        typed: a word that must be typed before it can be accepted, or nothing.
    """

    title: str
    text: str
    accept: str
    tone: str = "accent"
    ask_reason: bool = True
    items: tuple[str, ...] = ()
    cancel: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the operator said."""

    accepted: bool
    reason: str = ""


class Prompts(Protocol):
    """Asks the operator; every method returns at once."""

    def confirm(
        self, parent: QWidget, question: Question, answered: Callable[[Answer], object]
    ) -> None:
        """Ask *question* and give the answer to *answered*."""

    def error(
        self, parent: QWidget, error: ApiError, retry: Callable[[], object] | None = None
    ) -> None:
        """Say what went wrong, why, and what to do."""

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Show a text to read, for example what a page is for."""

    def save_file(
        self, parent: QWidget, title: str, suggested: str, chosen: Callable[[Path], object]
    ) -> None:
        """Ask where to write a file; *chosen* is not called when it is cancelled."""

    def open_file(
        self, parent: QWidget, title: str, pattern: str, chosen: Callable[[Path], object]
    ) -> None:
        """Ask which file to read, for example ``CSV (*.csv)``."""
