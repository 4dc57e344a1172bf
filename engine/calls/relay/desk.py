"""What the call machine asks for when a description crosses, and what it hears back.

:meth:`RelayDesk.cross` either lets a message go on at once or holds it and orders something of the
relay; :meth:`RelayDesk.answered` lets it go on. Every order but the last of a session is answered
exactly once, by the daemon or by whoever drives this, within :data:`LIMIT` seconds: no call waits
longer for its relay.
"""

from collections.abc import Callable, Iterable
from typing import Final

from engine.calls.call import Call, Outbound
from engine.calls.effects import Effects
from engine.calls.relay import ng
from engine.calls.relay.choice import Place, RelayPolicy, combined, wanted
from engine.calls.relay.ng import NgReply, Party
from engine.calls.relay.order import RelayOrder
from engine.calls.relay.session import (
    MAX_QUEUED,
    Crossing,
    Media,
    MediaAction,
    MediaInput,
)
from engine.calls.sdp import connection
from engine.control.gateways import RelayMode
from engine.sip.errors import PeerError
from engine.sip.message import Message
from engine.sip.multipart import description_in, with_description
from engine.sip.uri import Uri

LIMIT: Final = 0.5
"""Seconds that a message waits for the relay: less than a caller notices, and no longer than it
takes him to send his INVITE again (T1 of RFC 3261)."""

MAX_SDP: Final = 16_384
"""Bytes of a description that is given to the relay; a longer one crosses as it is."""

Go = Callable[[bytes, Effects], None]
Again = Callable[[Effects], None]


class RelayDesk:
    """The relays as calls meet them.

    Args:
        mode_of: What a gateway says about relays.

    Attributes:
        alive: Addresses of the daemons that answer, in the order of the configuration; whoever
            drives this keeps it up to date. With none, media flows between the parties.
        policy: What holds for all calls.
    """

    def __init__(self, mode_of: Callable[[str], RelayMode]) -> None:
        self._mode_of = mode_of
        self._turn = 0
        self.alive: tuple[str, ...] = ()
        self.policy = RelayPolicy()

    def open(self, call: Call, outbound: Outbound) -> None:
        """Decide whether the media of one attempt is to be relayed, and where."""
        place, request = outbound.place, call.inbound.request
        if not self.alive or place is None or request is None:
            return
        named = connection(description_of(request))
        caller = Place(call.inbound.heard.ip, named)
        contact = _host(place.uri) if place.fixed else ""
        callee = Place(place.destination.ip, contact)
        modes = self._modes((call.caller_gateway, place.gateway))
        mode = combined(modes, self.policy.mode)
        if wanted(mode, caller, callee):
            self._turn += 1
            node = self.alive[self._turn % len(self.alive)]
            outbound.media = Media(
                outbound.call_id,
                node,
                caller_natted=caller.natted,
                callee_natted=callee.natted,
            )

    def cross(
        self,
        call: Call,
        outbound: Outbound,
        message: Message,
        from_caller: bool,
        is_offer: bool,
        go: Go,
        again: Again,
        fx: Effects,
    ) -> None:
        """Let a message cross an attempt of a call, at once or after the relay has answered.

        Args:
            call: Which call.
            outbound: Which attempt.
            message: What crosses.
            from_caller: Whether the caller sent it, else the callee.
            is_offer: Whether a description in it is an offer, else an answer.
            go: Lets it go on with a description; called once, whatever happens.
            again: Calls this anew; called instead when another message has to be waited for.
            fx: Takes what is to be done.
        """
        media = outbound.media
        if media is None:
            go(message.body, fx)
            return
        body = description_of(message)

        def embedded(rewritten: bytes, later: Effects) -> None:
            kind = message.header("content-type")
            go(with_description(kind, message.body, rewritten), later)

        given = MediaInput.PLAIN
        if media.waits or (body and media.node in self.alive):
            given = MediaInput.OFFER if is_offer else MediaInput.ANSWER
        known = media.agreed
        action = media.step(given)
        if action is MediaAction.QUEUE:
            if len(media.queue) < MAX_QUEUED:
                media.queue.append(again)
        elif action is MediaAction.ASK:
            caller = Party(ng.CALLER, call.inbound.heard.ip, media.caller_natted)
            callee = Party(ng.CALLEE, outbound.heard.ip, media.callee_natted)
            ends = (caller, callee) if from_caller else (callee, caller)
            tos = self.policy.tos
            if is_offer:
                command = ng.offer(media.session, *ends, body, again=known, tos=tos)
            else:
                command = ng.answer(media.session, *ends, body, tos=tos)
            media.held = Crossing(media, body, embedded)
            fx.relays.append(RelayOrder(media.node, command, media.held))
        else:
            go(message.body, fx)

    def answered(self, owner: Crossing, reply: NgReply | None, fx: Effects) -> None:
        """The relay has rewritten what it was given, refused (``reply`` says so), or is silent."""
        media = owner.media
        if media.held is not owner:
            return
        media.held = None
        done = reply is not None and reply.ok and bool(reply.sdp)
        action = media.step(MediaInput.DONE if done else MediaInput.FAILED)
        if action is MediaAction.DROP:
            self._delete(media, fx)
        sdp = reply.sdp if reply is not None and action is MediaAction.REWRITE else owner.body
        _quietly(owner.go, sdp, fx)
        while media.queue and not media.waits:
            _quietly(media.queue.popleft(), fx)

    def close(self, outbound: Outbound, fx: Effects) -> None:
        """An attempt, or its call, is over."""
        media = outbound.media
        if media is not None and media.step(MediaInput.ENDED) is MediaAction.DELETE:
            self._delete(media, fx)

    def _delete(self, media: Media, fx: Effects) -> None:
        if media.node in self.alive:  # else it has lost the session, or ends it by its own time-out
            fx.relays.append(RelayOrder(media.node, ng.delete(media.session)))

    def _modes(self, gateways: Iterable[str]) -> list[RelayMode]:
        return [self._mode_of(name) for name in gateways if name]


def waits(call: Call) -> bool:
    """Whether a message of a call that was answered waits for the relay."""
    winner = call.winner
    return winner is not None and winner.media is not None and winner.media.waits


def description_of(message: Message) -> bytes:
    """The session description in ``message`` that a relay can be given, b"" when there is none."""
    found = description_in(message.header("content-type"), message.body)
    return found if len(found) <= MAX_SDP else b""


def _quietly(step: Callable[..., None], *given: object) -> None:
    """Let a message go on that its sender waits for no more: what is wrong with it says nothing."""
    try:
        step(*given)
    except PeerError:
        return


def _host(uri: str) -> str:
    """The host of a contact, "" when it cannot be read."""
    try:
        return Uri.parse(uri).host
    except PeerError:
        return ""
