"""One party of a call: writes requests and answers byte by byte, and notes what it hears."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response
from tests.helpers.wire import Value, message

if TYPE_CHECKING:
    from engine.calls.call import Place
    from tests.engine.calls.stage import Stage

OFFER = b"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 0\r\n"
ANSWER = b"v=0\r\no=- 2 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 5000 RTP/AVP 8\r\n"
SDP = "application/sdp"

_branches = itertools.count(1)


class Party:
    """A phone or a carrier.

    Attributes:
        source: Its address.
        heard: Everything that came and was not taken by :meth:`take` yet.
        raw: All bytes that ever came.
        invite: The last INVITE it got.
        peer: What it calls the other side, in From or To; with a tag once it knows one.
        target: Where requests within its call go.
    """

    def __init__(
        self, stage: Stage, source: Source, user: str, *, tag: str = "", contact: str = ""
    ) -> None:
        self.stage = stage
        self.source = source
        self.user = user
        self.tag = tag or f"of-{source.ip}"
        self.contact_uri = contact or f"sip:{user}@{source.ip}:{source.port}"
        self.own = f"<sip:{user}@{source.ip}>;tag={self.tag}"
        self.peer = "<sip:2002@switch.example>"
        self.target = "sip:2002@switch.example"
        self.call_id = f"call-of-{source.ip}"
        self.cseq = 0
        self.heard: list[Request | Response] = []
        self.raw: list[bytes] = []
        self.invite: Request | None = None
        self._asked: tuple[str, int] = ("", 0)

    def hear(self, data: bytes) -> None:
        """Take a message of the switch."""
        self.raw.append(data)
        if data.startswith(b"SIP/2.0"):
            response = Response.parse(data)
            self.heard.append(response)
            if response.to.tag and response.cseq.method == "INVITE":
                self._learn(response, response.required("to"))
            return
        request = Request.parse(data)
        self.heard.append(request)
        if request.method == "INVITE":
            self.invite = request
            self.call_id = request.call_id
            self._learn(request, request.required("from"))
            if not request.to.tag:
                self.own = f"{request.required('to')};tag={self.tag}"

    def _learn(self, found: Request | Response, peer: str) -> None:
        self.peer = peer
        if found.contacts:
            self.target = str(found.contacts[0].uri)

    def take(self) -> list[str]:
        """What came since the last time: methods, and statuses as "200 INVITE"."""
        heard, self.heard = self.heard, []
        return [
            one.method if isinstance(one, Request) else f"{one.status} {one.cseq.method}"
            for one in heard
        ]

    def last(self, what: str) -> Any:
        """The latest message of this kind, named as :meth:`take` does."""
        for one in reversed(self.heard):
            name = one.method if isinstance(one, Request) else f"{one.status} {one.cseq.method}"
            if name == what:
                return one
        raise AssertionError(f"no {what} came")

    def call(
        self, *ways: Iterable[Place], body: bytes = OFFER, headers: Any = None, **of: Any
    ) -> str:
        """Send the first INVITE of a call, which the switch is to send to ``ways``."""
        data = self.write("INVITE", body, headers)
        return self.stage.begin(data, self.source, ways, **of)

    def send(self, method: str, body: bytes = b"", headers: Any = None, **how: Any) -> None:
        """Send a request within the call, or the first one again."""
        self.stage.receive(self.write(method, body, headers, **how), self.source)

    def ack(self, body: bytes = b"") -> None:
        """Acknowledge the answer to the latest INVITE."""
        self.send("ACK", body, number=self._asked[1])

    def refused(self) -> None:
        """Acknowledge a refusal, which belongs to the transaction of its INVITE."""
        self.send("ACK", branch=self._asked[0], number=self._asked[1])

    def cancel(self, headers: Any = None) -> None:
        """Give the latest INVITE up."""
        branch, number = self._asked
        to, self.peer = self.peer, self.peer.partition(";tag=")[0]
        self.send("CANCEL", headers=headers, branch=branch, number=number)
        self.peer = to

    def write(
        self,
        method: str,
        body: bytes = b"",
        headers: dict[str, Value] | None = None,
        *,
        branch: str = "",
        number: int = 0,
    ) -> bytes:
        """The bytes of a request."""
        if not number:
            self.cseq += 1
        branch = branch or f"z9hG4bKtheirs{next(_branches)}"
        if method == "INVITE":
            self._asked = branch, number or self.cseq
        where = f"{self.source.ip}:{self.source.port}"
        fields: dict[str, Value] = {
            "Via": f"SIP/2.0/UDP {where};branch={branch};rport",
            "Max-Forwards": "70",
            "From": self.own,
            "To": self.peer,
            "Call-ID": self.call_id,
            "CSeq": f"{number or self.cseq} {method}",
            "Contact": f"<{self.contact_uri}>",
            "User-Agent": f"device of {self.user}",
            "X-Secret": self.source.ip,
            "Content-Type": SDP if body else None,
        }
        return message(f"{method} {self.target} SIP/2.0", {**fields, **(headers or {})}, body)

    def answer(
        self,
        status: int,
        body: bytes = b"",
        headers: dict[str, Value] | None = None,
        *,
        to: Request | None = None,
        tag: str = "",
    ) -> None:
        """Answer the last INVITE, or another request."""
        request = to or self.invite
        assert request is not None
        own = request.required("to")
        if not request.to.tag and status > 100:
            own = f"{own};tag={tag or self.tag}"
        fields: dict[str, Value] = {
            "Via": request.lines("via"),
            "From": request.required("from"),
            "To": own,
            "Call-ID": request.call_id,
            "CSeq": request.required("cseq"),
            "Contact": f"<{self.contact_uri}>",
            "Server": f"device of {self.user}",
            "X-Secret": self.source.ip,
            "Content-Type": SDP if body else None,
        }
        data = message(f"SIP/2.0 {status} Said", {**fields, **(headers or {})}, body)
        self.stage.receive(data, self.source)

    def agree(self, method: str = "BYE") -> None:
        """Say 200 to the latest request of this kind."""
        self.answer(200, to=self.last(method))
