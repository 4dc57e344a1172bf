"""All dialogs of one process, found by the names that a message gives (RFC 3261 §12.2.2).

The book does not know what a dialog is for: an owner is kept with each and handed back, as the
transactions do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Generic, NamedTuple, TypeVar

from engine.sip.errors import LocalError, PeerError
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack.dialog import Dialog, DialogKey

MAX_DIALOGS: Final = 16_384
"""Two for each of 8,192 calls at once, about 40 MB. Forks make more, so a call has to bound its
own."""

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):
    """A dialog and whose it is."""

    dialog: Dialog
    owner: T


class DialogBook(Generic[T]):
    """The dialogs of one process."""

    def __init__(self, limit: int = MAX_DIALOGS) -> None:
        self._limit = limit
        self._entries: dict[DialogKey, Entry[T]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry[T]]:
        """Go through all dialogs, the one added first in front."""
        return iter(self._entries.values())

    def add(self, dialog: Dialog, owner: T) -> None:
        """Keep a dialog.

        Raises:
            PeerError: 503 when there is no room.
            LocalError: there is one of these names; our tag in them was not new.
        """
        if dialog.key in self._entries:
            raise LocalError("a dialog of this Call-ID and these tags is there already")
        if len(self._entries) >= self._limit:
            raise PeerError(503, "Service Unavailable", f"{self._limit} dialogs are open")
        self._entries[dialog.key] = Entry(dialog, owner)

    def remove(self, dialog: Dialog) -> None:
        """Forget a dialog, kept or not."""
        entry = self._entries.get(dialog.key)
        if entry is not None and entry.dialog is dialog:
            del self._entries[dialog.key]

    def get(self, call_id: str, local_tag: str, remote_tag: str) -> Entry[T] | None:
        """Return the dialog of these names."""
        return self._entries.get((call_id, local_tag, remote_tag))

    def find(self, message: Request | Response) -> Entry[T] | None:
        """Return the dialog that a message from the network belongs to.

        In a request To is our side, in an answer to a request of ours From is.

        Raises:
            PeerError: 400 when Call-ID, From or To cannot be read.
        """
        to, from_ = message.to.tag, message.from_.tag
        local, remote = (to, from_) if isinstance(message, Request) else (from_, to)
        return self._entries.get((message.call_id, local, remote))
