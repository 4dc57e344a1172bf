"""What every part of the call machine works with, and what each of them does with a leg."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from engine.calls.book import CallBook
from engine.calls.call import Call, Leg, Outbound
from engine.calls.effects import Effects, Headers, Reply
from engine.calls.gatedesk import GateDesk
from engine.calls.messages import contact, via
from engine.sip.errors import LocalError, PeerError
from engine.sip.nat import DEFAULT_PORT, Source
from engine.stack import Transactions
from engine.stack.client_transactions import ClientTransactions


class Names(NamedTuple):
    """Makers of what nobody may be able to guess (:mod:`engine.identifiers`)."""

    tag: Callable[[], str]
    branch: Callable[[], str]
    call_id: Callable[[], str]


class Relayed(NamedTuple):
    """Owner of a request that was handed from one side of a call to the other.

    Attributes:
        call: Which call.
        reply: The answer that its sender waits for; None for a request of our own.
        leg: The side it was sent to.
        changes: Whether it may change the session (INVITE, UPDATE).
    """

    call: Call
    reply: Reply | None
    leg: Leg
    changes: bool


class Tools(NamedTuple):
    """The parts the call machine is built from.

    Attributes:
        transactions: Of requests of peers.
        clients: Of our own requests.
        book: All calls.
        gates: Gateways and limits.
        names: Makers of identifiers.
        local: Our address and port towards a destination.
    """

    transactions: Transactions
    clients: ClientTransactions
    book: CallBook
    gates: GateDesk
    names: Names
    local: Callable[[Source], str]

    def send(
        self,
        leg: Leg,
        method: str,
        fx: Effects,
        owner: object = None,
        extra: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> None:
        """Send a request within the dialog of ``leg``; ``owner`` hears of its answer.

        Raises:
            PeerError: 503, there is an owner and no room to wait for the answer.
        """
        dialog = leg.dialog
        if dialog is None:
            return
        destination = self.destination(leg)
        local, branch = self.local(destination), self.names.branch()
        line = via(local, destination.transport, branch)
        data = dialog.request(method, line, contact(local, destination.transport), extra, body)
        if method == "ACK":
            leg.ack = data
        else:
            try:
                self.clients.start(data, method, branch, destination, fx.now, owner)
            except PeerError:  # no room to wait for the answer: good enough for a farewell
                if owner is not None:
                    raise
        fx.sends.append((data, destination))

    def destination(self, leg: Leg) -> Source:
        """Where a request within a dialog goes.

        The named step of NAT fixing: with a route set the first hop decides (RFC 3261 section
        12.2.1.1). Without one an endpoint is reached where its last message came from, whatever
        its Contact says; a gateway at its Contact if that is an address, else the same way.
        """
        dialog, heard = leg.dialog, leg.heard
        if dialog is None or heard.transport != "UDP" or (leg.fixed and not dialog.route_set):
            return heard
        hop = dialog.next_hop()
        if not _is_address(hop.host):
            return heard
        return heard._replace(ip=hop.host, port=hop.port or DEFAULT_PORT)

    def cancel(self, outbound: Outbound, fx: Effects) -> None:
        """Give one attempt up; before the first provisional answer the CANCEL has to wait."""
        outbound.cancelled = True
        if outbound.state != "proceeding" or outbound.transaction is None:
            return
        with suppress(PeerError, LocalError):  # no room, or cancelled already
            sent = self.clients.cancel(outbound.transaction, fx.now, None)
            if sent is not None:
                fx.sends.append((sent.data, sent.destination))

    def answer(
        self,
        call: Call,
        fx: Effects,
        status: int,
        headers: Headers = (),
        body: bytes = b"",
        reason: str | None = None,
    ) -> None:
        """Answer the INVITE of the caller."""
        inbound = call.inbound
        if inbound.request is not None and inbound.transaction is not None:
            fx.replies.append(
                Reply(inbound.request, status, inbound.transaction, headers, reason, body)
            )


def _is_address(host: str) -> bool:
    return host.replace(".", "").isdecimal() or ":" in host
