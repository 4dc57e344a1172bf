"""What an operator does to endpoints: clear a suspension, switch on and off, delete, save.

Each action asks what has to be asked, with the object named, runs one call and hands the result
over; the page shows the sentence and brings its rows up to date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from client.models import endpoint_changes
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Question


class ClearSuspend(RemoteAction):
    """Clear registration suspend, for one extension or many; ``done`` carries what was removed.

    Attributes:
        asked: the extensions of the last run.
    """

    asked: tuple[str, ...] = ()

    def clear(self, extensions: Sequence[str], retries: int) -> None:
        """Ask, then clear; cancelling does nothing (requirements 117 and 119).

        Args:
            extensions: whose lockouts and counters go.
            retries: wrong passwords until the next suspension, for the question.
        """
        self.asked = tuple(extensions)
        if not self.asked:
            return
        question = Question(
            title=self._title(),
            text=self.tr(
                "Registration is possible at once and the failure counter is 0. A device that "
                "still has a wrong password is suspended again after %Ln attempt(s).",
                "",
                retries,
            ),
            accept=self.tr("Clear"),
            items=self.asked if len(self.asked) > 1 else (),
        )
        names = self.asked
        self.run(lambda api, reason: endpoint_changes.clear(api, names, reason), question)

    def _title(self) -> str:
        if len(self.asked) == 1:
            return self.tr("Clear registration suspend of {name}?").format(name=self.asked[0])
        return self.tr("Clear registration suspend of %Ln extension(s)?", "", len(self.asked))


class SetEnabled(RemoteAction):
    """Let endpoints register, or not; ``done`` carries `endpoint_changes.Changes`."""

    def enable(self, extensions: Sequence[str]) -> None:
        """Let them register; nothing is asked."""
        names = tuple(extensions)
        self.run(lambda api, _reason: endpoint_changes.set_enabled(api, names, enabled=True))

    def disable(self, extensions: Sequence[str]) -> None:
        """Ask, then end their registrations and refuse new ones."""
        names = tuple(extensions)
        title = self.tr("Disable %Ln endpoint(s)?", "", len(names))
        if len(names) == 1:
            title = self.tr("Disable {name}?").format(name=names[0])
        question = Question(
            title=title,
            text=self.tr(
                "Registrations end now and new ones are refused, until it is enabled again. "
                "Nothing is deleted."
            ),
            accept=self.tr("Disable"),
            items=names if len(names) > 1 else (),
        )
        self.run(
            lambda api, _reason: endpoint_changes.set_enabled(api, names, enabled=False), question
        )


class DeleteEndpoints(RemoteAction):
    """Delete endpoints after a typed confirmation; ``done`` carries `endpoint_changes.Changes`."""

    def delete(self, extensions: Sequence[str]) -> None:
        """Ask for the extension, or for a word when there are several, then delete."""
        names = tuple(extensions)
        if not names:
            return
        one = len(names) == 1
        title = self.tr("Delete %Ln endpoint(s)?", "", len(names))
        question = Question(
            title=self.tr("Delete {name}?").format(name=names[0]) if one else title,
            text=self.tr(
                "Registrations end now and the passwords are gone. Call records stay. This does "
                "not come back by itself."
            ),
            accept=self.tr("Delete"),
            tone="bad",
            items=() if one else names,
            typed=names[0] if one else self.tr("DELETE"),
        )
        self.run(lambda api, _reason: endpoint_changes.delete(api, names), question)


class SaveEndpoint(RemoteAction):
    """Create or change one endpoint; ``done`` carries it as stored."""

    def create(
        self, extension: str, password: str, name: str, *, enabled: bool, reason: str = ""
    ) -> None:
        """Create an endpoint."""
        self.run(
            lambda api, _reason: api.create_endpoint(extension, password, name, enabled=enabled),
            reason=reason,
        )

    def change(self, extension: str, changes: Mapping[str, object], reason: str = "") -> None:
        """Change what is given of an endpoint."""
        given = dict(changes)
        if given:
            self.run(lambda api, _reason: api.update_endpoint(extension, **given), reason=reason)
