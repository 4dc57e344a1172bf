"""What an administrator does to gateways: create, change, switch on and off, delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from client.models import gateway_changes
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts, Question

RIGHT = "administer"


class SaveGateway(RemoteAction):
    """Create or change one gateway; ``done`` carries it as stored. Errors are shown in the form."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, right=RIGHT, quiet=True)

    def create(self, fields: Mapping[str, object], reason: str) -> None:
        """Create a gateway."""
        given = dict(fields)
        self.run(lambda api, why: api.create_gateway(given, why), reason=reason)

    def change(self, name: str, changes: Mapping[str, object], reason: str) -> None:
        """Change what is given of a gateway."""
        given = dict(changes)
        if given:
            self.run(lambda api, why: api.update_gateway(name, given, why), reason=reason)


class SetGatewayEnabled(RemoteAction):
    """Use gateways, or not; ``done`` carries `gateway_changes.GatewayChanges`."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, right=RIGHT)

    def enable(self, names: Sequence[str]) -> None:
        """Ask, then use them again."""
        many = self.tr("Enable %Ln gateway(s)?", "", len(names))
        title = self.tr("Enable {name}?").format(name=names[0]) if len(names) == 1 else many
        text = self.tr("Calls go to it and are taken from it again, from the next one on.")
        self._ask(names, title, text, self.tr("Enable"), enabled=True)

    def disable(self, names: Sequence[str]) -> None:
        """Ask, then give them no more calls."""
        many = self.tr("Disable %Ln gateway(s)?", "", len(names))
        title = self.tr("Disable {name}?").format(name=names[0]) if len(names) == 1 else many
        text = self.tr(
            "It gets no new calls and none are taken from it, until it is enabled again. "
            "Calls that run go on. Nothing is deleted."
        )
        self._ask(names, title, text, self.tr("Disable"), enabled=False)

    def _ask(
        self, names: Sequence[str], title: str, text: str, accept: str, *, enabled: bool
    ) -> None:
        chosen = tuple(names)
        question = Question(title, text, accept, items=chosen if len(chosen) > 1 else ())
        self.run(
            lambda api, reason: gateway_changes.set_enabled(api, chosen, reason, enabled=enabled),
            question,
        )


class DeleteGateways(RemoteAction):
    """Delete gateways after a typed confirmation; ``done`` carries the `GatewayChanges`."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, right=RIGHT)

    def delete(self, names: Sequence[str]) -> None:
        """Ask for the name, or for a word when there are several, and the reason; then delete."""
        chosen = tuple(names)
        if not chosen:
            return
        one = len(chosen) == 1
        title = self.tr("Delete %Ln gateway(s)?", "", len(chosen))
        question = Question(
            title=self.tr("Delete {name}?").format(name=chosen[0]) if one else title,
            text=self.tr(
                "Its addresses, prefixes and rules are gone. Calls that run go on, call records "
                "stay. This does not come back by itself."
            ),
            accept=self.tr("Delete"),
            tone="bad",
            items=() if one else chosen,
            typed=chosen[0] if one else self.tr("DELETE"),
        )
        self.run(lambda api, reason: gateway_changes.delete(api, chosen, reason), question)
