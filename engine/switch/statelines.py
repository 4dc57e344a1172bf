"""The lines of the state log: what each of them says, and how it is read back.

A line is a JSON list whose first element names what it states:

* ``["loc", location]``: everything known of where an extension is;
* ``["-loc", extension]``: nothing is known of that;
* ``["lock", lockout]``: what is held against an extension;
* ``["-lock", extension]``: nothing is;
* ``["call", call]``: an answered call that runs;
* ``["bye", [id, legs]]``: it does no longer, and these legs have not confirmed that they know;
* ``["-call", id]``: it is over;
* ``["block", entry]`` and ``["trust", entry]``: an entry of the black list, of the allow list;
* ``["number", entry]`` and ``["-number", id]``: an entry of the blacklist of numbers, and no more;
* ``["-block", id]`` and ``["-trust", id]``: there is no such entry any more;
* ``["flow", number]``: no record has a flow number above this one.

A later line about the same extension replaces an earlier one, so they may be read in any mixture
of snapshot and log. Times are epoch seconds.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from engine.calls.book import CallBook
from engine.calls.call import Call, Leg
from engine.calls.goodbyes import dump as dump_goodbye
from engine.calls.goodbyes import load as load_goodbye
from engine.calls.stored import dump as dump_call
from engine.calls.stored import load as load_call
from engine.defence.entries import Block, Trust, load_block, load_trust, not_longer
from engine.defence.entries import dump as dump_entry
from engine.defence.guard import Guard
from engine.defence.number_entries import NumberBlock, dump_number, load_number
from engine.registrar import Registrar

_encode: Final = msgspec.json.Encoder().encode


def location_line(registrar: Registrar, extension: str, wall_offset: float) -> bytes:
    """What is true of the location of ``extension`` now."""
    dumped = registrar.locations.dump(extension, wall_offset)
    if dumped is None:
        return _encode(("-loc", extension)) + b"\n"
    return _encode(("loc", dumped)) + b"\n"


def lockout_line(registrar: Registrar, extension: str, wall_offset: float) -> bytes:
    """What is held against ``extension`` now."""
    dumped = registrar.lockouts.dump(extension, wall_offset)
    if dumped is None:
        return _encode(("-lock", extension)) + b"\n"
    return _encode(("lock", dumped)) + b"\n"


def call_line(
    call: Call | None, call_id: str, wall_offset: float, leaving: Sequence[Leg] = ()
) -> bytes:
    """What is true of a call: it runs, it is over and ``leaving`` has to hear it, or it is over."""
    if call is None and leaving:
        return _encode(("bye", dump_goodbye(call_id, leaving, wall_offset))) + b"\n"
    if call is None:
        return _encode(("-call", call_id)) + b"\n"
    return _encode(("call", dump_call(call, wall_offset))) + b"\n"


def kept_line(entry: Block | Trust | NumberBlock, wall_offset: float) -> bytes:
    """An entry of the defence as it is now."""
    if isinstance(entry, NumberBlock):
        return _encode(("number", dump_number(entry, wall_offset))) + b"\n"
    kind = "block" if isinstance(entry, Block) else "trust"
    return _encode((kind, dump_entry(entry, wall_offset))) + b"\n"


def gone_line(entry: Block | Trust | NumberBlock) -> bytes:
    """An entry of the defence that is no more."""
    if isinstance(entry, NumberBlock):
        return _encode(("-number", entry.id)) + b"\n"
    return _encode(("-block" if isinstance(entry, Block) else "-trust", entry.id)) + b"\n"


def flow_line(number: int) -> bytes:
    """Flow numbers up to ``number`` may be in use."""
    return _encode(("flow", number)) + b"\n"


def dump(
    registrar: Registrar, calls: CallBook, guard: Guard, flow: int, wall_offset: float
) -> Iterator[bytes]:
    """Everything, for a snapshot; may be drained in slices while the registrar goes on.

    What is forgotten meanwhile is left out, or stated as gone; what is new is in the log.
    """
    yield flow_line(flow)
    for entry in [*guard.trusted, *guard.blocks]:
        listing = guard.blocks if isinstance(entry, Block) else guard.trusted
        yield kept_line(entry, wall_offset) if entry.id in listing.by_id else gone_line(entry)
    numbers = guard.numbers.listing
    for listed in numbers:
        yield kept_line(listed, wall_offset) if listed.id in numbers.by_id else gone_line(listed)
    for extension in list(registrar.locations):
        yield location_line(registrar, extension, wall_offset)
    for extension in [lockout.extension for lockout in registrar.lockouts]:
        yield lockout_line(registrar, extension, wall_offset)
    for call in [call for call in calls if call.answered_at is not None]:
        leaving = calls.leaving.get(call.id, ())
        yield call_line(calls.get(call.id), call.id, wall_offset, leaving)
    for call_id in list(calls.leaving):
        yield call_line(calls.get(call_id), call_id, wall_offset, calls.leaving.get(call_id, ()))


class StateReader:
    """Puts lines back into a registrar.

    Attributes:
        flow: Highest flow number that may be in use.
        calls: Calls that were running, by identity.
        leaving: Legs of others that may not know that their call is over.
        entries: Of the black lists and the allow list, by kind and id.
    """

    def __init__(self, registrar: Registrar, wall_offset: float, now: float) -> None:
        self.entries: dict[tuple[str, str], Block | Trust | NumberBlock] = {}
        self.calls: dict[str, Call] = {}
        self.leaving: dict[str, list[Leg]] = {}
        self._registrar = registrar
        self._offset = wall_offset
        self._now = now
        self.flow = 0

    def apply(self, line: list[Any]) -> None:
        """Make true what ``line`` says.

        Raises:
            ValueError: it says nothing that is known, or is damaged.
        """
        kind, value = line
        if kind == "loc":
            self._registrar.locations.load(value, self._offset, self._now)
        elif kind == "lock":
            self._registrar.lockouts.load(value, self._offset, self._now)
        elif kind == "-loc":
            self._registrar.locations.remove(value)
        elif kind == "-lock":
            self._registrar.lockouts.discard(value)
        elif kind == "call":
            call = load_call(value, self._offset, self._now)
            self.calls[call.id] = call
        elif kind == "bye":
            call_id, legs = load_goodbye(value, self._offset, self._now)
            self.calls.pop(call_id, None)
            self.leaving[call_id] = legs
        elif kind == "-call":
            self.calls.pop(value, None)
            self.leaving.pop(value, None)
        elif kind.removeprefix("-") in ("block", "trust", "number"):
            self._defence(kind, value)
        elif kind == "flow":
            self.flow = max(self.flow, int(value))
        else:
            raise ValueError(f"unknown state line {kind!r}")

    def _defence(self, kind: str, value: Any) -> None:
        entry: Block | Trust | NumberBlock
        if kind.startswith("-"):
            self.entries.pop((kind[1:], value), None)
            return
        if kind == "block":
            entry = load_block(value, self._offset)
        elif kind == "trust":
            entry = load_trust(value, self._offset)
        else:
            entry = load_number(value, self._offset)
        self.entries[kind, entry.id] = not_longer(entry, self._now)
