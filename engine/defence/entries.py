"""One line of the blacklist, and one of the list of those who are trusted."""

from typing import Final, Protocol, TypeVar

import msgspec

from engine.defence.places import Kind, place

MAX_TEXT: Final = 300
"""Characters of a reason, a comment or evidence."""


class Block(msgspec.Struct):
    """A source that is not listened to. Times are monotonic seconds.

    Attributes:
        id: Of the entry.
        kind: ``ip`` or ``network``.
        value: The place in its one form.
        rule: The rule that made it, "" for an operator's.
        reason: One line for the operator.
        by: The operator, "" for a rule.
        since: When it was made.
        until: When it ends, None for never.
        repeats: How often the same place was blocked by a rule before.
        evidence: The beginning of the message that was one too many.
        hits: Messages dropped.
        last_hit: When the latest of them came.
    """

    id: str
    kind: Kind
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


class Trust(msgspec.Struct, frozen=True):
    """A source that no rule blocks. Times are monotonic seconds.

    Attributes:
        id: Of the entry.
        kind: ``ip`` or ``network``.
        value: The place in its one form.
        comment: Why, for the operator.
        by: Who says so.
        since: When it was made.
        until: When it ends, None for never.
    """

    id: str
    kind: Kind
    value: str
    comment: str
    by: str
    since: float
    until: float | None = None


E = TypeVar("E", Block, Trust)


class Timed(Protocol):
    """Anything that begins and may end."""

    @property
    def since(self) -> float:
        """Monotonic seconds."""
        ...

    @property
    def until(self) -> float | None:
        """Monotonic seconds, None for never."""
        ...


T = TypeVar("T", bound=Timed)

_TIMES: Final = ("since", "until", "last_hit")


def dump(entry: Block | Trust, wall_offset: float) -> dict[str, object]:
    """``entry`` as plain values with epoch seconds, for another process."""
    found = msgspec.structs.asdict(entry)
    for name in _TIMES:
        if found.get(name) is not None:
            found[name] += wall_offset
    return found


def load_block(stored: object, wall_offset: float) -> Block:
    """The entry that :func:`dump` wrote.

    Raises:
        ValueError: it is none.
    """
    return _loaded(msgspec.convert(stored, Block), wall_offset)


def load_trust(stored: object, wall_offset: float) -> Trust:
    """The entry that :func:`dump` wrote.

    Raises:
        ValueError: it is none.
    """
    return _loaded(msgspec.convert(stored, Trust), wall_offset)


def not_longer(entry: T, now: float) -> T:
    """``entry`` as it was, or, if it begins later than now, with its whole length from now on.

    Between two runs the wall clock may have been set back, by which every end moved away.

    Args:
        entry: as it was loaded.
        now: monotonic, as its times are.
    """
    if entry.since <= now:
        return entry
    until = None if entry.until is None else now + max(0.0, entry.until - entry.since)
    return msgspec.structs.replace(entry, since=now, until=until)  # type: ignore[type-var]


def _loaded(entry: E, wall_offset: float) -> E:
    if place(entry.value) != (entry.kind, entry.value):
        raise ValueError("the place of a stored entry is not in its one form")
    moved = {
        name: value - wall_offset
        for name in _TIMES
        if (value := getattr(entry, name, None)) is not None
    }
    return msgspec.structs.replace(entry, **moved)
