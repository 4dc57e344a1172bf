"""A stage for the call machine: real transactions and gateways, a clock by hand, no sockets.

What a party sends goes in as bytes and what goes out is parsed again before its receiver sees it,
so a play-script says what is on the wire and nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from engine.calls.book import CallBook
from engine.calls.call import Call, Inbound, Leg, Place
from engine.calls.caller import who_calls
from engine.calls.calls import Calls
from engine.calls.effects import Effects
from engine.calls.events import Ended, Setup
from engine.calls.gateways import CallGates
from engine.calls.goodbyes import dump as dump_goodbye
from engine.calls.goodbyes import load as load_goodbye
from engine.calls.messages import number_uri
from engine.calls.oversize import Oversize
from engine.calls.policy import CallPolicy
from engine.calls.relay.desk import RelayDesk
from engine.calls.relay.ng import NgReply
from engine.calls.relay.order import RelayOrder
from engine.calls.stored import dump
from engine.calls.tools import Names, Tools
from engine.calls.usage import Usage
from engine.control.gateways import GatewayConfig
from engine.sip.errors import PeerError
from engine.sip.nat import Source, stamp
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack import Transactions, stateless_tag
from engine.stack.client_transactions import ClientTransactions
from engine.stack.dialog import Dialog
from engine.stack.effects import New, Outcome, Resend, Send, Unused
from tests.engine.calls.party import Party

US = "203.0.113.1:5060"
WALL = 1_790_000_000.0
KEY = "k" * 16


def place(party: Party, gateway: str = "", **changes: Any) -> Place:
    """Where ``party`` is called, at a gateway or as an endpoint."""
    uri = number_uri("2002", party.source) if gateway else party.contact_uri
    fields: dict[str, Any] = {"gateway": gateway, "fixed": not gateway, **changes}
    return Place(uri, party.source, "1001", "2002", **fields)


class Connections:
    """Connections by their numbers.

    Attributes:
        gone: Those that ended.
        bound: Where the peer of an extension is now.
    """

    def __init__(self) -> None:
        self.gone: set[int] = set()
        self.bound: dict[str, Source] = {}

    def stands(self, source: Source) -> bool:
        """Whether nobody said that it has ended."""
        return source.flow not in self.gone

    def newer(self, leg: Leg) -> Source | None:
        """Where it is now."""
        return self.bound.get(leg.aor)


class Stage:
    """A switch of which there is only the call machine.

    Attributes:
        now: Monotonic seconds.
        ended: Every call that was recorded.
        told: What an operator was told.
        lines: The stored line of each answered call.
        orders: What was asked of media relays and has not been answered yet.
        goodbyes: The same of those that are over and not every leg has confirmed it.
        streams: Addresses that take a connection.
        flows: Connections that went, and what took their place.
    """

    def __init__(self, *gateways: GatewayConfig, limit: int = 8_000, room: int = 16_384) -> None:
        self.now = 1000.0
        self.ended: list[Ended] = []
        self.told: list[tuple[str, str]] = []
        self.lines: dict[str, list[Any]] = {}
        self.orders: list[RelayOrder] = []
        self.goodbyes: dict[str, list[Any]] = {}
        self.gates = CallGates(lambda: 0.5)
        self.gates.reload(gateways, {})
        self.transactions, self.clients = Transactions(), ClientTransactions(room)
        self._numbers = itertools.count(1)
        self._parties: dict[tuple[str, int], Party] = {}
        self.streams: set[str] = set()
        self._oversize = Oversize(self._connect)
        self.flows = Connections()
        self._open(limit)

    def _open(self, limit: int) -> None:
        names = Names(
            lambda: f"tag{next(self._numbers)}",
            lambda: f"z9hG4bKours{next(self._numbers)}",
            lambda: f"ours{next(self._numbers)}",
        )
        self.book = CallBook(limit)
        self.tools = Tools(
            self.transactions,
            self.clients,
            self.book,
            self.gates,
            names,
            lambda _: US,
            RelayDesk(self.gates.relay_mode),
            self._oversize,
            self.flows,
        )
        self.calls = Calls(self.tools)

    def _connect(self, ip: str, port: int, transport: str) -> Source | None:
        return Source(ip, port, transport, 7) if ip in self.streams else None

    def cut(self, party: Party) -> None:
        """Every connection with ``party`` ends."""
        fx = Effects(self.now)
        for call in list(self.book):
            for outbound in list(call.outbounds):
                sent = outbound.transaction
                if sent is not None and sent.destination[:3] == (*party.source[:2], "TCP"):
                    self.clients.stop(sent, self.now)
                    self.calls.cut(sent, fx)
        for sent in self.calls.over(7):
            self.clients.stop(sent, self.now)
            self.calls.lost(sent, 503, fx)
        self.apply(fx)

    def policy(self, **changes: Any) -> None:
        """Change the limits of calls."""
        self.gates.policy = CallPolicy(**changes)

    def party(self, ip: str, port: int = 5060, user: str = "2002", **options: Any) -> Party:
        """Somebody who can be called, or call."""
        party = Party(self, Source(ip, port), user, **options)
        self._parties[party.source[:2]] = party
        return party

    def restart(self, load: Any, *, asks: bool = False, seen_at: float | None = None) -> None:
        """Lose everything but what is stored, and go on with that.

        Args:
            load: Reads a stored call.
            asks: Whether its parties are asked if they are there still.
            seen_at: When the run before was last alive.
        """
        lines, goodbyes = list(self.lines.values()), list(self.goodbyes.values())
        self.transactions, self.clients = Transactions(), ClientTransactions()
        self.gates.usage, self.gates.endpoints = Usage(), Usage()
        self._open(8_000)
        for line in lines:
            call = load(line, WALL, self.now)
            self.calls.resume(call, seen_at)
            outgoing = "" if call.latest is None else call.latest.gateway
            self.gates.restore(call.account, call.caller_gateway, call.called, outgoing)
        if not asks:
            self.calls._rollcall._turns.clear()
        for goodbye in goodbyes:
            self.calls.goodbyes.resume(*load_goodbye(goodbye, WALL, self.now))

    def begin(self, data: bytes, source: Source, ways: Sequence[Iterable[Place]], **of: Any) -> str:
        """An INVITE that was admitted; its call's identity, "" when it was a repetition."""
        request = self._request(data, source)
        received = self.transactions.receive(request, source, self.now)
        if not isinstance(received, New):
            self._again(received)
            return ""
        account, gateway, called = (of.get(key, "") for key in ("account", "gateway", "called"))
        assert self.gates.enter(account, gateway, self.now) is None
        if called:
            assert self.gates.reach(called, self.now) is None
        setup = Setup("1001", "2002", source.ip, request.call_id, request.user_agent, self.now)
        dialog = Dialog.as_uas(request, stateless_tag(request, KEY))
        transaction = received.transaction
        inbound = Inbound(dialog, source, not gateway, request=request, transaction=transaction)
        groups = [tuple(group) for group in ways]
        call_id = f"call{next(self._numbers)}"
        who = who_calls(request, trusted=self.gates.trusts(gateway))
        call = Call(call_id, setup, account, gateway, called, inbound, groups, who=who)
        fx = Effects(self.now)
        self.calls.begin(call, fx)
        self.apply(fx)
        return call_id

    def receive(self, data: bytes, source: Source) -> None:
        """Bytes of somebody, as the core of the switch handles them."""
        if data.startswith(b"SIP/2.0"):
            self._response(Response.parse(data), source)
            return
        request = self._request(data, source)
        received = self.transactions.receive(request, source, self.now)
        fx = Effects(self.now)
        if request.method == "ACK":
            if received is Outcome.UNMATCHED:
                self.calls.acknowledged(request, source, fx)
        elif not isinstance(received, New):
            self._again(received)
        elif request.method == "CANCEL":
            found = self.transactions.cancelled(request, source)
            self._answer(request, 200 if found else 481, received)
            if found is not None:
                self.calls.cancelled(request, found, fx)
        else:
            try:
                known = self.calls.request(request, source, received.transaction, fx)
            except PeerError as error:
                self._answer(request, error.status, received)
            else:
                if not known:
                    self._answer(request, 481, received)
        self.apply(fx)

    def apply(self, fx: Effects) -> None:
        """Carry out what is to be done, as the driver of the switch does."""
        assert fx.now == self.now
        self.ended += fx.ended
        self.told += fx.told
        for call_id in fx.kept:
            call = self.book.get(call_id)
            self.lines.pop(call_id, None)
            self.goodbyes.pop(call_id, None)
            if call is not None:
                self.lines[call_id] = dump(call, WALL)
            elif legs := self.book.leaving.get(call_id):
                self.goodbyes[call_id] = dump_goodbye(call_id, legs, WALL)
        self.orders += fx.relays
        for reply in fx.replies:
            tag = stateless_tag(reply.request, KEY)
            headers, reason = reply.headers, reply.reason
            data = build_reply(
                reply.request, reply.status, tag, headers, reason=reason, body=reply.body
            )
            if self.transactions.respond(reply.transaction, reply.status, data, self.now):
                self._out(data, reply.transaction.destination)
        for data, destination in fx.sends:
            self._out(data, destination)

    def relay(self, sdp: bytes | None, *, ok: bool = True) -> RelayOrder:
        """The relay answers the order that waits longest, or (None) does not; that order."""
        order = self.orders.pop(0)
        assert order.owner is not None
        fx = Effects(self.now)
        self.calls.relayed(order.owner, None if sdp is None else NgReply(ok, sdp), fx)
        self.apply(fx)
        return order

    def hang_up(self, call_id: str) -> bool:
        """An operator ends a call."""
        fx = Effects(self.now)
        found = self.calls.hang_up(call_id, fx)
        self.apply(fx)
        return found

    def stop(self) -> None:
        """The switch is stopped."""
        fx = Effects(self.now)
        self.calls.stop(fx)
        self.apply(fx)

    def unreachable(self, party: Party) -> None:
        """The INVITE to ``party`` cannot be sent."""
        fx = Effects(self.now)
        for call in list(self.book):
            for outbound in list(call.outbounds):
                sent = outbound.transaction
                if sent is not None and sent.destination == party.source:
                    assert self.clients.failed(sent, self.now)
                    self.calls.lost(sent, 503, fx)
        self.apply(fx)

    def next_deadline(self) -> float | None:
        """When something is due."""
        parts = (self.transactions, self.clients, self.calls)
        found = [at for part in parts if (at := part.next_deadline()) is not None]
        return min(found, default=None)

    def wait(self, seconds: float) -> None:
        """Let time pass; whatever becomes due is done at its moment."""
        end = self.now + seconds
        while (at := self.next_deadline()) is not None and at <= end:
            self.now = max(at, self.now)
            self._tick()
            following = self.next_deadline()
            assert following is None or following > self.now, "something stays due for ever"
        self.now = end

    def idle(self) -> bool:
        """Whether nothing is left of any call."""
        usage = (*self._usage(self.gates.usage), *self._usage(self.gates.endpoints))
        return not len(self.book) and not self.book.dialogs and not any(usage) and not self.lines

    def _usage(self, usage: Any) -> list[int]:
        return [usage.calls(name) for name in ("in", "one", "two", "three", "1001", "2002")]

    def _tick(self) -> None:
        sends = self.transactions.on_timer(self.now)
        resends, lost = self.clients.on_timer(self.now)
        fx = Effects(self.now)
        for each in lost:
            self.calls.lost(each, 408, fx)
        self.calls.on_timer(fx)
        for send in (*sends, *resends):
            self._out(send.data, send.destination)
        self.apply(fx)

    def _request(self, data: bytes, source: Source) -> Request:
        request = Request.parse(data)
        stamp(request, source.ip, source.port)
        return request

    def _response(self, response: Response, source: Source) -> None:
        found = self.clients.receive(response, source, self.now)
        fx = Effects(self.now)
        if isinstance(found, Send):
            self._out(found.data, found.destination)
        elif found is Unused.UNMATCHED:
            self.calls.repeated(response, fx)
        elif not isinstance(found, Unused):
            self.calls.answered(found, source, fx)
        self.apply(fx)

    def _answer(self, request: Request, status: int, received: New) -> None:
        data = build_reply(request, status, stateless_tag(request, KEY))
        assert self.transactions.respond(received.transaction, status, data, self.now)
        self._out(data, received.transaction.destination)

    def _again(self, received: Resend | Outcome) -> None:
        if isinstance(received, Resend):
            self._out(received.data, received.destination)

    def _out(self, data: bytes, destination: Source) -> None:
        party = self._parties.get(destination[:2])
        if party is not None:
            party.hear(data)
