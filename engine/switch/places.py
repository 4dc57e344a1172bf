"""Places for connections: how many there are, who has one, and who gives one up.

Strangers share all but a quarter of the places; that quarter is kept for sources that are ours:
with a live registration, of a gateway, on the allow list. When the strangers' share is full, or all
is, the connection of a stranger gives way (:mod:`engine.switch.crowd`). What is ours never does,
nor does what carries a call or was opened by us. What proves itself later, as a phone does by
registering, leaves the crowd then; what proves nothing any more comes back into it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from engine.addresses import subscriber
from engine.sip.nat import Source
from engine.switch.crowd import LOOK, Crowd

KEPT: Final = 4
"""One place of so many is for our own."""

SLICE: Final = 200
"""Connections looked at again in a second, some 2 ms; all of them within ten seconds."""


def _nobody(_: str) -> bool:
    """Whom the switch knows before it is put together."""
    return False


def _no_calls() -> Iterable[int]:
    return ()


class ConnectionPlaces:
    """Decides who has a place.

    Args:
        limit: How many places there are.
        now: The monotonic clock.

    Attributes:
        ours: Whether an address is one that nothing shuts out.
        calling: Numbers of the connections that calls are over; asked once a second at most.
    """

    def __init__(self, limit: int, now: Callable[[], float]) -> None:
        self.limit = limit
        self._strangers = limit - limit // KEPT
        self.ours: Callable[[str], bool] = _nobody
        self.calling: Callable[[], Iterable[int]] = _no_calls
        self._now = now
        self._calls: frozenset[int] = frozenset()
        self._asked_at = -1.0
        self._crowd = Crowd()
        self._reviewed = 0

    @property
    def unproved(self) -> int:
        """How many have proved nothing, as far as it is known."""
        return len(self._crowd)

    def make_room(
        self, held: int, ip: str, source_of: Callable[[int], Source], *, own: bool
    ) -> tuple[bool, int | None]:
        """Whether there is a place for a newcomer, and which connection gives way for it.

        Args:
            held: Places that are taken.
            ip: Address of the newcomer.
            source_of: Where the connection of a number is from.
            own: Whether we open it.
        """
        own = own or self.ours(ip)
        crowd = self._crowd
        for _ in range(LOOK):
            if not self._full(held, own=own):
                return True, None
            given_up = crowd.least()
            if given_up is None or not self._proved(source_of(given_up)):
                return given_up is not None, given_up
            crowd.drop(given_up)
        return False, None

    def take(self, source: Source, *, own: bool) -> None:
        """A connection has its place; ``own``: we open it."""
        if not own and not self.ours(source.ip):
            self._crowd.add(source.flow, subscriber(source.ip))

    def heard(self, flow: int) -> None:
        """Something came over a connection."""
        self._crowd.heard(flow)

    def give_back(self, flow: int) -> None:
        """A connection has ended."""
        self._crowd.drop(flow)

    def review(self, sources: Sequence[Source]) -> None:
        """Look again at the next of those that a peer opened; about once a second."""
        begin = self._reviewed if self._reviewed < len(sources) else 0
        self._reviewed = begin + SLICE
        for source in sources[begin : begin + SLICE]:
            flow, proved = source.flow, self._proved(source)
            if proved:
                self._crowd.drop(flow)
            elif flow not in self._crowd:
                self._crowd.add(flow, subscriber(source.ip))

    def _full(self, held: int, *, own: bool) -> bool:
        return held >= self.limit or (not own and len(self._crowd) >= self._strangers)

    def _proved(self, source: Source) -> bool:
        if self.ours(source.ip):
            return True
        now = self._now()
        if self._asked_at < 0 or now - self._asked_at >= 1.0:
            self._asked_at, self._calls = now, frozenset(self.calling())
        return source.flow in self._calls
