"""What every part of the call machine works with, and what each of them does with a leg."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from engine.addresses import is_address
from engine.calls.book import CallBook
from engine.calls.call import Call, EarlyLeg, Leg, Outbound
from engine.calls.callstate import CallInput
from engine.calls.effects import Effects, Headers, Reply
from engine.calls.events import Cause
from engine.calls.farewell import Farewell
from engine.calls.flows import LASTING, Flows, follow
from engine.calls.gatedesk import GateDesk
from engine.calls.messages import contact, via
from engine.calls.oversize import Datagram, Oversize
from engine.calls.relay.desk import RelayDesk
from engine.sip.errors import LocalError, PeerError
from engine.sip.message import Message
from engine.sip.nat import DEFAULT_PORT, Source
from engine.sip.request import Request
from engine.stack import ServerTransaction, Transactions
from engine.stack.client import ClientTransaction
from engine.stack.client_transactions import ClientTransactions
from engine.stack.dialog import Dialog
from engine.stack.timers import Timings

TIMINGS: Final = Timings()
PATIENCE: Final = 64 * TIMINGS.t1
"""Seconds after which a peer that was told something and does not react is taken to be gone."""

Step = Callable[[Call, CallInput, Effects, Cause], None]
"""Tells a call what happened; the cause counts if that ends it."""


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
        proved: Whether it was sent again with credentials.
        early: Between whom and the caller, when the call was not answered yet.
    """

    call: Call
    reply: Reply | None
    leg: Leg
    changes: bool
    proved: bool = False
    early: tuple[Outbound, EarlyLeg] | None = None


class Parting(NamedTuple):
    """Owner of a BYE to a carrier that may want it proved.

    Attributes:
        leg: The side that is told.
        why: What the BYE says of the end.
    """

    leg: Leg
    why: Sequence[tuple[str, str]] = ()


class Tools(NamedTuple):
    """The parts the call machine is built from.

    Attributes:
        transactions: Of requests of peers.
        clients: Of our own requests.
        book: All calls.
        gates: Gateways and limits.
        names: Makers of identifiers.
        local: Our address and port towards a destination.
        media: What a relay has to do with descriptions that cross.
        oversize: Finds a way for what does not fit into a datagram; None leaves it as it is.
        flows: The connections there are.
    """

    transactions: Transactions
    clients: ClientTransactions
    book: CallBook
    gates: GateDesk
    names: Names
    local: Callable[[Source], str]
    media: RelayDesk
    oversize: Oversize | None = None
    flows: Flows = LASTING

    def send(
        self,
        leg: Leg,
        method: str,
        fx: Effects,
        owner: object = None,
        extra: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> ClientTransaction | None:
        """Send a request within the dialog of ``leg``; ``owner`` hears of its answer.

        Returns:
            What waits for the answer, if anything does.

        Raises:
            PeerError: 503, there is an owner and no room to wait for the answer.
        """
        dialog = leg.dialog
        if dialog is None:
            return None
        follow(self.flows, leg)
        sent, destination = None, self.destination(leg)
        if method == "ACK":
            extra = [*leg.credentials, *extra]
        numbers = dialog.local_cseq, dialog.invite_cseq
        data, branch = self._written(leg, dialog, method, destination, extra, body)
        datagram = Datagram(leg, method, data, branch, destination)
        stream = None
        if self.oversize is not None:
            stream = self.oversize.way_within(leg, destination, len(data), fx.now)
        if stream is not None:  # it is written once more, with the same number
            dialog.local_cseq, dialog.invite_cseq = numbers
            destination = stream
            data, branch = self._written(leg, dialog, method, destination, extra, body)
        if method == "BYE":
            self.book.part(dialog, fx.now, fx.now + PATIENCE)
        if method == "ACK":
            leg.ack = data
        else:
            try:
                sent = self.clients.start(data, method, branch, destination, fx.now, owner)
            except PeerError:  # no room to wait for the answer: good enough for a farewell
                if owner is not None and not isinstance(owner, Parting):
                    raise
            if stream is not None and sent is not None and self.oversize is not None:
                self.oversize.keep(sent, datagram)
        fx.sends.append((data, destination))
        return sent

    def instead(self, failed: ClientTransaction, fx: Effects) -> bool:
        """Send a request as a datagram that got no answer over TCP; whether that is so."""
        found = None if self.oversize is None else self.oversize.instead(failed, fx.now)
        if found is None:
            return False
        leg, method, data, branch, destination = found
        try:
            sent = self.clients.start(data, method, branch, destination, fx.now, failed.owner)
        except PeerError:  # no room for another one
            return False
        if leg.pending is failed:
            leg.pending = sent
        fx.sends.append((data, destination))
        return True

    def _written(
        self,
        leg: Leg,
        dialog: Dialog,
        method: str,
        destination: Source,
        extra: Sequence[tuple[str, str]],
        body: bytes,
    ) -> tuple[bytes, str]:
        """The bytes of a request within the dialog of ``leg``, and the branch of its Via."""
        local, branch = self.local(destination), self.names.branch()
        line = via(local, destination.transport, branch)
        own = contact(local, destination.transport, secure=leg.secure)
        return dialog.request(method, line, own, extra, body), branch

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
        if not is_address(hop.host) or (":" in hop.host) != (":" in heard.ip):
            return heard
        return heard._replace(ip=hop.host, port=hop.port or DEFAULT_PORT)

    def await_ack(
        self, call: Call, leg: Leg, invite: Request, transaction: ServerTransaction, now: float
    ) -> None:
        """Send the 2xx of ``invite`` again until its ACK comes (RFC 3261 section 13.3.1.4)."""
        leg.unacknowledged, leg.asked = transaction, invite.cseq.number
        leg.interval = TIMINGS.t1
        leg.resend_at, leg.give_up_at = now + TIMINGS.t1, now + PATIENCE
        self.book.wake(call, leg.resend_at)

    def cancel(self, outbound: Outbound, fx: Effects, farewell: Farewell = ()) -> None:
        """Give one attempt up; before the first provisional answer the CANCEL has to wait.

        A peer that answers the CANCEL and never the INVITE is waited for no longer than
        :data:`PATIENCE` (RFC 3261 section 9.1).
        """
        outbound.cancelled = True
        outbound.farewell = outbound.farewell or farewell
        invite = outbound.transaction
        if invite is None or invite.finished or invite.state == invite.INITIAL:
            return
        try:
            sent = self.clients.cancel(invite, fx.now, None, outbound.farewell)
        except LocalError:  # cancelled already
            return
        except PeerError:  # no room for a CANCEL
            sent = None
        if sent is not None:
            fx.sends.append((sent.data, sent.destination))
        self.book.linger(invite, fx.now + PATIENCE)

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


def retarget(leg: Leg, message: Message) -> None:
    """Where the peer wants to be reached from now on (RFC 3261 section 12.2.1.2)."""
    with suppress(PeerError):  # what cannot be read changes nothing
        contacts = message.contacts
        if contacts and leg.dialog is not None:
            leg.dialog.refresh(str(contacts[0].uri))
