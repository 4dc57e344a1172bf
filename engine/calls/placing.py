"""INVITEs to the callee's side: the first one, and the one that does what a 422 asks for."""

from typing import Final, NamedTuple

from msgspec.structs import replace

from engine.calls.call import Call, Outbound, Place
from engine.calls.caller import shown_to
from engine.calls.effects import Effects
from engine.calls.messages import invite as write
from engine.calls.messages import passed
from engine.calls.negotiation import demanded, offer
from engine.calls.provisionals import RELIABLE, SUPPORTED, wish
from engine.calls.tools import Tools
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response

DEFAULT_HOPS: Final = 70


class Trying(NamedTuple):
    """Owner of an INVITE of ours."""

    call: Call
    outbound: Outbound


class Placing:
    """Sends INVITEs.

    Args:
        tools: See there.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def invite(
        self, call: Call, outbound: Outbound, place: Place, request: Request, fx: Effects
    ) -> None:
        """Send the INVITE to ``place``, or the one that answers its 422.

        Raises:
            PeerError: there is no room to wait for the answer.
        """
        tools, branch = self._tools, self._tools.names.branch()
        data = self._written(call, outbound, place, branch, request)
        stream = self._stream(place, len(data), fx.now)
        if stream is not None:
            outbound.datagrams = place.destination
            place = outbound.place = replace(place, destination=stream)
            data = self._written(call, outbound, place, branch, request)
        owner = Trying(call, outbound)
        outbound.transaction = tools.clients.start(
            data, "INVITE", branch, place.destination, fx.now, owner
        )
        outbound.invite, outbound.asked_times = data, outbound.asked_times + 1
        outbound.state, outbound.began_at = "trying", fx.now
        outbound.session.said(passed(request), outbound.offered)
        fx.sends.append((data, place.destination))

    def datagram(self, owner: Trying, fx: Effects) -> bool:
        """Send an INVITE that got no connection as a datagram after all; whether that is so."""
        call, outbound = owner
        request, place, oversize = call.inbound.request, outbound.place, self._tools.oversize
        if outbound.datagrams is None or request is None or place is None or oversize is None:
            return False
        if outbound.state != "trying" or outbound.cancelled:
            return False
        oversize.refused(outbound.datagrams, fx.now)
        outbound.place = replace(place, destination=outbound.datagrams)
        outbound.heard, outbound.datagrams = outbound.datagrams, None
        try:
            self.invite(call, outbound, outbound.place, request, fx)
        except PeerError:
            return False
        return True

    def _stream(self, place: Place, size: int, now: float) -> Source | None:
        oversize = self._tools.oversize
        if oversize is None or place.fixed:
            return None
        return oversize.way(place.destination, size, now)

    def _written(
        self, call: Call, outbound: Outbound, place: Place, branch: str, request: Request
    ) -> bytes:
        policy = self._tools.gates.policy
        local = self._tools.local(place.destination)
        sender, identity = shown_to(place, call.who, local.rpartition(":")[0])
        supported = self._supported(call, outbound, place, request)
        extra = [*identity, ("Supported", supported), *offer(policy, outbound.least)]
        extra += passed(request)
        return write(
            place,
            local,
            branch,
            outbound.call_id,
            outbound.tag,
            outbound.asked_times + 1,
            (request.max_forwards or DEFAULT_HOPS) - 1,
            sender,
            extra,
            outbound.offered,
        )

    def again(self, owner: Trying, response: Response, fx: Effects) -> bool:
        """Ask once more with the session interval that a 422 demands; whether that was possible."""
        call, outbound = owner
        request, place, least = call.inbound.request, outbound.place, demanded(response)
        idle = outbound.cancelled or outbound.least or outbound.state == "over"
        if idle or not least or request is None or place is None:
            return False
        outbound.least = outbound.session.least = least
        try:
            self.invite(call, outbound, place, request, fx)
        except PeerError:
            return False
        outbound.proved = False  # the new one may be challenged anew
        self._tools.book.wake(call, fx.now + self._tools.gates.policy.invite_timeout_s)
        return True

    def _supported(self, call: Call, outbound: Outbound, place: Place, request: Request) -> str:
        """The extensions that the INVITE to ``place`` offers.

        Where it offers no session, a callee may offer one in a reliable answer. Only a caller who
        gets that reliably can answer it, and only while no other callee can do the same. A PRACK
        does not wait for the media relay.
        """
        policy = self._tools.gates.policy
        alone = place.gateway and (policy.stop_after_sdp or not call.groups)
        direct = bool(alone) and outbound.media is None
        usable = bool(request.body) or (direct and wish(request, policy).reliably)
        return f"timer, {RELIABLE}" if usable and policy.reliable >= SUPPORTED else "timer"
