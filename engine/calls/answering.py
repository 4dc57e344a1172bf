"""The answer that counts, on its way to the caller.

Whether the callee is acknowledged at once depends on who made the offer: an answer that holds one
waits for the caller's ACK, which brings the answer to it (RFC 3261 section 13.2.1).
"""

from engine.calls.call import Call, Outbound
from engine.calls.effects import Effects
from engine.calls.messages import ALLOW, contact, passed
from engine.calls.pracks import changed, description, settled
from engine.calls.provisionals import Provisionals
from engine.calls.sessions import Sessions
from engine.calls.tools import Tools
from engine.sip.response import Response


class Answering:
    """Hands answers to callers.

    Args:
        tools: See there.
        sessions: Keeps the session timers.
        provisionals: Hears that no provisional answer follows.
    """

    def __init__(self, tools: Tools, sessions: Sessions, provisionals: Provisionals) -> None:
        self._tools = tools
        self._sessions = sessions
        self._provisionals = provisionals

    def connect(self, call: Call, outbound: Outbound, response: Response, fx: Effects) -> None:
        """Hand the answer to the caller, and acknowledge it unless the caller's ACK is needed."""
        inbound, request = call.inbound, call.inbound.request
        offered = request is not None and bool(request.body)
        said, body = passed(response), response.onward
        news = not changed(outbound, response)
        if not news:
            said, body = [], b""
        elif offered:
            said, body = description(outbound, response)
        agreed: list[tuple[str, str]] = []
        if request is not None:
            agreed = self._sessions.answered_peer(call, inbound, request, fx)
            inbound.session.learn(request)
        self._sessions.answered_us(call, outbound, response, fx)
        if news:
            inbound.session.heard(b"" if request is None else request.body)
            outbound.session.heard(response.body)
        told = inbound.early.told
        inbound.session.said(said, body)
        inbound.session.restate = offered and bool(told) and bool(body) and body != told
        headers = (*self.own_headers(call), ("Allow", ALLOW), *agreed, *said)
        inbound.told = (headers, body)
        self._tools.answer(call, fx, 200, headers, body)
        self._provisionals.connected(call, fx)
        if request is not None and inbound.transaction is not None:
            self._tools.await_ack(call, inbound, request, inbound.transaction, fx.now)
        if offered or settled(outbound, response):
            self._tools.send(outbound, "ACK", fx)
        else:
            outbound.ack_due = True

    def own_headers(self, call: Call) -> list[tuple[str, str]]:
        """Contact, and the Record-Route that makes the route set of the caller."""
        inbound, request = call.inbound, call.inbound.request
        lines = [] if request is None else request.lines("record-route")
        local = self._tools.local(inbound.heard)
        own = [("Contact", contact(local, inbound.heard.transport, secure=inbound.secure))]
        return [("Record-Route", line) for line in lines] + own
