"""Names in alphabetical order, for reading them page by page.

Names arrive one by one while phones register, and are read when an operator looks. So adding only
appends; the order is made when somebody reads, by a sort that costs little more than a look at
each name because all but the latest are in order already.
"""

from bisect import bisect_right
from collections.abc import Iterator


class NameOrder:
    """A bag of names that is in order when it is read."""

    __slots__ = ("_names", "_sorted")

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sorted = True

    def add(self, name: str) -> None:
        """Put ``name`` in; it may be there already."""
        self._names.append(name)
        self._sorted = False

    def rebuild(self, names: list[str]) -> None:
        """Hold exactly ``names``."""
        self._names = names
        self._sorted = False

    def after(self, name: str) -> Iterator[str]:
        """Every name greater than ``name``, in order, each once."""
        names = self._names
        if not self._sorted:
            names.sort()
            self._sorted = True
        previous = name
        for index in range(bisect_right(names, name), len(names)):
            if names[index] != previous:
                previous = names[index]
                yield previous

    def __len__(self) -> int:
        return len(self._names)
