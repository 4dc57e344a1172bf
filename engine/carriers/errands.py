"""What registrations and probes work with, and what they want done."""

from collections.abc import Callable
from typing import NamedTuple

from engine.calls.places import Way
from engine.calls.tools import Names
from engine.sip.nat import Source
from engine.stack.client_transactions import ClientTransactions


class Errands:
    """What some answers or moments want done.

    Attributes:
        now: Monotonic seconds, the same for everything in it.
        sends: Requests of ours, and where they go.
        changed: Names of the gateways of which an operator sees something new.
    """

    __slots__ = ("changed", "now", "sends")

    def __init__(self, now: float) -> None:
        self.now = now
        self.sends: list[tuple[bytes, Source]] = []
        self.changed: list[str] = []


class Means(NamedTuple):
    """The parts that registrations and probes are built from.

    Attributes:
        clients: Of our own requests.
        names: Makers of identifiers.
        local: Our address and port towards a destination.
        way: How an address is reached; opens a connection where one is needed.
        resolve: What a host name, in lower case, stands for now.
        draw: Gives evenly spread numbers from 0 up to 1.
    """

    clients: ClientTransactions
    names: Names
    local: Callable[[Source], str]
    way: Way
    resolve: Callable[[str], tuple[str, ...]]
    draw: Callable[[], float]
