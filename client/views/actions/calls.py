"""What an operator does to running calls: hang them up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from client.api.call_values import Call
from client.models.call_changes import hang_up
from client.models.call_rows import parties
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts, Question


class HangUp(RemoteAction):
    """Hang up calls after a question; ``done`` carries `call_changes.HungUp`."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, right="operate")

    def hang_up(self, calls: Sequence[Call]) -> None:
        """Ask with the parties named, then end the calls."""
        if not calls:
            return
        many = len(calls) > 1
        title = self.tr("Hang up %Ln call(s)?", "", len(calls))
        if not many:
            title = self.tr("Hang up {parties}?").format(parties=parties(calls[0]))
        question = Question(
            title=title,
            text=self.tr(
                "Both sides are disconnected now. The record keeps the talk time until then and "
                "says that an operator ended the call."
            ),
            accept=self.tr("Hang up"),
            tone="bad",
            items=tuple(_unbroken(call) for call in calls) if many else (),
        )
        chosen = tuple(call.id for call in calls)
        self.run(lambda api, reason: hang_up(api, chosen, reason), question)


def _unbroken(call: Call) -> str:
    """Return who talks to whom without a place where a line may break."""
    return parties(call).replace(" ", "\u00a0")
