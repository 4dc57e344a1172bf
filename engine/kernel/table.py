"""Our table in the kernel: brought to what is wanted in batches, and looked at for drift.

What was put in is remembered, so a batch holds only differences. A batch is one transaction. It
fails as a whole when an element to be taken out ended a moment before, or when somebody removed the
table; then the table is made anew, which asks nothing of what is there.
"""

from collections.abc import Mapping
from typing import Any, Final

from engine.defence.nft import (
    COUNTER,
    FAMILY,
    SetName,
    Shape,
    added,
    deleted,
    made,
    removed,
    rules,
)
from engine.defence.wanted import Sets
from engine.kernel.nft import Nft, NftError

MAX_BATCH: Final = 20_000
"""Elements changed by one run of nft: 0.2 s."""

SLACK_S: Final = 3.0
"""Seconds by which an end may differ, and around an end in which presence proves nothing."""


class KernelTable:
    """One table.

    Args:
        name: Of the table.
        nft: Changes it.

    Attributes:
        drift: Elements and rules of other people's doing that were put right.
        batches: Changes carried out.
        failures: Changes refused.
        dropped: Packets and bytes dropped since the table was made.
    """

    def __init__(self, name: str, nft: Nft) -> None:
        self.name = name
        self.drift = self.batches = self.failures = 0
        self.dropped = (0, 0)
        self._nft = nft
        self._shape: Shape | None = None
        self._rules: list[Any] = []
        self._there: Sets = {each: {} for each in SetName}

    @property
    def stands(self) -> bool:
        """Whether it is in the kernel as far as is known."""
        return self._shape is not None

    def fits(self, shape: Shape) -> bool:
        """Whether it is in the kernel and made for ``shape``."""
        return self._shape == shape

    @property
    def elements(self) -> int:
        """Elements in the kernel, as far as is known."""
        return sum(len(within) for within in self._there.values())

    def bring(self, wanted: Sets, shape: Shape, now: float) -> int:
        """One batch towards ``wanted``; answers how many elements are still different.

        Raises:
            NftError: nothing was changed; the next batch makes the table anew.
        """
        self._forget_ended(now)
        anew = self._shape != shape
        if anew:
            self._there = {each: {} for each in SetName}
        put, take, rest = self._difference(wanted, now)
        if not (anew or put or take):
            return 0
        script = made(self.name, shape) if anew else ""
        script += deleted(self.name, take)
        script += added(self.name, _lasting(put, now))
        self._change(script)
        for name, keys in take.items():
            for key in keys:
                del self._there[name][key]
        for name, within in put.items():
            self._there[name].update(within)
        if anew:
            self._shape, self._rules = shape, _rules(self._read())
        return rest

    def audit(self, now: float) -> int:
        """Compare with what is really there; answers how much was found changed.

        Elements that are missing are put in, and strange ones taken out, by the next batch.

        Raises:
            NftError: it cannot be read; the next batch makes the table anew.
        """
        if self._shape is None:
            return 0
        try:
            objects = self._read()
        except NftError:
            self.drift += 1
            self._shape = None
            raise
        found = _rules(objects) != self._rules or len(self._rules) != len(rules(self._shape))
        if found:
            self._shape = None
        count = int(found)
        for name, keys in _elements(objects).items():
            count += self._compare(self._there[name], keys, now)
        self.dropped = _counter(objects) or self.dropped
        self.drift += count
        return count

    def measure(self) -> None:
        """Read what was dropped.

        Raises:
            NftError: it cannot be read.
        """
        found = self._nft.read("counters", "table", FAMILY, self.name)
        self.dropped = _counter(found) or self.dropped

    def remove(self) -> None:
        """Take the table out of the kernel.

        Raises:
            NftError: it was refused.
        """
        self._change(removed(self.name))
        self._shape, self._there = None, {each: {} for each in SetName}

    def _change(self, script: str) -> None:
        try:
            self._nft.change(script)
        except NftError:
            self.failures += 1
            self._shape = None
            raise
        self.batches += 1

    def _read(self) -> list[dict[str, Any]]:
        return self._nft.read("table", FAMILY, self.name)

    def _forget_ended(self, now: float) -> None:
        """What is over has left the kernel by itself."""
        for within in self._there.values():
            over = [key for key, until in within.items() if until is not None and until <= now]
            for key in over:
                del within[key]

    def _difference(self, wanted: Sets, now: float) -> tuple[Sets, dict[SetName, list[str]], int]:
        """What to put in, what to take out, and how much is left over for the next batch."""
        put: Sets = {each: {} for each in SetName}
        take: dict[SetName, list[str]] = {each: [] for each in SetName}
        left, changes = MAX_BATCH, 0
        for name in SetName:
            should, there = wanted[name], self._there[name]
            for key in [key for key in there if key not in should]:
                ends = there[key]
                if ends is not None and ends <= now + 1.0:
                    continue  # it leaves by itself; taking it out might be too late and fail
                changes += 1
                if changes <= left:
                    take[name].append(key)
            for key, until in should.items():
                known = there.get(key, _NONE)
                if _same(known, until) or (until is not None and until <= now):
                    continue
                changes += 1
                if changes <= left:
                    put[name][key] = until
                    if known is not _NONE:
                        take[name].append(key)
        return (
            {name: within for name, within in put.items() if within},
            {name: keys for name, keys in take.items() if keys},
            max(changes - left, 0),
        )

    def _compare(self, there: dict[str, float | None], found: set[str], now: float) -> int:
        missing = [
            key
            for key, until in there.items()
            if key not in found and (until is None or until > now + SLACK_S)
        ]
        for key in missing:
            del there[key]
        strange = found - there.keys() - set(missing)
        there.update(dict.fromkeys(strange, None))  # the next batch takes them out
        return len(missing) + len(strange)


_NONE: Final = object()


def _same(known: object, until: float | None) -> bool:
    if isinstance(known, float) and until is not None:
        return abs(known - until) <= SLACK_S
    return known is until


def _lasting(put: Sets, now: float) -> Mapping[SetName, Mapping[str, float | None]]:
    return {
        name: {key: None if until is None else until - now for key, until in within.items()}
        for name, within in put.items()
    }


def _rules(objects: list[dict[str, Any]]) -> list[Any]:
    """Chain and words of every rule, and how the chains are hooked in."""
    found: list[Any] = [each["rule"].get("expr") for each in objects if "rule" in each]
    return found


def _counter(objects: list[dict[str, Any]]) -> tuple[int, int] | None:
    for each in objects:
        counter = each.get("counter", {})
        if counter.get("name") == COUNTER:
            return int(counter["packets"]), int(counter["bytes"])
    return None


def _elements(objects: list[dict[str, Any]]) -> dict[SetName, set[str]]:
    """The keys of every set of ours."""
    found: dict[SetName, set[str]] = {each: set() for each in SetName}
    for each in objects:
        one = each.get("set", {})
        if one.get("name") in set(SetName):
            found[SetName(one["name"])] = {_key(item) for item in one.get("elem", [])}
    return found


def _key(item: Any) -> str:
    """An element as it is written: an address or a network; what is neither is strange."""
    if isinstance(item, dict) and "elem" in item:
        item = item["elem"].get("val")
    if isinstance(item, dict) and "prefix" in item:
        return f"{item['prefix']['addr']}/{item['prefix']['len']}"
    return str(item) if isinstance(item, str) else ""
