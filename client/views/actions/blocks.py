"""What an operator does to blocked and trusted addresses: block, undo, keep, trust, distrust."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from client.api.block_values import Trusted
from client.models import block_changes
from client.models.block_rows import BlockRow
from client.models.block_spans import span_word
from client.session import Session
from client.views.actions.remote import RemoteAction
from client.views.widgets.prompts import Prompts, Question


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be blocked: ``ip`` or ``network``, for how long, and whoever is hit by it."""

    kind: str
    value: str
    reason: str
    until: datetime | None
    force: bool = False


class AddBlock(RemoteAction):
    """Block an address; ``done`` carries the entry. Errors are shown in the dialog."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, quiet=True)

    def block(self, wish: Wish) -> None:
        """Send it; what has to be asked was asked in the dialog."""
        self.run(
            lambda api, why: api.block(wish.kind, wish.value, why, wish.until, force=wish.force),
            reason=wish.reason,
        )


class Unblock(RemoteAction):
    """Undo blocks and lockouts in every layer; ``done`` carries `block_changes.Undone`."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent)

    def unblock(self, rows: Sequence[BlockRow], trust_s: int = 0) -> None:
        """Ask, then undo.

        Args:
            rows: what is blocked.
            trust_s: seconds for which no rule may block the addresses again; 0: at once.
        """
        chosen = tuple(rows)
        if not chosen:
            return
        many = len(chosen) > 1
        title = self.tr("Unblock {name}?").format(name=chosen[0].what)
        if many:
            title = self.tr("Unblock %Ln entry(s)?", "", len(chosen))
        question = Question(
            title=title,
            text=self._text(trust_s),
            accept=self.tr("Unblock and trust") if trust_s else self.tr("Unblock"),
            items=tuple(row.what for row in chosen) if many else (),
        )
        self.run(lambda api, reason: block_changes.unblock(api, chosen, trust_s, reason), question)

    def _text(self, trust_s: int) -> str:
        first = self.tr(
            "Messages from there are answered at once, and what was counted against it is "
            "forgotten in every layer."
        )
        if trust_s:
            then = self.tr("For {span} no rule blocks it again.").format(span=span_word(trust_s))
        else:
            then = self.tr("If it goes on as before, the rules block it again.")
        return f"{first} {then}"


class KeepBlocked(RemoteAction):
    """Let blocks never end; ``done`` carries `block_changes.Kept`."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent)

    def keep(self, rows: Sequence[BlockRow]) -> None:
        """Ask, then take their end away."""
        chosen = tuple(row for row in rows if row.block is not None)
        if not chosen:
            return
        many = len(chosen) > 1
        title = self.tr("Block {name} for good?").format(name=chosen[0].what)
        if many:
            title = self.tr("Block %Ln address(es) for good?", "", len(chosen))
        question = Question(
            title=title,
            text=self.tr("It does not end by itself any more, until somebody unblocks it."),
            accept=self.tr("Make permanent"),
            items=tuple(row.what for row in chosen) if many else (),
        )
        self.run(lambda api, _reason: block_changes.make_permanent(api, chosen), question)


class AddTrust(RemoteAction):
    """Trust an address; ``done`` carries the entry. Errors are shown in the dialog."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent, quiet=True)

    def trust(self, value: str, comment: str, until: datetime | None, reason: str = "") -> None:
        """Send it."""
        self.run(lambda api, _reason: api.trust(value, comment, until), reason=reason)


class RemoveTrust(RemoteAction):
    """Take entries off the allow list; ``done`` carries `block_changes.Distrusted`."""

    def __init__(self, key: str, session: Session, prompts: Prompts, parent: QWidget) -> None:
        super().__init__(key, "", session, prompts, parent)

    def remove(self, entries: Sequence[Trusted]) -> None:
        """Ask, then take them off."""
        chosen = tuple(entries)
        if not chosen:
            return
        many = len(chosen) > 1
        title = self.tr("Trust {name} no longer?").format(name=chosen[0].value)
        if many:
            title = self.tr("Trust %Ln entry(s) no longer?", "", len(chosen))
        question = Question(
            title=title,
            text=self.tr("The rules apply to it again, from the next message on."),
            accept=self.tr("Remove"),
            tone="bad",
            items=tuple(item.value for item in chosen) if many else (),
        )
        self.run(lambda api, _reason: block_changes.distrust(api, chosen), question)
