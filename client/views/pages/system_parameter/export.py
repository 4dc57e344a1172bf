"""The current values as a document: a CSV file, a text file, or the clipboard (requirement 143)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from client.api.values import Parameter
from client.models.parameter_listing import as_csv, as_text
from client.views.widgets.page import PageContext


class ParameterExport(QObject):
    """Writes what is stored and shown: the filter decides which parameters.

    Args:
        context: the page's context.
        parent: the page.
        chosen: the parameters that pass the filter now.
    """

    def __init__(
        self, context: PageContext, parent: QWidget, chosen: Callable[[], Sequence[Parameter]]
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._page = parent
        self._chosen = chosen

    def save_csv(self) -> None:
        """Ask for a file and write a table."""
        self._ask("parameters.csv", lambda: as_csv(self._chosen(), self._context.formats))

    def save_text(self) -> None:
        """Ask for a file and write aligned lines."""
        self._ask("parameters.txt", self._text)

    def copy(self) -> None:
        """Put aligned lines on the clipboard."""
        QGuiApplication.clipboard().setText(self._text())
        self._context.toast(self.tr("%Ln value(s) copied.", "", len(self._chosen())), "ok")

    def _text(self) -> str:
        server = self._context.session.server_name
        title = self.tr("System parameters of {server}").format(server=server or "?")
        return as_text(self._chosen(), self._context.formats, title)

    def _ask(self, suggested: str, content: Callable[[], str]) -> None:
        self._context.prompts.save_file(
            self._page,
            self.tr("Export the current values"),
            suggested,
            lambda path: self._write(path, content()),
        )

    def _write(self, path: Path, content: str) -> None:
        try:
            path.write_text(content, encoding="utf-8", newline="")
        except OSError as error:
            self._context.toast(
                self.tr("{file} was not written: {why}").format(
                    file=path.name, why=error.strerror or str(error)
                ),
                "bad",
            )
            return
        self._context.toast(self.tr("Written to {file}.").format(file=path), "ok")
