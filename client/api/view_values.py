"""Saved views of the call records, as the interface gives and takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that an operator keeps.

    Attributes:
        id: UUID, chosen by the client that made it.
        owner: who made it.
        name: unique for its owner.
        shared: whether everybody sees it.
        range: name of a range that moves with the clock, or ``custom``.
        filters: conditions by the names of a query; ``from`` and ``to`` with ``custom``.
        columns: keys of the shown columns in their order; none for the usual ones.
        version: number of changes so far; a change names the one it means.
        editable: whether the signed-in operator may change it.
    """

    id: str
    owner: str
    name: str
    shared: bool
    range: str
    filters: Mapping[str, Any]
    columns: tuple[str, ...]
    version: int = 0
    editable: bool = True

    def body(self) -> dict[str, object]:
        """What is sent to save it."""
        return {
            "name": self.name,
            "shared": self.shared,
            "range": self.range,
            "filters": dict(self.filters),
            "columns": list(self.columns),
        }
