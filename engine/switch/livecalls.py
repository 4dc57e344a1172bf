"""The running calls as operators see them: :class:`engine.switch.calldesk.CallDesk` made real."""

from heapq import nsmallest

from engine.calls.call import Call
from engine.control.gateways import (
    CallInfo,
    CallState,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
)
from engine.registrar import Registrar
from engine.switch.analysis import analyse
from engine.switch.callhost import CallHost
from engine.switch.driver import Driver


class LiveCalls:
    """Reads calls from memory and ends them.

    Args:
        host: Runs them.
        driver: Carries out what ending one takes.
    """

    def __init__(self, host: CallHost, driver: Driver) -> None:
        self._host = host
        self._driver = driver

    def gateways_live(self) -> list[GatewayLive]:
        """What is known of every configured gateway."""
        batch = self._driver.begin()
        found = self._host.gates.live(batch.now, batch.wall_offset)
        return self._host.carriers.live(found, batch.now, batch.wall_offset)

    def resolved(self) -> dict[str, list[str]]:
        """What the host names of gateways stand for now."""
        return {name: list(found) for name, found in self._host.gates.resolved.items()}

    def calls(
        self, after: str, limit: int, q: str, gateway: str, state: CallState | None
    ) -> list[CallInfo]:
        """Running calls sorted by id; see the protocol."""
        offset, wanted = self._driver.begin().wall_offset, q.lower()
        fitting = (
            call
            for call in self._host.calls.book
            if call.id > after and _fits(call, wanted, gateway, state)
        )
        return [info(call, offset) for call in nsmallest(limit, fitting, key=lambda call: call.id)]

    def call(self, call_id: str) -> CallInfo | None:
        """The running call of that id, None when there is none."""
        call = self._host.calls.book.get(call_id)
        return None if call is None else info(call, self._driver.begin().wall_offset)

    def hang_up(self, call_id: str, by: str) -> bool:
        """End a call on both sides; False when it is gone. Who did it is in the audit."""
        del by
        batch = self._driver.begin()
        found = self._host.hang_up(call_id, batch)
        self._driver.finish(batch)
        return found

    def analyse(
        self, caller: str, callee: str, source: GatewayConfig | None, registrar: Registrar
    ) -> RouteAnalysis:
        """Where a call would go now; see the protocol."""
        now = self._driver.begin().now
        return analyse(self._host.gates, registrar, caller, callee, source, now)


def info(call: Call, wall_offset: float) -> CallInfo:
    """``call`` for the control socket."""
    setup, latest, answered_at = call.setup, call.latest, call.answered_at
    return CallInfo(
        call.id,
        setup.caller,
        setup.callee,
        setup.source_ip,
        "" if latest is None else latest.destination.ip,
        call.caller_gateway,
        "" if latest is None else latest.gateway,
        call.account,
        call.seen_as,
        setup.at + wall_offset,
        None if answered_at is None else answered_at + wall_offset,
        call.codec,
        setup.call_id,
        any(each.media is not None and each.media.relayed for each in call.outbounds),
    )


def _fits(call: Call, wanted: str, gateway: str, state: CallState | None) -> bool:
    latest = call.latest
    outgoing, address = ("", "") if latest is None else (latest.gateway, latest.destination.ip)
    if gateway and gateway not in (call.caller_gateway, outgoing):
        return False
    if state is not None and call.seen_as != state:
        return False
    if not wanted:
        return True
    setup = call.setup
    texts = [setup.caller, setup.callee, setup.source_ip, address, call.account]
    texts += [call.caller_gateway, outgoing, setup.call_id]
    return any(wanted in text.lower() for text in texts)
