"""Session timers as two sides agree on them, request by request (RFC 4028 sections 7 to 9).

No state and no clock: a request and a policy in, headers and what was agreed out.
"""

from typing import Final, NamedTuple

from engine.calls.policy import CallPolicy
from engine.calls.session import Session
from engine.calls.sessionstate import TimerState
from engine.sip.errors import PeerError
from engine.sip.message import Message
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.session_expires import SessionExpires, min_se, session_expires

Headers = list[tuple[str, str]]

TIMER: Final = "timer"
LONGEST: Final = 86_400
"""Seconds; a peer that offers more is told this."""


class Agreed(NamedTuple):
    """A session timer.

    Attributes:
        interval: Seconds.
        ours: Whether the switch refreshes.
    """

    interval: int
    ours: bool


def supports(message: Message, tag: str) -> bool:
    """Whether the sender of ``message`` knows an extension, or even requires it.

    Raises:
        PeerError: 400 when its lists cannot be read.
    """
    known = (*message.tokens("supported"), *message.tokens("require"))
    return tag in [each.lower() for each in known]


def check_interval(request: Request, policy: CallPolicy) -> None:
    """Refuse an interval that is too short; only who knows timers can do better (section 9).

    Raises:
        PeerError: 422 with Min-SE, or 400 for what cannot be read.
    """
    offered, least = session_expires(request), policy.session_minimum_s
    min_se(request)
    if offered is not None and offered.seconds < least and supports(request, TIMER):
        headers = (("Min-SE", str(least)),)
        detail = f"Session-Expires of {offered.seconds} seconds"
        raise PeerError(422, "Session Interval Too Small", detail, headers=headers)


def offer(policy: CallPolicy, least: int = 0) -> Headers:
    """The headers of an INVITE that begins a session.

    Args:
        policy: What an operator wants.
        least: Min-SE of the 422 that refused the first one.
    """
    if not policy.session_ttl_s and not least:
        return []
    floor = max(policy.session_minimum_s, least)
    interval = max(policy.session_ttl_s, floor)
    return [("Session-Expires", str(interval)), ("Min-SE", str(floor))]


def keep(session: Session) -> Headers:
    """The headers of a later request of ours, by which everything stays as it was agreed."""
    if session.state is TimerState.OFF:
        return []
    refresher = "uas" if session.state is TimerState.THEIRS else "uac"
    headers = [("Session-Expires", str(SessionExpires(session.interval, refresher)))]
    return [*headers, ("Min-SE", str(session.least))] if session.least else headers


def answer(request: Request, session: Session, policy: CallPolicy) -> tuple[Agreed | None, Headers]:
    """What is agreed on with the sender of ``request``, and the headers of its 2xx (section 9).

    Raises:
        PeerError: 400 for what cannot be read.
    """
    offered, knows = session_expires(request), supports(request, TIMER)
    if offered is None and not (knows and policy.session_ttl_s):
        return None, []
    floor = max(policy.session_minimum_s, min_se(request) or 0)
    wanted = max(policy.session_ttl_s, floor) if policy.session_ttl_s else LONGEST
    interval = wanted if offered is None else min(offered.seconds, wanted)
    interval = max(interval, policy.session_minimum_s)
    ours = session.state in (TimerState.OURS, TimerState.REFRESHING)
    refresher = "uas" if ours else "uac"
    if not knows:  # a proxy on the way wants it (section 8.1)
        refresher = "uas"
    elif offered is not None and offered.refresher:
        refresher = offered.refresher
    headers = [("Session-Expires", str(SessionExpires(interval, refresher)))]
    if knows:
        headers.insert(0, ("Require", TIMER))
    return Agreed(interval, refresher == "uas"), headers


def agreed(response: Response, policy: CallPolicy) -> Agreed | None:
    """What a 2xx to a request of ours agrees to; one that cannot be read agrees to nothing.

    A refresher that is left open is the switch: better both than nobody.
    """
    try:
        found = session_expires(response)
    except PeerError:
        return None
    if found is None:
        return None
    interval = min(max(found.seconds, policy.session_minimum_s), LONGEST)
    return Agreed(interval, found.refresher != "uas")


def demanded(response: Response) -> int:
    """Min-SE of a 422, 0 when there is none that can be met."""
    try:
        least = min_se(response)
    except PeerError:
        return 0
    return least if least is not None and least <= LONGEST else 0
