"""The prompts of the real client: dialogs that are opened and answer later.

This is the one place that opens dialogs; ``opened`` keeps the one in front, for tests and so that
a second error does not pile up over the first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from client.api.errors import ApiError
from client.settings import LAST_FOLDER, Settings
from client.theme import Theme
from client.views.dialogs.confirm import ConfirmDialog
from client.views.dialogs.error import ErrorDialog
from client.views.dialogs.info import InfoDialog
from client.views.widgets.prompts import Answer, Question


class Prompter:
    """Opens dialogs and hands over their answers."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._settings = settings
        self.opened: QDialog | None = None

    def confirm(
        self, parent: QWidget, question: Question, answered: Callable[[Answer], object]
    ) -> None:
        """Ask *question* and give the answer to *answered*."""
        self._open(ConfirmDialog(self._theme, question, answered, parent.window()))

    def error(
        self, parent: QWidget, error: ApiError, retry: Callable[[], object] | None = None
    ) -> None:
        """Say what went wrong, why, and what to do; one error at a time."""
        front = self.opened
        if isinstance(front, ErrorDialog) and shiboken6.isValid(front) and front.isVisible():
            return
        self._open(ErrorDialog(self._theme, error, retry, parent.window()))

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Show a text to read."""
        self._open(InfoDialog(self._theme, title, text, parent.window()))

    def save_file(
        self, parent: QWidget, title: str, suggested: str, chosen: Callable[[Path], object]
    ) -> None:
        """Ask where to write a file; asks again before it replaces one."""
        dialog = self._file_dialog(parent, title, chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested)
        self._open(dialog)

    def open_file(
        self, parent: QWidget, title: str, pattern: str, chosen: Callable[[Path], object]
    ) -> None:
        """Ask which file to read."""
        dialog = self._file_dialog(parent, title, chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(pattern)
        self._open(dialog)

    def _file_dialog(
        self, parent: QWidget, title: str, chosen: Callable[[Path], object]
    ) -> QFileDialog:
        folder = self._settings.get(LAST_FOLDER) or str(Path.home())
        dialog = QFileDialog(parent.window(), title, folder)

        def taken(name: str) -> None:
            path = Path(name)
            self._settings.set(LAST_FOLDER, str(path.parent))
            chosen(path)

        dialog.fileSelected.connect(taken)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        self.opened = dialog
        dialog.open()
