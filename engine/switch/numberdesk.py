"""The blacklist of numbers for operators; :mod:`engine.switch.blockdesk` hands over to it."""

from collections.abc import Callable

from engine.clock import Clock
from engine.control.blocks import BlockInfo
from engine.control.messages import convert
from engine.defence.entries import MAX_TEXT
from engine.defence.number_entries import NumberBlock, dump_number, number_of
from engine.defence.number_guard import NumberGuard
from engine.errors import ControlError


class NumberDesk:
    """Changes the entries of numbers; whoever asks stores what changed.

    Args:
        clock: Of the process.
        guard: Where they are in force.
        new_id: Makes identities.
    """

    def __init__(self, clock: Clock, guard: NumberGuard, new_id: Callable[[], str]) -> None:
        self.guard = guard
        self._clock = clock
        self._new_id = new_id

    def knows(self, entry_id: str) -> bool:
        """Whether an entry of this id is a number's."""
        return entry_id in self.guard.listing.by_id

    def block(self, value: str, reason: str, by: str, until: float | None) -> NumberBlock:
        """List a number until ``until``, epoch seconds.

        Raises:
            ControlError: it is no number, or there are too many.
        """
        now, offset = self._moment()
        end = None if until is None else until - offset
        try:
            number = number_of(value)
            entry = NumberBlock(self._new_id(), number, "", reason[:MAX_TEXT], by, now, end)
            self.guard.block(entry)
        except ValueError as error:
            raise ControlError(str(error)) from error
        return entry

    def change(self, entry_id: str, until: float | None, by: str, reason: str) -> NumberBlock:
        """Give an entry another end, epoch seconds."""
        entry = self.guard.listing.by_id[entry_id]
        _, offset = self._moment()
        self.guard.change(entry, None if until is None else until - offset, by, reason)
        return entry

    def shown(self, entry: NumberBlock) -> BlockInfo:
        """An entry as it goes over the control socket."""
        dumped = dump_number(entry, self._moment()[1])
        del dumped["expire_s"]
        return convert(dumped, BlockInfo)

    def _moment(self) -> tuple[float, float]:
        now = self._clock.now()
        return now, self._clock.wall() - now
