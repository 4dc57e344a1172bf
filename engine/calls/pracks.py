"""PRACKs of ours: reliable provisional answers of the callee's side are acknowledged (RFC 3262).

Each fork of an INVITE has an early dialog of its own, whose answers are numbered one by one. The
one that comes next is acknowledged and counts; one that came before was acknowledged, and the
PRACK is repeated by its transaction; one that is ahead of its turn waits for its repetition.
"""

from typing import Final

from engine.calls.call import Call, EarlyLeg, Outbound
from engine.calls.effects import Effects
from engine.calls.messages import passed
from engine.calls.provisionals import RELIABLE
from engine.calls.tools import Tools
from engine.sip.nat import Source
from engine.sip.rack import RAck, rseq
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack.dialog import Dialog

MAX_FORKS: Final = 8
"""Early dialogs of one INVITE; what further ones say reliably is not taken."""


class Pracks:
    """Acknowledges what callees say.

    Args:
        tools: See there.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def heard(
        self, call: Call, outbound: Outbound, response: Response, source: Source, fx: Effects
    ) -> bool:
        """Take a provisional answer above 100; whether it is new and says something.

        Raises:
            PeerError: it cannot be read.
        """
        number = rseq(response)
        required = RELIABLE in [each.lower() for each in response.tokens("require")]
        if not required or number is None:
            return True
        early = self._early(call, outbound, response)
        if early is None or (early.rseq and number != early.rseq + 1):
            return False
        early.rseq, early.heard = number, source
        early.session.learn(response)
        if response.body and not early.changed:
            early.described = (tuple(passed(response)), response.onward)
            outbound.session.heard(response.body)
        owed = RAck(number, response.cseq.number, "INVITE")
        offered = call.inbound.request is not None and bool(call.inbound.request.body)
        if response.body and not offered and not early.settled:
            early.owed = str(owed)  # the description is an offer, its answer comes in a PRACK
        else:
            self._acknowledge(early, str(owed), fx)
        return True

    def answered(self, call: Call, request: Request, fx: Effects) -> bool:
        """Hand the answer that is in a PRACK of the caller to who waits for it, if anybody does."""
        for outbound in call.outbounds:
            for early in outbound.early.values():
                if early.owed and not outbound.cancelled:
                    headers = passed(request)
                    self._acknowledge(early, early.owed, fx, headers, request.body)
                    early.owed, early.settled = "", True
                    outbound.session.said(headers, request.body)
                    call.inbound.session.heard(request.body)
                    return True
        return False

    def _early(self, call: Call, outbound: Outbound, response: Response) -> EarlyLeg | None:
        """The early dialog of a response, None when there is no room for another one."""
        found = outbound.early.get(response.to.tag)
        if found is None and len(outbound.early) < MAX_FORKS:
            dialog = Dialog.as_uac(Request.parse(outbound.invite), response)
            found = EarlyLeg(
                dialog=dialog, fixed=outbound.fixed, place=outbound.place, aor=outbound.aor
            )
            outbound.early[response.to.tag] = found
            self._tools.book.joined_early(call, found)
        return found

    def _acknowledge(
        self,
        early: EarlyLeg,
        owed: str,
        fx: Effects,
        headers: list[tuple[str, str]] | None = None,
        body: bytes = b"",
    ) -> None:
        extra = [("RAck", owed), *(headers or [])]
        self._tools.send(early, "PRACK", fx, None, extra, body)


def dialog_of(outbound: Outbound, response: Response) -> Dialog:
    """The dialog that a 2xx makes; if it had an early one, that goes on, with its numbers.

    Raises:
        PeerError: it cannot be read.
    """
    early = outbound.early.get(response.to.tag)
    if early is None or early.dialog is None:
        return Dialog.as_uac(Request.parse(outbound.invite), response)
    early.dialog.confirm(response)
    return early.dialog


def description(outbound: Outbound, response: Response) -> tuple[list[tuple[str, str]], bytes]:
    """What a 2xx describes, or what its early dialog described before, with its headers."""
    early = outbound.early.get(response.to.tag)
    if early is None or early.described is None or (response.body and not early.changed):
        return passed(response), response.onward
    return list(early.described[0]), early.described[1]


def changed(outbound: Outbound, response: Response) -> bool:
    """Whether the session was changed before the answer, which so says nothing of it any more."""
    early = outbound.early.get(response.to.tag)
    return early is not None and early.changed


def settled(outbound: Outbound, response: Response) -> bool:
    """Whether the offer of the callee was answered before its 2xx."""
    early = outbound.early.get(response.to.tag)
    return early is not None and early.settled
