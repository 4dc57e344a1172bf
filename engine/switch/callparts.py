"""The call machine, put together for the switch."""

import random
from collections.abc import Iterable, Mapping, Sequence

from engine.calls.book import CallBook
from engine.calls.call import Call, Leg
from engine.calls.calls import Calls
from engine.calls.gateways import CallGates
from engine.calls.oversize import Oversize
from engine.calls.relay.desk import RelayDesk
from engine.calls.tools import PATIENCE, Names, Tools
from engine.carriers.errands import Means
from engine.identifiers import branch, call_id, tag
from engine.logs import get_logger
from engine.registrar import Registrar
from engine.stack import Transactions
from engine.stack.client_transactions import ClientTransactions
from engine.switch.callhost import CallHost
from engine.switch.carrierhost import CarrierHost, resolver
from engine.switch.events import EventHub
from engine.switch.gateways import Gateways
from engine.switch.reach import Reach
from engine.switch.rebound import Rebound
from engine.switch.recorder import Recorder
from engine.switch.resolver import Resolver, names_of
from engine.switch.tls_trust import TlsTrust

_log = get_logger(__name__)


def make_host(
    registrar: Registrar,
    transactions: Transactions,
    recorder: Recorder,
    reach: Reach,
    hub: EventHub,
) -> CallHost:
    """A call machine with no calls and no gateways."""
    gates = CallGates(random.random)
    clients = ClientTransactions()
    names = Names(tag, branch, call_id)
    media = RelayDesk(gates.relay_mode)
    oversize = Oversize(reach.open)
    flows = Rebound(registrar.locations, reach)
    tools = Tools(
        transactions, clients, CallBook(), gates, names, reach.local, media, oversize, flows
    )
    means = Means(
        clients,
        names,
        reach.local,
        reach.open,
        resolver(lambda: gates.resolved),
        random.random,
    )
    carriers = CarrierHost(means, gates.health)
    recorder.gateway_of, recorder.guard_of = gates.gateway_of, gates.guard_of
    recorder.denied = gates.denied
    return CallHost(Calls(tools), clients, gates, registrar, recorder, reach, hub, carriers)


def resume(
    host: CallHost, reach: Reach, calls: Iterable[Call], seen_at: float | None = None
) -> int:
    """Go on with calls that were answered before a restart; how many there are.

    ``seen_at`` is when the run before was last alive.

    Numbers of sockets and connections are those of the process that is gone; see
    :meth:`Reach.again`.
    """
    count = 0
    for call in calls:
        for leg in (call.inbound, call.winner):
            if leg is not None:
                leg.heard = reach.again(leg.heard, leg.fixed)
        if call.inbound.unacknowledged is not None:
            call.inbound.unacknowledged.destination = call.inbound.heard
        host.calls.resume(call, seen_at)
        for traced in filter(None, (call.inbound, call.winner)):
            host.trace.joined(call, traced, 0.0)
        outgoing = "" if call.latest is None else call.latest.gateway
        host.numbers.goes_on(call.setup.caller, call.caller_gateway)
        host.gates.restore(call.account, call.caller_gateway, call.called, outgoing)
        count += 1
    return count


def part(host: CallHost, reach: Reach, leaving: Mapping[str, Sequence[Leg]]) -> None:
    """Tell legs that the run before may not have told, or that have not answered it."""
    for over, legs in leaving.items():
        for leg in legs:
            leg.heard = reach.again(leg.heard, leg.fixed)
        host.calls.goodbyes.resume(over, legs)


def ended_legs(call: Call, now: float) -> list[Leg]:
    """Who has to hear of the end of a call whose record is written, and perhaps no more than that.

    The one who hung up is among them, for that is not known any more; he answers 481.
    """
    legs: list[Leg] = [leg for leg in (call.inbound, call.winner) if leg is not None]
    for leg in legs:
        leg.give_up_at = now + PATIENCE
    return legs


class GatewayFeed:
    """Tells the call machine what is configured, and what names stand for.

    Args:
        gateways: As they are configured.
        gates: As calls meet them.
        carriers: Registers with them and asks whether they are there.
        trust: What is asked of those over TLS.
    """

    def __init__(
        self, gateways: Gateways, gates: CallGates, carriers: CarrierHost, trust: TlsTrust
    ) -> None:
        self._gateways = gateways
        self._trust = trust
        self._gates = gates
        self._carriers = carriers
        self.resolver = Resolver(self._reload)
        gateways.changed.append(self._changed)
        self._changed([])

    def _changed(self, _: list[str]) -> None:
        self._carriers.obey(self._gateways)
        try:
            self.resolver.want(names_of(self._gateways))
        except ValueError as error:
            self._unusable(error)
        else:
            self._reload()

    def _reload(self) -> None:
        try:
            self._gates.reload(self._gateways, self.resolver.found)
            self._trust.obey(self._gateways, self.resolver.found)
        except ValueError as error:
            self._unusable(error)

    def _unusable(self, error: ValueError) -> None:
        """What was in force stays in force: a mistake in one gateway must not stop the others."""
        _log.error("the gateways cannot be used as they are configured", reason=str(error))
