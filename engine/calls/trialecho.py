"""The callee of a test call: rings, answers if the call is to stay up, and agrees to its end.

It takes the one call whose number it was made for, over a socket that hears the switch alone. What
it answered it answers again when the request comes again (RFC 3261 section 17.2); a final answer
to the INVITE is repeated until its ACK comes (section 13.3.1.4).
"""

from collections.abc import Sequence
from typing import Final

from engine.calls.messages import ALLOW, contact, host_port
from engine.calls.tools import Names
from engine.registrar.extension import extension_of
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.sip.wire import parse_message

RESEND_S: Final = 0.5
MAX_RESENDS: Final = 20
"""Ten seconds; the switch gives the call up by itself after that."""

MAX_ANSWERS: Final = 16
"""Answers kept to be repeated; one call has four."""

_Key = tuple[str, str]


class EchoPhone:
    """Takes one call.

    Attributes:
        offer: The session description that came with the INVITE, empty before.
        over: Whether the call has ended here.
    """

    def __init__(
        self, local: Source, number: str, body: bytes, names: Names, *, answers: bool
    ) -> None:
        self.offer = b""
        self.over = False
        self._local, self._number, self._body = local, number, body
        self._answers = answers
        self._tag = names.tag()
        self._said: dict[_Key, list[bytes]] = {}
        self._invite: Request | None = None
        self._waiting = b""
        self._resend_at = 0.0
        self._resends = 0

    def receive(self, data: bytes, now: float) -> list[bytes]:
        """Take a datagram of the switch; what cannot be read says nothing."""
        try:
            request = parse_message(data)
            if not isinstance(request, Request):
                return []
            if request.method == "ACK":
                self._waiting = b""
                return []
            return self._asked(request, now)
        except PeerError:
            return []

    def tick(self, now: float) -> list[bytes]:
        """The final answer again, if its ACK has not come yet."""
        if not self._waiting or now < self._resend_at or self._resends >= MAX_RESENDS:
            return []
        self._resends += 1
        self._resend_at = now + RESEND_S
        return [self._waiting]

    def _asked(self, request: Request, now: float) -> list[bytes]:
        key = (request.via.branch, request.method)
        again = self._said.get(key)
        if again is not None:
            return again
        said = self._answer(request, now)
        if len(self._said) < MAX_ANSWERS:
            self._said.setdefault(key, said[-1:])
        return said

    def _answer(self, request: Request, now: float) -> list[bytes]:
        if request.method == "INVITE" and not request.to.tag:
            return self._called(request, now)
        if self._invite is None or request.call_id != self._invite.call_id:
            return [build_reply(request, 481, self._tag)]
        if request.method == "CANCEL":
            return self._cancelled(request, now)
        if request.method == "BYE":
            self.over = True
        return [build_reply(request, 200, self._tag)]

    def _called(self, request: Request, now: float) -> list[bytes]:
        if extension_of(request.uri) != self._number:
            return [build_reply(request, 404, self._tag)]
        if self._invite is not None:
            return [build_reply(request, 486, self._tag)]
        self._invite, self.offer = request, request.body
        said = [build_reply(request, 180, self._tag, [self._contact()])]
        if self._answers:
            headers = [self._contact(), ("Allow", ALLOW), ("Content-Type", "application/sdp")]
            said.append(self._final(request, 200, now, headers, self._body))
        return said

    def _cancelled(self, request: Request, now: float) -> list[bytes]:
        """A CANCEL; it comes too late when the call was answered (RFC 3261 section 9.2)."""
        said = [build_reply(request, 200, self._tag)]
        if self._invite is not None and not self._answers and not self.over:
            self.over = True
            said.insert(0, self._final(self._invite, 487, now))
        return said

    def _final(
        self,
        invite: Request,
        status: int,
        now: float,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> bytes:
        self._waiting = build_reply(invite, status, self._tag, headers, body=body)
        self._said[invite.via.branch, "INVITE"] = [self._waiting]
        self._resend_at = now + RESEND_S
        return self._waiting

    def _contact(self) -> tuple[str, str]:
        return "Contact", contact(host_port(self._local), "UDP")
