"""Everything a page gets from outside, as values a test can look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from client.api.errors import ApiError
from client.formats import Formats
from client.settings import Settings
from client.theme import Mode, Theme
from client.views.widgets.page import PageContext
from client.views.widgets.prompts import Answer, Question


@dataclass
class SpokenPrompts:
    """Prompts that answer at once with what the test decided."""

    accept: bool = True
    reason: str = ""
    path: Path | None = None
    questions: list[Question] = field(default_factory=list)
    errors: list[ApiError] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    def confirm(
        self, parent: QWidget, question: Question, answered: Callable[[Answer], object]
    ) -> None:
        self.questions.append(question)
        answered(Answer(self.accept, self.reason))

    def error(
        self, parent: QWidget, error: ApiError, retry: Callable[[], object] | None = None
    ) -> None:
        self.errors.append(error)

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self.told.append((title, text))

    def save_file(
        self, parent: QWidget, title: str, suggested: str, chosen: Callable[[Path], object]
    ) -> None:
        self.suggested.append(suggested)
        if self.path is not None:
            chosen(self.path)

    def open_file(
        self, parent: QWidget, title: str, pattern: str, chosen: Callable[[Path], object]
    ) -> None:
        if self.path is not None:
            chosen(self.path)


@cache
def theme_of(application: QApplication) -> Theme:
    """One look for all tests: dressing the application anew costs a second each time."""
    return Theme(application, Mode.LIGHT)


class PageStage:
    """A context for one page; what the page said and opened is kept in lists."""

    def __init__(self, qapp: QApplication, folder: Path, session: Any, zone: str = "UTC") -> None:
        self.session = session
        self.settings = Settings(folder / "client.ini")
        self.theme = theme_of(qapp)
        self.formats = Formats(zone)
        self.prompts = SpokenPrompts()
        self.toasts: list[tuple[str, str]] = []
        self.opened: list[tuple[str, Mapping[str, object]]] = []

    def context(self) -> PageContext:
        return PageContext(
            session=self.session,
            settings=self.settings,
            theme=self.theme,
            formats=self.formats,
            prompts=self.prompts,
            toast=lambda text, tone: self.toasts.append((text, tone)),
            open_page=lambda key, filters: self.opened.append((key, filters)),
        )
