"""Calls: who may make one, where it goes, and what is said of it afterwards.

In this release every call ends with its INVITE::

    outcome = handle(request, source, registrar, reply_unauthorised, now)   # INVITE, once each
    if outcome.ended is not None:
        gate = closed_gate(outcome.ended.illegal, False, policy)            # engine.billing.gates
        ...store cdr(outcome.ended, ...), or count it in the aggregates...
    if outcome.answered:
        build_reply(request, outcome.status, headers=outcome.headers)
    else:
        ...forget the transaction without an answer...

An INVITE that fails the checks of every request (``validate``: 400, 416, 420, 483) is an attempt
too: ``rejected(request, source, registrar, status, now)`` is its event.

``engine.calls.routing.Route.bindings`` is where the call machine will continue; the events it adds
to :mod:`engine.calls.events` are what billing will be told.
"""

from engine.calls.events import Cause, Refused, Setup
from engine.calls.invite import InviteOutcome, InviteResult, handle, rejected
from engine.calls.routing import Route, route

__all__ = [
    "Cause",
    "InviteOutcome",
    "InviteResult",
    "Refused",
    "Route",
    "Setup",
    "handle",
    "rejected",
    "route",
]
