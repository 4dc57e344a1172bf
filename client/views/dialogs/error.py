"""Says what went wrong, why, and what to do; the details can be copied for support."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError, Rejected
from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.error_texts import advice, title_of


def details_of(error: ApiError) -> str:
    """Return what support needs, as lines of text."""
    lines = [type(error).__name__, f"status: {error.status or '-'}", error.detail]
    if error.request_id:
        lines.append(f"request: {error.request_id}")
    return "\n".join(lines)


class ErrorDialog(DialogFrame):
    """Shows one error."""

    def __init__(
        self,
        theme: Theme,
        error: ApiError,
        retry: Callable[[], object] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, title_of(error), advice(error), parent)
        if isinstance(error, Rejected):
            for name, complaint in error.fields.items():
                self.box.addWidget(self.words(f"{name}: {complaint}"))
        if error.request_id:
            line = self.tr("Request {identifier}").format(identifier=error.request_id)
            self.box.addWidget(self.words(line, "faint"))
        self._details = details_of(error)
        self.copy_button = self.add_button(self.tr("Copy details"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = self.add_button(self.tr("Close"), primary=retry is None)
        self.close_button.clicked.connect(self.reject)
        if retry is not None:
            self.retry_button = self.add_button(self.tr("Try again"), primary=True)
            self.retry_button.clicked.connect(self.accept)
            self.accepted.connect(retry)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
