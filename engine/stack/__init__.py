"""Transactions and dialogs: (message, now) in, messages and deadlines out (RFC 3261 §12, §17).

No socket, no clock, no task here: the driver passes the time and does what it is told::

    transactions = Transactions()

    outcome = transactions.receive(request, source, now)      # after stamp and validate
    if isinstance(outcome, New):                              # to be handled
        data = build_reply(request, 403, to_tag=...)
        if transactions.respond(outcome.transaction, 403, data, now):
            send(data, outcome.transaction.destination)
    elif isinstance(outcome, Resend):                         # a retransmission: same answer again
        send(outcome.data, outcome.destination)
    # Outcome.ABSORBED: nothing to do; Outcome.UNMATCHED: an ACK that ends no transaction;
    # Outcome.FULL: no room, and nothing finished to forget: drop it or answer 503

    transactions.next_deadline()                              # monotonic seconds, or None
    for send in transactions.on_timer(now): ...               # answers to send again

An answer that needs no memory (401, OPTIONS) may skip all this: `stateless_tag` gives every
retransmission the same To tag (RFC 3261 §8.2.7).

Requests of our own have `ClientTransactions`, used the same way. What a call remembers between them
is a `Dialog`, found in a `DialogBook`.
"""

from engine.stack.client import ClientTransaction
from engine.stack.client_transactions import MAX_CLIENT_TRANSACTIONS, ClientTransactions
from engine.stack.dialog import Dialog
from engine.stack.dialogs import MAX_DIALOGS, DialogBook
from engine.stack.effects import (
    Answered,
    Final,
    New,
    Outcome,
    Provisional,
    Received,
    Resend,
    Send,
    Unused,
)
from engine.stack.invite_client import InviteClient, InviteClientState
from engine.stack.invite_server import InviteServer, InviteState
from engine.stack.machine import ServerTransaction
from engine.stack.request_client import RequestClient, RequestClientState
from engine.stack.request_server import RequestServer, RequestState
from engine.stack.routes import callable_uri, target_of
from engine.stack.stateless import stateless_tag
from engine.stack.timers import Timings
from engine.stack.transactions import MAX_TRANSACTIONS, Transactions

__all__ = [
    "MAX_CLIENT_TRANSACTIONS",
    "MAX_DIALOGS",
    "MAX_TRANSACTIONS",
    "Answered",
    "ClientTransaction",
    "ClientTransactions",
    "Dialog",
    "DialogBook",
    "Final",
    "InviteClient",
    "InviteClientState",
    "InviteServer",
    "InviteState",
    "New",
    "Outcome",
    "Provisional",
    "Received",
    "RequestClient",
    "RequestClientState",
    "RequestServer",
    "RequestState",
    "Resend",
    "Send",
    "ServerTransaction",
    "Timings",
    "Transactions",
    "Unused",
    "callable_uri",
    "stateless_tag",
    "target_of",
]
