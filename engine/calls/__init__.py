"""Calls: who may make one, where it goes, how it is connected, and what is said of it afterwards.

An INVITE is refused, challenged or admitted by :func:`handle`. What was admitted is sent on by
:class:`engine.calls.calls.Calls`, a back-to-back user agent: each call has a leg towards its caller
and one or more towards its callee, which share nothing but the events of
:mod:`engine.calls.callstate`. What billing is told is in :mod:`engine.calls.events`.

An INVITE that fails the checks of every request (``validate``: 400, 416, 420, 483) is an attempt
too: :func:`rejected` makes its event.
"""

from engine.calls.events import Cause, Ended, Refused, Setup
from engine.calls.invite import Admitted, InviteOutcome, InviteResult, handle, refuse, rejected
from engine.calls.routing import Route, route

__all__ = [
    "Admitted",
    "Cause",
    "Ended",
    "InviteOutcome",
    "InviteResult",
    "Refused",
    "Route",
    "Setup",
    "handle",
    "refuse",
    "rejected",
    "route",
]
