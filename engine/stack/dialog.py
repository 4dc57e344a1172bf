"""One dialog: what two user agents know of each other while a call lasts (RFC 3261 §12).

It is made of the INVITE and its answer, by the side that was asked (`as_uas`) or the one that asked
(`as_uac`), and then says what the requests inside it look like and which of the other side's belong
to it. It is plain values, so `dump` and `load` carry a running call over a restart.

Where its requests go is decided in `engine.stack.routes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec

from engine.sip.build import MAX_FORWARDS, build_request
from engine.sip.errors import LocalError, PeerError
from engine.sip.limits import MAX_CSEQ
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.uri import Uri
from engine.stack.routes import (
    callable_uri,
    check_routes,
    first_hop,
    recorded_routes,
    target_of,
    way,
)

DialogKey = tuple[str, str, str]
"""Call-ID, our tag, their tag (RFC 3261 §12)."""

_ENCODINGS: Final = ("utf-8", "latin-1")
_Number = Annotated[int, msgspec.Meta(ge=0, le=MAX_CSEQ)]


class Dialog(msgspec.Struct, eq=False, array_like=True, kw_only=True):
    """One dialog as one of its two sides sees it.

    A restart reads the fields by position: new ones come last and have a default.

    Attributes:
        call_id: the Call-ID.
        local_tag: our tag.
        remote_tag: their tag; empty for an element of RFC 2543.
        local_uri: what From says in our requests, its tag included.
        remote_uri: what To says in our requests, its tag included.
        remote_target: URI of their Contact.
        route_set: Route values in the order of our requests.
        local_cseq: number of our last request, 0 before the first.
        remote_cseq: number of their last request, None before the first.
        invite_cseq: number of our last INVITE, which its ACK repeats; 0 when there was none.
        confirmed: whether a 2xx was sent or received; before that the dialog is early.
        secure: whether the request was for a sips URI.
        encoding: codec of the texts, see `engine.sip.head`.
    """

    call_id: str
    local_tag: str
    remote_tag: str
    local_uri: str
    remote_uri: str
    remote_target: str
    route_set: tuple[str, ...]
    local_cseq: _Number
    remote_cseq: _Number | None
    invite_cseq: _Number
    confirmed: bool
    secure: bool
    encoding: str

    @classmethod
    def as_uas(cls, invite: Request, to_tag: str) -> Dialog:
        """Make the early dialog of an INVITE that is being answered (RFC 3261 §12.1.1).

        Args:
            invite: outside of any dialog.
            to_tag: our tag, that of every answer above 100.

        Raises:
            PeerError: 400 without a Contact that can be called, or for routes that cannot be read;
                481 when To has a tag and so means a dialog that is there already.
        """
        if invite.to.tag:
            raise _no_such_dialog("To has a tag")
        target = target_of(invite)
        if target is None:
            raise PeerError(400, "Missing Contact", "an INVITE without a Contact")
        return cls(
            call_id=invite.call_id,
            local_tag=to_tag,
            remote_tag=invite.from_.tag,
            local_uri=f"{invite.required('to')};tag={to_tag}",
            remote_uri=invite.required("from"),
            remote_target=target,
            route_set=recorded_routes(invite),
            local_cseq=0,
            remote_cseq=invite.cseq.number,
            invite_cseq=0,
            confirmed=False,
            secure=invite.uri.scheme == "sips",
            encoding=invite.encoding,
        )

    @classmethod
    def as_uac(cls, invite: Request, response: Response) -> Dialog:
        """Make the dialog of an answer of 101 to 299 to an INVITE of ours (RFC 3261 §12.1.2).

        Our side is taken from the INVITE and not from what the answer repeats of it. An answer
        without Contact, as many a 180 is, leaves the target at the address that was called.

        Args:
            invite: as it was sent.
            response: its answer; every fork with its own To tag makes its own dialog.

        Raises:
            PeerError: it belongs to another INVITE, or cannot be read; drop it.
        """
        if (response.call_id, response.from_.tag) != (invite.call_id, invite.from_.tag):
            raise PeerError(400, "Bad Response", "Call-ID or From tag is not that of the request")
        local, number = invite.required("from"), invite.cseq.number
        return cls(
            call_id=invite.call_id,
            local_tag=invite.from_.tag,
            remote_tag=response.to.tag,
            local_uri=local,
            remote_uri=response.required("to"),
            remote_target=target_of(response) or callable_uri(invite.uri_text),
            route_set=recorded_routes(response)[::-1],
            local_cseq=number,
            remote_cseq=None,
            invite_cseq=number,
            confirmed=response.status >= 200,
            secure=invite.uri.scheme == "sips",
            encoding=response.encoding if local.isascii() else invite.encoding,
        )

    @property
    def key(self) -> DialogKey:
        """What names the dialog."""
        return self.call_id, self.local_tag, self.remote_tag

    @property
    def early(self) -> bool:
        """Whether no 2xx was sent or received yet."""
        return not self.confirmed

    def confirm(self, response: Response | None = None) -> None:
        """Take note that a 2xx was sent, or received as `response`.

        One that was received says the routes and the target anew (RFC 3261 §13.2.2.4), once.

        Raises:
            PeerError: they cannot be read; the dialog stays as it was.
        """
        if response is not None and not self.confirmed:
            routes, target = recorded_routes(response)[::-1], target_of(response)
            self.route_set = routes
            self.remote_target = target or self.remote_target
        self.confirmed = True

    def request(
        self,
        method: str,
        via: str,
        contact: str = "",
        headers: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> bytes:
        """Write a request inside the dialog (RFC 3261 §12.2.1.1), or the ACK of a 2xx (§13.2.2.4).

        Args:
            method: any but CANCEL, which repeats its INVITE (`engine.sip.build.build_cancel`).
            via: Via value with a new branch.
            contact: Contact value; for methods that refresh the target, and for the ACK.
            headers: further (name, value) pairs, a body's Content-Type among them.
            body: the body.

        Raises:
            LocalError: for an ACK without an INVITE, a CANCEL, or a header with a line break.
        """
        uri, routes = way(self.remote_target, self.route_set)
        lines = [
            ("Via", via),
            ("Max-Forwards", MAX_FORWARDS),
            *(("Route", route) for route in routes),
            ("From", self.local_uri),
            ("To", self.remote_uri),
            ("Call-ID", self.call_id),
            ("CSeq", f"{self._number(method)} {method}"),
        ]
        if contact:
            lines.append(("Contact", contact))
        return build_request(method, uri, [*lines, *headers], body, encoding=self.encoding)

    def next_hop(self) -> Uri:
        """Return the URI of the element to send requests to (RFC 3261 §8.1.2)."""
        return first_hop(self.remote_target, self.route_set)

    def accept(self, request: Request) -> None:
        """Take a request of the other side (RFC 3261 §12.2.2).

        An ACK repeats the number of its INVITE and is not counted.

        Raises:
            PeerError: 481 for the request of another dialog, 500 for one that is older than the
                last one, 400 for one that cannot be read.
        """
        if (request.call_id, request.to.tag, request.from_.tag) != self.key:
            raise _no_such_dialog("Call-ID or tags are not those of the dialog")
        number = request.cseq.number
        if request.method == "ACK":
            return
        if self.remote_cseq is not None and number < self.remote_cseq:
            detail = f"CSeq {number} after {self.remote_cseq}"
            raise PeerError(500, "Request Out of Order", detail)
        self.remote_cseq = number

    def refresh(self, target: str) -> None:
        """Send further requests to another URI: that of the Contact of a re-INVITE or UPDATE.

        Raises:
            PeerError: 400 when it is no sip or sips URI; the target stays.
        """
        self.remote_target = callable_uri(target)

    def dump(self) -> list[object]:
        """Return the dialog as a list of plain values."""
        values: list[object] = msgspec.to_builtins(self)
        return values

    @classmethod
    def load(cls, line: object) -> Dialog:
        """Return the dialog that `dump` wrote, perhaps in another process.

        Raises:
            ValueError: it is no such list.
        """
        dialog = msgspec.convert(line, cls)
        try:
            callable_uri(dialog.remote_target)
            check_routes(dialog.route_set)
        except PeerError as error:
            raise ValueError(error.detail) from error
        if dialog.encoding not in _ENCODINGS:
            raise ValueError("a dialog in an unknown encoding")
        return dialog

    def _number(self, method: str) -> int:
        if method == "CANCEL" or (method == "ACK" and not self.invite_cseq):
            raise LocalError(f"no {method} can be sent inside this dialog")
        if method == "ACK":
            return self.invite_cseq
        self.local_cseq += 1
        if method == "INVITE":
            self.invite_cseq = self.local_cseq
        return self.local_cseq


def _no_such_dialog(why: str) -> PeerError:
    return PeerError(481, "Call/Transaction Does Not Exist", why)
