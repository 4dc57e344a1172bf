"""The sockets to the media relays: orders out, answers back, and whether anybody is there.

Each daemon has a connected UDP socket. An order goes out with a cookie that no other one ever had,
and again every :data:`AGAIN` seconds until its answer comes; after
:data:`engine.calls.relay.desk.LIMIT` seconds whoever waits for it goes on without. A daemon that
let an order or a ping pass without an answer is gone: no call asks it for anything, and an alarm
says so, until it answers a ping again. So calls wait at most once for a relay that has died.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from typing import Final

from engine.calls.relay import ng
from engine.calls.relay.desk import LIMIT, RelayDesk
from engine.calls.relay.ng import NgReply
from engine.calls.relay.order import RelayOrder
from engine.calls.relay.session import Crossing
from engine.config import Address
from engine.control.alarms import AlarmSet
from engine.logs import get_logger, safe
from engine.switch.counters import Counters
from engine.tasks import TaskGroupOwner

AGAIN: Final = 0.15
"""Seconds after which an order is sent again."""

PING_EVERY: Final = 1.0
"""Seconds between two pings of each daemon: so long a death goes unnoticed when nobody calls."""

MAX_PENDING: Final = 4_096
"""Orders that wait for an answer; what is more is answered at once with nothing."""

GONE: Final = "relay.gone"

Answered = Callable[[Crossing, NgReply | None], None]

_log = get_logger(__name__)


class _Asked:
    """An order on its way."""

    __slots__ = ("data", "node", "order", "timer", "until")

    def __init__(self, order: RelayOrder, node: "RelayNode", data: bytes, until: float) -> None:
        self.order = order
        self.node = node
        self.data = data
        self.until = until
        self.timer: asyncio.TimerHandle | None = None


class RelayNode(asyncio.DatagramProtocol):
    """One daemon and the socket to it.

    Attributes:
        name: Its address as text.
        alive: Whether it answered lately.
        gone: Whether it was found not to answer; before its first ping it is neither.
    """

    def __init__(self, address: Address, owner: "Relays") -> None:
        self.name = str(address)
        self.address = address
        self.alive = self.gone = False
        self._owner = owner
        self._transport: asyncio.DatagramTransport | None = None

    async def open(self) -> None:
        """Make the socket.

        Raises:
            OSError: the system refuses.
        """
        loop = asyncio.get_running_loop()
        remote = self.address.host, self.address.port
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, remote_addr=remote)

    def send(self, data: bytes) -> None:
        """Send a datagram, if there is a socket."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(data)

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002 - connected
        """An answer, perhaps."""
        self._owner.heard(self, data)

    def error_received(self, exc: Exception) -> None:  # noqa: ARG002 - it says what silence says
        """Nobody listens there."""
        self._owner.lost(self)


class Relays:
    """All media relays of the switch.

    Args:
        addresses: Of the daemons, in the order in which they are preferred; none is fine.
        desk: Told which of them are alive.
        answered: Hears the answer to an order, None when there is none.
        alarms: Where it is said that one is gone.
        counters: Where orders are counted.
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        desk: RelayDesk,
        answered: Answered,
        alarms: AlarmSet,
        counters: Counters,
    ) -> None:
        self._nodes = {str(address): RelayNode(address, self) for address in addresses}
        self._desk = desk
        self._answered = answered
        self._alarms = alarms
        self._counters = counters
        self._prefix = secrets.token_hex(8).encode()
        self._number = 0
        self._pending: dict[bytes, _Asked] = {}
        self._tasks = TaskGroupOwner(self._failed)

    def __len__(self) -> int:
        return len(self._pending)

    async def start(self) -> None:
        """Connect, and find out who is there."""
        for node in self._nodes.values():
            try:
                await node.open()
            except OSError as error:
                _log.error("no socket to a media relay", relay=node.name, reason=str(error))
        if self._nodes:
            self._tasks.spawn("media relays", self._watch())

    async def close(self) -> None:
        """Stop; what waits is not answered any more."""
        await self._tasks.close()
        for asked in self._pending.values():
            if asked.timer is not None:
                asked.timer.cancel()
        self._pending.clear()
        for node in self._nodes.values():
            node.close()

    def put(self, order: RelayOrder) -> None:
        """Carry out an order; if it has an owner, that hears of it exactly once, and later."""
        node = self._nodes.get(order.node)
        self._counters.relay_orders += 1
        if node is None or len(self._pending) >= MAX_PENDING:
            asyncio.get_running_loop().call_soon(self._tell, order, None)
            return
        self._number += 1
        cookie = b"%b-%d" % (self._prefix, self._number)
        until = asyncio.get_running_loop().time() + LIMIT
        self._pending[cookie] = asked = _Asked(
            order, node, b"%b %b" % (cookie, order.command), until
        )
        self._send(cookie, asked)

    def heard(self, node: RelayNode, data: bytes) -> None:
        """A datagram of a daemon; what nobody waits for is dropped."""
        try:
            cookie, reply = ng.read(data)
        except ValueError as error:
            _log.warning("a media relay is not understood", relay=node.name, reason=str(error))
            return
        asked = self._pending.get(cookie)
        if asked is None or asked.node is not node:
            return
        self._forget(cookie, asked)
        self._set_alive(node, alive=True)
        if not reply.ok:
            _log.warning("a media relay refuses", relay=node.name, reason=safe(reply.reason))
        self._tell(asked.order, reply)

    def lost(self, node: RelayNode) -> None:
        """A daemon is gone: whoever waits for it goes on."""
        self._set_alive(node, alive=False)
        for cookie, asked in list(self._pending.items()):
            if asked.node is node:
                self._forget(cookie, asked)
                self._tell(asked.order, None)

    def _send(self, cookie: bytes, asked: _Asked) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        if now >= asked.until:
            self.lost(asked.node)
            return
        asked.node.send(asked.data)
        due = min(now + AGAIN, asked.until)
        asked.timer = loop.call_at(due, self._send, cookie, asked)

    def _forget(self, cookie: bytes, asked: _Asked) -> None:
        self._pending.pop(cookie, None)
        if asked.timer is not None:
            asked.timer.cancel()

    def _tell(self, order: RelayOrder, reply: NgReply | None) -> None:
        if reply is None or not reply.ok:
            self._counters.relay_failed += order.owner is not None
        if order.owner is None:
            return
        try:
            self._answered(order.owner, reply)
        except Exception:  # noqa: BLE001 - the boundary: one answer, one fault
            self._counters.internal_errors += 1
            _log.exception("the answer of a media relay could not be handled")

    def _set_alive(self, node: RelayNode, *, alive: bool) -> None:
        """Note who is there, for calls and for people."""
        if alive != node.alive or alive == node.gone:
            node.alive, node.gone = alive, not alive
            self._desk.alive = tuple(name for name, each in self._nodes.items() if each.alive)
            self._report()
            if alive:
                _log.info("a media relay answers", relay=node.name)
            else:
                _log.error("a media relay does not answer", relay=node.name)

    def _report(self) -> None:
        """An alarm for each daemon that was found to be gone; critical when none is left."""
        for node in self._nodes.values():
            if not node.gone:
                self._alarms.clear(GONE, node.name)
            elif self._desk.alive:
                text = (
                    "Calls use the others. Start rtpengine there, or take it out of the settings."
                )
                self._alarms.put(GONE, "warning", _words(node.name, text), node.name)
            else:
                text = (
                    "Calls go on without it: parties behind a NAT, or of another address family, "
                    "may not hear each other. Start rtpengine, or correct its address."
                )
                self._alarms.put(GONE, "critical", _words(node.name, text), node.name)

    async def _watch(self) -> None:
        while True:
            for node in self._nodes.values():
                self.put(RelayOrder(node.name, ng.PING))
            await asyncio.sleep(PING_EVERY)

    def _failed(self, name: str, error: BaseException) -> None:
        _log.error("a task ended", task=name, exc_info=error)


def _words(name: str, what: str) -> str:
    return f"The media relay at {name} does not answer. {what}"
