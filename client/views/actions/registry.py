"""All actions of the client, by their keys: no key and no shortcut twice in one place.

The palette, the menus and the list of shortcuts are read from here, so an action that exists can
be found. Actions of a page come when it is opened and go when it is closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction


class DuplicateActionError(ValueError):
    """Two actions with one key or one shortcut: a mistake in our own code."""


class ActionRegistry(QObject):
    """The actions that exist now, by group.

    Signals:
        changed: an action came or went.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, list[QAction]] = {}

    def add(self, group: str, actions: Sequence[QAction]) -> None:
        """Add *actions* under *group*, for example the key of a page.

        Raises:
            DuplicateActionError: a key is taken, or a shortcut is taken in the window or in
                the same group. Nothing is added then.
        """
        keys = {action.objectName() for action in self.all()}
        shortcuts = self._shortcuts("window") | self._shortcuts(group)
        for action in actions:
            key, shortcut = action.objectName(), action.shortcut().toString()
            if not key or key in keys:
                raise DuplicateActionError(f"action key {key!r} is missing or taken")
            if shortcut and shortcut in shortcuts:
                raise DuplicateActionError(f"{key}: the shortcut {shortcut} is taken")
            keys.add(key)
            shortcuts.add(shortcut)
        self._groups.setdefault(group, []).extend(actions)
        self.changed.emit()

    def remove(self, group: str) -> None:
        """Forget the actions of *group*."""
        if self._groups.pop(group, None) is not None:
            self.changed.emit()

    def all(self) -> list[QAction]:
        """Return every action, in the order in which they came."""
        return [action for actions in self._groups.values() for action in actions]

    def find(self, key: str) -> QAction | None:
        """Return the action with *key*, or nothing."""
        return next((action for action in self.all() if action.objectName() == key), None)

    def _shortcuts(self, group: str) -> set[str]:
        found = {action.shortcut().toString() for action in self._groups.get(group, [])}
        return found - {""}
