"""Looking at one endpoint: the pane follows the selection, live events, and saved changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from client.api.errors import ApiError
from client.api.values import SuspensionEvent
from client.models.alive import alive
from client.models.endpoint_rows import EndpointRow
from client.models.endpoints import EndpointTable, GroupRow, Shown
from client.models.suspension_history import LISTED
from client.session import Session
from client.views.pages.endpoint_management.body import EndpointBody

HISTORY = "endpoints.history"


class Looking(QObject):
    """Keeps the pane on the endpoint the operator looks at.

    The pane opens by Return, by a double click, or from the menu; while it is open it follows the
    selection. Selecting alone never opens it, so that rows do not move under the pointer.
    """

    def __init__(
        self, body: EndpointBody, table: EndpointTable, session: Session, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._body = body
        self._table = table
        self._session = session
        body.view.row_selected.connect(self._selected)
        body.view.activated_row.connect(self.activate)
        table.dataChanged.connect(lambda *_cells: self.update())
        table.modelReset.connect(self.update)

    def activate(self, row: Shown) -> None:
        """Open an endpoint, or fold and unfold a source."""
        if isinstance(row, GroupRow):
            self._table.fold(row.group.source, not row.folded)
        else:
            self.open(row.extension)

    def open(self, extension: str) -> None:
        """Show everything about an extension."""
        row = self._table.endpoint(extension)
        if row is not None:
            self._body.open_pane()
            self._show(row)
            self._load_history(extension)

    def update(self) -> None:
        """Show the row anew, if it is different: an event or an answer has changed it."""
        shown = self._body.looked_at()
        row = self._table.endpoint(shown.extension) if shown is not None else None
        if row is not None and self._body.pane_shown() and row != shown:
            self._show(row)
            if row.locked != (shown is not None and shown.locked):
                self._load_history(row.extension)

    def show_again(self) -> None:
        """Show the row and its form as stored; what was typed is saved or given up."""
        shown = self._body.looked_at()
        row = self._table.endpoint(shown.extension) if shown is not None else None
        if row is not None:
            self._show(row)
            self._body.pane.form.show_row(row, force=True)

    def _selected(self, row: Shown | None) -> None:
        if isinstance(row, EndpointRow) and self._body.pane_shown():
            shown = self._body.looked_at()
            if shown is None or shown.extension != row.extension:
                self.open(row.extension)

    def _show(self, row: EndpointRow) -> None:
        self._body.pane.show_row(row, may_edit=self._session.may("operate"))

    def _load_history(self, extension: str) -> None:
        def take(events: Sequence[SuspensionEvent]) -> None:
            self._body.pane.show_history(events)

        def failed(error: ApiError) -> None:
            self._body.pane.history.say(
                self.tr("The history cannot be read: {why}").format(why=error.detail)
            )

        self._session.call(
            HISTORY, lambda api: api.suspension_history(extension, LISTED), alive(self, take),
            alive(self, failed),
            latest=True,
        )  # fmt: skip
