"""One call as data: its caller's leg, the legs that were tried towards the callee, where it stands.

The two sides share nothing but what :mod:`engine.calls.callstate` names: a leg holds the SIP of its
own side only, so no header of one side can slip to the other by accident. Times are monotonic
seconds.
"""

from typing import Final, Literal

import msgspec

from engine.calls.callstate import CallState
from engine.calls.early import Early
from engine.calls.events import Setup
from engine.calls.farewell import Farewell
from engine.calls.pace import Pace
from engine.calls.relay.session import Media
from engine.calls.session import Description, Session
from engine.control.identities import AssertedMode, PreferredMode, PrivacyMode
from engine.sip.nat import Source
from engine.sip.reason import Reason
from engine.sip.request import Request
from engine.stack import ServerTransaction
from engine.stack.client import ClientTransaction
from engine.stack.dialog import Dialog


class Who(msgspec.Struct, frozen=True, gc=False):
    """What is known of the caller; see :mod:`engine.calls.caller`.

    Attributes:
        display: His name, "" for none.
        hidden: Whether his number is to be withheld from whom he calls.
        asserted: The number that a trusted gateway asserts, "" when none does.
        known: Whether there is a number that could be asserted: From is not anonymous, or a trusted
            gateway said who it is.
    """

    display: str = ""
    hidden: bool = False
    asserted: str = ""
    known: bool = True


class Place(msgspec.Struct, frozen=True, gc=False):
    """One place to send a call to.

    Attributes:
        uri: Request-URI.
        destination: Where the INVITE goes.
        caller: Calling number as this side is to see it.
        callee: Called number as this side is to see it.
        gateway: Routing gateway, "" for an endpoint.
        routes: Route values, first hop first (the Path of a binding, RFC 3327).
        no_answer_s: Seconds it may ring.
        max_duration_s: Seconds a call through it may last, 0 for no limit of its own.
        fixed: Whether requests within the call go where the last one came from, whatever its
            Contact says: an endpoint behind a NAT writes an address nobody can reach.
        privacy: Whether the caller's number is always withheld, see
            :mod:`engine.control.identities`, as for the next two.
        asserted: Whether a P-Asserted-Identity goes along.
        preferred: Whether a P-Preferred-Identity goes along.
        domain: In which the caller's number is one of ours there, "" for our address.
    """

    uri: str
    destination: Source
    caller: str
    callee: str
    gateway: str = ""
    routes: tuple[str, ...] = ()
    no_answer_s: float = 60.0
    max_duration_s: int = 0
    fixed: bool = True
    privacy: PrivacyMode = "pass"
    asserted: AssertedMode = "none"
    preferred: PreferredMode = "none"
    domain: str = ""


class Leg(msgspec.Struct, gc=False):
    """What both sides have once there is a dialog.

    Attributes:
        dialog: The dialog, None before its first tag.
        heard: Where the peer's last message came from.
        fixed: See :class:`Place`.
        pending: Our request to the peer that changes the session and waits for its answer.
        pending_until: When it is waited for no longer.
        withdrawn: What its CANCEL says, once who asked for the change has taken it back.
        ack: The ACK of the peer's latest 2xx, sent again whenever that comes again.
        ack_due: Whether that ACK waits for the one of the other side, which holds the answer to
            an offer that came with the 2xx.
        unacknowledged: The INVITE of the peer whose 2xx, kept in it, is sent until its ACK comes.
        asked: CSeq number of that INVITE, which its ACK repeats.
        resend_at: When it is sent next.
        interval: Seconds between the last two times.
        give_up_at: When the peer is taken to be gone.
        session: What was agreed on with the peer about the session.
        credentials: What proved our latest INVITE to the peer, repeated by its ACK.
        pace: How fast the peer asks.
        aor: Extension that the peer is, "" for a gateway.
        doubted: Whether nothing was heard of the peer since a restart.
    """

    dialog: Dialog | None = None
    heard: Source = Source("", 0)
    fixed: bool = True
    pending: ClientTransaction | None = None
    pending_until: float = 0.0
    withdrawn: Farewell | None = None
    ack: bytes = b""
    ack_due: bool = False
    unacknowledged: ServerTransaction | None = None
    asked: int = 0
    resend_at: float = 0.0
    interval: float = 0.0
    give_up_at: float = 0.0
    session: Session = msgspec.field(default_factory=Session)
    credentials: tuple[tuple[str, str], ...] = ()
    pace: Pace = msgspec.field(default_factory=Pace)
    aor: str = ""
    doubted: bool = False

    @property
    def secure(self) -> bool:
        """Whether a ``sips`` URI made its dialog."""
        return self.dialog is not None and self.dialog.secure


class Inbound(Leg, gc=False):
    """The caller's side.

    Attributes:
        request: The INVITE; None after a restart, when it was answered already.
        transaction: Its server transaction.
        told: Headers and body of the 2xx, which a restart has to send again.
        early: Its provisional answers.
    """

    request: Request | None = None
    transaction: ServerTransaction | None = None
    told: tuple[tuple[tuple[str, str], ...], bytes] = ((), b"")
    early: Early = msgspec.field(default_factory=Early)


class EarlyLeg(Leg, gc=False):
    """One early dialog with the callee's side (RFC 3262 section 4).

    Attributes:
        rseq: Number of the last reliable provisional answer.
        described: What it described last.
        owed: RAck of a PRACK that waits for the caller's answer, "" for none.
        settled: Whether an offer of the callee was answered in a PRACK.
        changed: Whether the session was changed since, so that its 2xx says nothing new.
        place: Which place it is at.
    """

    rseq: int = 0
    described: Description | None = None
    owed: str = ""
    settled: bool = False
    changed: bool = False
    place: Place | None = None


SeenAs = Literal["connecting", "ringing", "answered"]
_SEEN_AS: Final[dict[CallState, SeenAs]] = {
    CallState.CONNECTING: "connecting",
    CallState.RINGING: "ringing",
}

OutboundState = Literal["relaying", "trying", "proceeding", "won", "over"]


class Outbound(Leg, gc=False):
    """One place that was tried.

    Attributes:
        place: Which.
        call_id: Call-ID of this leg.
        tag: Our tag.
        invite: The INVITE as it was sent.
        transaction: Its client transaction.
        state: "relaying" until the relay has rewritten the offer, "proceeding" once a provisional
            answer came, "won" with the answer that counts.
        cancelled: Whether it is to be cancelled; the CANCEL waits for a provisional answer.
        began_at: When the INVITE was sent.
        least: Min-SE of the 422 after which it was sent again, 0 before that.
        taken: Whether its gateway counts it as one of its calls.
        strays: Answers of further forks that were hung up.
        offered: The description in its INVITE.
        media: What a relay has to do with it, None when nothing.
        farewell: What its CANCEL, or the BYE of an answer that crossed it, says of the end.
        proved: Whether the INVITE was sent again with credentials.
        asked_times: INVITEs that were sent, which is the CSeq of the latest.
        early: Early dialogs by the peer's tag, of those that answer reliably.
        datagrams: Where its INVITE would have gone, had it fitted into a datagram.
    """

    place: Place | None = None
    call_id: str = ""
    tag: str = ""
    invite: bytes = b""
    transaction: ClientTransaction | None = None
    state: OutboundState = "trying"
    cancelled: bool = False
    began_at: float = 0.0
    least: int = 0
    taken: bool = False
    strays: int = 0
    offered: bytes = b""
    media: Media | None = None
    farewell: Farewell = ()
    proved: bool = False
    asked_times: int = 0
    early: dict[str, EarlyLeg] = {}
    datagrams: Source | None = None


class Call(msgspec.Struct, gc=False):
    """One call.

    Attributes:
        id: UUIDv7; its record will have the same.
        setup: Who called whom.
        account: Extension that proved its password, "" for a gateway.
        caller_gateway: Mapping gateway, "" for an endpoint.
        called: Extension that is called, "" for a number of a gateway.
        inbound: The caller's leg.
        groups: Places that are still to be tried: those of one group at the same time.
        outbounds: Legs that were tried and may still answer.
        winner: The leg that answered.
        latest: The place tried last, for the record.
        state: Where it stands.
        rang_at: First sign of ringing: a 180, or early media.
        answered_at: When the answer came.
        alerted: Whether a provisional answer said 180: some phone rings.
        early_media: Whether a provisional answer brought a session description.
        switches: Gateways left for another one.
        status: Worst-case answer so far: what the caller is told if nothing better comes.
        codec: Name of the codec agreed on.
        ends_at: When it is ended by the switch: no answer in time, or the longest duration.
        who: What its caller said of himself.
        said: What the side that left said of it (RFC 3326).
        seen_at: When the switch that was here before the restart was last alive, and with it the
            call as far as anybody knows.
    """

    id: str
    setup: Setup
    account: str
    caller_gateway: str
    called: str
    inbound: Inbound
    groups: list[tuple[Place, ...]] = []
    outbounds: list[Outbound] = []
    winner: Outbound | None = None
    latest: Place | None = None
    state: CallState = CallState.CONNECTING
    rang_at: float | None = None
    answered_at: float | None = None
    alerted: bool = False
    early_media: bool = False
    switches: int = 0
    status: int = 0
    codec: str = ""
    ends_at: float | None = None
    who: Who = Who()
    said: tuple[Reason, ...] = ()
    seen_at: float | None = None

    def over_at(self, now: float) -> float:
        """When a call ended that is found gone ``now``: nobody pays for the time of an outage.

        Once both sides were heard since a restart it was alive, whatever happened later.
        """
        sides: tuple[Leg | None, ...] = (self.inbound, self.winner)
        if self.seen_at is None or not any(leg is not None and leg.doubted for leg in sides):
            return now
        return min(max(self.seen_at, self.answered_at or 0.0), now)

    @property
    def seen_as(self) -> SeenAs:
        """The state as an operator reads it; that of a call that is over does not matter."""
        return _SEEN_AS.get(self.state, "answered")
