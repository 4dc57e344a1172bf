"""Everything that is blocked, and everybody who is trusted.

Entries of operators are theirs to remove; those of rules are bounded, and the oldest gives way.
"""

from collections.abc import Iterator
from typing import Final, Generic, TypeVar

from engine.defence.entries import Block, Trust
from engine.defence.places import Places

MAX_AUTOMATIC: Final = 100_000
"""Entries made by rules: some 60 MB. Who invents more addresses than that pushes out his own."""

MAX_MANUAL: Final = 100_000
"""Entries made by operators, imported lists included."""

E = TypeVar("E", Block, Trust)


class Listing(Generic[E]):
    """Entries by id and by place."""

    def __init__(self) -> None:
        self.by_id: dict[str, E] = {}
        self.places: Places[E] = Places()

    def __len__(self) -> int:
        return len(self.by_id)

    def __iter__(self) -> Iterator[E]:
        return iter(list(self.by_id.values()))

    def put(self, entry: E) -> E | None:
        """Keep ``entry``; answers the one of the same place that it replaces."""
        before = self.places.get(entry.value)
        if before is not None:
            del self.by_id[before.id]
        self.by_id[entry.id] = entry
        self.places.put(entry.value, entry)
        return before

    def remove(self, entry_id: str) -> E | None:
        """Forget one entry; answers it."""
        entry = self.by_id.pop(entry_id, None)
        if entry is not None:
            self.places.pop(entry.value)
        return entry

    def covering(self, address: str) -> E | None:
        """The entry that covers ``address``; it may be over and not swept yet."""
        return self.places.covering(address)

    def over(self, now: float) -> list[E]:
        """Entries whose time has come."""
        return [each for each in self if each.until is not None and each.until <= now]
