"""A change of the session that is taken back: the CANCEL of a re-INVITE (RFC 3261 section 9).

Who asked for the change cancels its own INVITE; the one that was written for the other side is
cancelled likewise, and what that answers (487, or a 200 that crossed) goes to who asked. The call
goes on as it was.
"""

from typing import Final

from engine.calls.book import other
from engine.calls.call import Leg
from engine.calls.effects import Effects
from engine.calls.events import Cause
from engine.calls.farewell import farewell
from engine.calls.tools import PATIENCE, Relayed, Tools
from engine.sip.errors import LocalError, PeerError
from engine.sip.reason import reasons_of
from engine.sip.request import Request
from engine.stack import ServerTransaction

WITHDRAWN: Final = 487
"""What who asked is told when the other side never says anything about it."""


def withdraw(tools: Tools, request: Request, transaction: ServerTransaction, fx: Effects) -> None:
    """Take a CANCEL that means no call that is being set up.

    Args:
        tools: Of the call machine.
        request: The CANCEL.
        transaction: That of the INVITE it names.
        fx: Takes what is to be done.
    """
    found = tools.book.by_dialog(request)
    across = None if found is None else other(*found)
    if found is None or across is None or across.pending is None:
        return
    owner = across.pending.owner
    if isinstance(owner, Relayed) and owner.reply and owner.reply.transaction is transaction:
        across.withdrawn = farewell(Cause.CANCELLED, WITHDRAWN, reasons_of(request))
        cancel_change(tools, across, fx)
        tools.book.wake(found[0], across.pending_until)


def cancel_change(tools: Tools, leg: Leg, fx: Effects) -> None:
    """Cancel what is asked of ``leg``; before its first provisional answer that has to wait."""
    if leg.pending is None or leg.withdrawn is None:
        return
    try:
        sent = tools.clients.cancel(leg.pending, fx.now, None, leg.withdrawn)
    except (LocalError, PeerError):  # cancelled already, or no room for a CANCEL
        return
    if sent is not None:
        fx.sends.append((sent.data, sent.destination))
        leg.pending_until = min(leg.pending_until, fx.now + PATIENCE)
