"""What an administrator does to timed changes: prolong one.

Returning one before its time is a change of the value, see the edits of the page.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts

RIGHT = "administer"
LONGER_S = 1800
"""Seconds by which one press prolongs a change."""


class ExtendChange(RemoteAction):
    """Let a timed change return half an hour later; ``done`` carries the parameter."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, right=RIGHT)
        self.setText(self.tr("Let the change return 30 minutes later"))

    def extend(self, name: str) -> None:
        """Prolong the change of a parameter; nothing is asked."""
        self.run(lambda api, reason: api.extend_change(name, LONGER_S, reason))
