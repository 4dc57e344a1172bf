"""One line of the blacklist of numbers, and all of them."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from engine.defence.number_rules import PARTS, NumberRule, Part

MAX_AUTOMATIC: Final = 50_000
"""Entries made by rules: some 30 MB; the oldest gives way."""

MAX_MANUAL: Final = 100_000
"""Entries made by operators."""

_NUMBER: Final = re.compile(r"[0-9A-Za-z+*#._-]{1,64}")


class NumberBlock(msgspec.Struct):
    """A number whose calls, or calls to which, are refused. Times are monotonic seconds.

    The fields are those of :class:`engine.defence.entries.Block`; ``hits`` are calls refused,
    ``last_hit`` is the last of them. With a ``gateway`` only calls of that one are refused: it was
    listed by a limit of its own.
    """

    id: str
    value: str
    rule: str
    reason: str
    by: str
    since: float
    until: float | None = None
    repeats: int = 0
    evidence: str = ""
    hits: int = 0
    last_hit: float | None = None
    expire_s: float = 0.0
    kind: Literal["number"] = "number"
    gateway: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """In which parts the number is listed."""
        return (PARTS[NumberRule(self.rule)],) if self.rule else ("caller", "callee")


_TIMES: Final = ("since", "until", "last_hit")


def number_of(text: str) -> str:
    """The number that ``text`` names, in its one form.

    Raises:
        ValueError: it is none.
    """
    cleaned = re.sub(r"[ ()/]", "", text.strip())
    if _NUMBER.fullmatch(cleaned) is None:
        raise ValueError("a number has 1 to 64 digits, letters and + * # . _ -")
    return cleaned


def dump_number(entry: NumberBlock, wall_offset: float) -> dict[str, object]:
    """``entry`` as plain values with epoch seconds, for another process."""
    found = msgspec.structs.asdict(entry)
    for name in _TIMES:
        if found.get(name) is not None:
            found[name] += wall_offset
    return found


def load_number(stored: object, wall_offset: float) -> NumberBlock:
    """The entry that :func:`dump_number` wrote.

    Raises:
        ValueError: it is none.
    """
    entry = msgspec.convert(stored, NumberBlock)
    if number_of(entry.value) != entry.value or entry.parts == ():
        raise ValueError("the number of a stored entry is not in its one form")
    moved = {
        name: value - wall_offset for name in _TIMES if (value := getattr(entry, name)) is not None
    }
    return msgspec.structs.replace(entry, **moved)


class NumberListing:
    """Entries by id, and by number and part."""

    def __init__(self) -> None:
        self.by_id: dict[str, NumberBlock] = {}
        self._by_part: dict[tuple[Part, str], dict[str, NumberBlock]] = {}
        self._automatic: OrderedDict[str, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self.by_id)

    def __iter__(self) -> Iterator[NumberBlock]:
        return iter(list(self.by_id.values()))

    @property
    def manual(self) -> int:
        """How many entries are operators'."""
        return len(self.by_id) - len(self._automatic)

    def full(self) -> str:
        """The id of the entry that has to give way before a rule adds one, "" for none."""
        return next(iter(self._automatic)) if len(self._automatic) >= MAX_AUTOMATIC else ""

    def put(self, entry: NumberBlock) -> NumberBlock | None:
        """Keep ``entry``; answers the one of the same rule, number and gateway it replaces."""
        same = [
            each
            for each in self.of(entry.parts[0], entry.value)
            if (each.rule, each.gateway) == (entry.rule, entry.gateway)
        ]
        before = self.remove(same[0].id) if same else None
        self.by_id[entry.id] = entry
        for part in entry.parts:
            self._by_part.setdefault((part, entry.value), {})[entry.id] = entry
        if entry.rule and not entry.by:
            self._automatic[entry.id] = None
        return before

    def remove(self, entry_id: str) -> NumberBlock | None:
        """Forget one entry; answers it."""
        entry = self.by_id.pop(entry_id, None)
        self._automatic.pop(entry_id, None)
        for part in entry.parts if entry is not None else ():
            key = (part, entry.value) if entry is not None else (part, "")
            found = self._by_part[key]
            del found[entry_id]
            if not found:
                del self._by_part[key]
        return entry

    def of(self, part: Part, number: str) -> list[NumberBlock]:
        """The entries that list ``number`` in ``part``."""
        return list(self._by_part.get((part, number), {}).values())

    def adopt(self, entry: NumberBlock) -> None:
        """Make an entry of a rule an operator's."""
        self._automatic.pop(entry.id, None)
