"""What can be done everywhere in the main window, as one table of data.

Each line becomes one ``QAction`` in the registry; menus, the palette and the list of shortcuts are
made from those. A page that exists gets its own line that goes to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from client.i18n import LANGUAGES
from client.theme import Mode
from client.views.shortcuts import Shortcut
from client.views.widgets.command_palette import plain_text
from client.views.widgets.late_icons import name_icon
from client.views.widgets.page import PageSpec


@dataclass(frozen=True, slots=True)
class Line:
    """One action: its key, its words, what it runs, and how it looks."""

    key: str
    text: str
    run: Callable[[], object]
    icon: str
    shortcut: Shortcut | None = None
    checkable: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("WindowActions", text)


def build(parent: QWidget, lines: Sequence[Line]) -> list[QAction]:
    """Return an action for each of *lines*, owned by *parent*."""
    result = []
    for line in lines:
        action = QAction(line.text, parent)
        action.setObjectName(line.key)
        action.setCheckable(line.checkable)
        if line.shortcut is not None:
            action.setShortcut(QKeySequence(line.shortcut))
        if not line.checkable:  # a menu shows either an icon or the mark of what is chosen
            name_icon(action, line.icon)
        action.triggered.connect(lambda _checked=False, run=line.run: run())
        parent.addAction(action)
        result.append(action)
    return result


def page_lines(specs: Sequence[PageSpec], open_page: Callable[[str], object]) -> list[Line]:
    """Return a line for every page that can be gone to."""
    return [
        Line(
            f"go.{spec.key}",
            " › ".join((*spec.path_texts(), spec.title_text())),
            lambda key=spec.key: open_page(key),  # type: ignore[misc]
            spec.icon,
        )
        for spec in specs
    ]


def look_lines(
    set_mode: Callable[[Mode], object], set_language: Callable[[str], object]
) -> list[Line]:
    """Return the lines for theme and language; exactly one of each kind is checked."""
    modes = {
        Mode.AUTO: (_tr("Appearance: like the system"), "contrast"),
        Mode.LIGHT: (_tr("Appearance: light"), "contrast"),
        Mode.DARK: (_tr("Appearance: dark"), "contrast"),
    }
    lines = [
        Line(f"look.{mode}", text, lambda mode=mode: set_mode(mode), icon, checkable=True)  # type: ignore[misc]
        for mode, (text, icon) in modes.items()
    ]
    lines += [
        Line(
            f"language.{code}",
            _tr("Language: {name}").format(name=name),
            lambda code=code: set_language(code),  # type: ignore[misc]
            "language",
            checkable=True,
        )
        for code, name in LANGUAGES.items()
    ]
    return lines


def shortcut_sheet(actions: Sequence[QAction]) -> str:
    """Return every shortcut with what it does, a line each."""
    rows = [
        f"{action.shortcut().toString()}   {plain_text(action)}"
        for action in actions
        if not action.shortcut().isEmpty()
    ]
    return "\n".join(rows)
