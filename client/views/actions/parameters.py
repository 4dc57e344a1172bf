"""What an administrator does to parameters: apply the collected edits.

The edits were checked while they were typed and are listed on the page, so applying asks nothing
more; it can be taken back by the history. Only this action sends them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from client.models.parameter_apply import apply_edits
from client.models.parameter_edits import Edit, EditBook
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts


class ApplyEdits(RemoteAction):
    """Sends all pending edits; ``done`` carries what became of each.

    Args:
        key: unique in the client; the page's key with ``.apply``.
        session: the way to the engine.
        prompts: tells the operator about errors.
        parent: the page.
        book: the pending edits.
    """

    def __init__(
        self, key: str, session: Session, prompts: Prompts, parent: QWidget, book: EditBook
    ) -> None:
        self._book = book
        super().__init__(key, "", session, prompts, parent, right="administer")
        self.show_count()

    def show_count(self) -> None:
        """Word the action by what it will do, and enable it when it can."""
        count = len(self._book)
        if count:
            self.setText(self.tr("Apply %Ln change(s)", "", count))
        else:
            self.setText(self.tr("Apply"))
        self.set_wanted(wanted=self._book.ready)

    def apply(self, reason: str) -> None:
        """Send the edits with one reason for all; nothing happens while one cannot be sent."""
        if self._book.ready:
            self.send(self._book.edits(), reason)

    def send(self, edits: Sequence[Edit], reason: str) -> None:
        """Send these edits, pending or not."""
        self.run(lambda api, _reason: apply_edits(api, edits, reason))
