"""What an operator does to legal holds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from client.api.keeping_values import Hold
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts, Question


class LiftHold(RemoteAction):
    """Lets retention have the records of a hold again; only an administrator may."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, right="administer")
        self.setText(self.tr("Lift the hold"))

    def lift(self, hold: Hold, what: str) -> None:
        """Ask, then lift; *what* says which records it holds."""
        text = self.tr(
            "“{reason}” holds: {what}. Once it is lifted, the next run of retention removes those "
            "of them whose time is over, for ever."
        )
        question = Question(
            self.tr("Lift the hold?"),
            text.format(reason=hold.reason, what=what),
            self.tr("Lift"),
            "bad",
        )
        self.run(lambda api, _reason: api.lift_hold(hold), question)
