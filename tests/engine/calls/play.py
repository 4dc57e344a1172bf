"""The play that most scripts of calls begin with: a caller, two callees, a stage."""

from __future__ import annotations

from engine.calls.events import Cause, Side
from engine.control.gateways import GatewayConfig
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.stage import Stage, place

ONE = GatewayConfig("one", "routing", ("192.0.2.1",))
TWO = GatewayConfig("two", "routing", ("192.0.2.2",))
IN = GatewayConfig("in", "mapping", ("198.51.100.7",))


class Play:
    """A caller, two callees and a stage."""

    def __init__(self, *gateways: GatewayConfig) -> None:
        self.stage = Stage(*(gateways or (ONE, TWO, IN)))
        self.caller = self.stage.party("198.51.100.7", 5062, "1001")
        self.one = self.stage.party("192.0.2.1")
        self.two = self.stage.party("192.0.2.2")

    def call(self, body: bytes = OFFER, **of: str) -> str:
        """A call to gateway "one", and if that fails to "two"."""
        ways = [place(self.one, "one")], [place(self.two, "two")]
        return self.caller.call(*ways, body=body, **of)

    def ring_both(self) -> str:
        """A call to an endpoint with two phones."""
        ways = [place(self.one), place(self.two)]
        return self.caller.call(ways, account="1001", called="2002")

    def talk(self) -> str:
        """A call that was answered and acknowledged."""
        call_id = self.call(gateway="in")
        self.one.answer(200, ANSWER)
        self.caller.ack()
        self.forget()
        return call_id

    def forget(self) -> None:
        """What was heard so far is not what the test is about."""
        for party in (self.caller, self.one, self.two):
            party.take()

    def end(self) -> tuple[int, Cause, Side]:
        """How the one call ended, of which nothing may be left."""
        (ended,) = self.stage.ended
        assert self.stage.idle()
        return ended.status, ended.cause, ended.by
