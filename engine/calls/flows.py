"""Connections as the call machine meets them: whether one still stands, and what took its place.

A call may outlive the connection that it was made over. A phone that lost it (a walk from one
network to the next, a restart of the switch) opens another one and registers over that; what is
still to be said to it, a BYE before all, goes there (RFC 5626 section 3.1). Who drives the machine
knows the connections and the bindings; without one, every way that a peer was heard by is as good
as it ever was.
"""

from typing import Protocol

from engine.calls.call import Leg
from engine.sip.nat import Source


class Flows(Protocol):
    """The connections there are."""

    def stands(self, source: Source) -> bool:
        """Whether something can be sent to ``source``: a datagram always can."""

    def newer(self, leg: Leg) -> Source | None:
        """Where the peer of ``leg`` is reached whose connection has gone, None while nowhere."""


class Lasting:
    """Connections that never end."""

    def stands(self, source: Source) -> bool:  # noqa: ARG002 - the protocol
        """Yes."""
        return True

    def newer(self, leg: Leg) -> Source | None:  # noqa: ARG002 - the protocol
        """None is needed."""
        return None


LASTING = Lasting()


def follow(flows: Flows, leg: Leg) -> bool:
    """Let ``leg`` be reached by what took the place of its connection; whether it is reached."""
    if not leg.heard.reliable or flows.stands(leg.heard):
        return True
    found = flows.newer(leg)
    if found is None:
        return False
    leg.heard = found
    return True
