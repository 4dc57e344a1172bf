"""A running call as a list that survives a restart of the switch.

Only answered calls are kept: one that is still being set up ends with the process, its parties ask
again. What is kept is enough to go on as if nothing had happened: both dialogs, where the peers
were heard last, when it was answered and when it has to end. Until the caller has acknowledged the
answer the answer is kept, too: a switch that was killed before it left sends it then, since a
caller who was told that it rings asks no more. Times are epoch seconds there.
"""

from typing import Any, Final

import msgspec

from engine.calls.call import Call, Inbound, Leg, Outbound, Place
from engine.calls.callstate import CallState
from engine.calls.events import Setup
from engine.calls.relay.stored import StoredMedia, dump_media, load_media
from engine.calls.storedsession import StoredSession, dump_session, load_session
from engine.calls.tools import PATIENCE, TIMINGS
from engine.sip.errors import LocalError
from engine.sip.nat import Source
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.stack import InviteServer
from engine.stack.dialog import Dialog

LAST_TRIES: Final = 2 * TIMINGS.t2
"""Seconds for which an answer is repeated after a restart, however long ago it was given."""

_REPEATED: Final = ("via", "from", "to", "call-id", "cseq")
"""Headers of an INVITE that its answer repeats (RFC 3261 section 8.2.6)."""


class _Leg(msgspec.Struct, array_like=True):
    """One side on disk."""

    dialog: list[Any]
    ip: str
    port: int
    transport: str
    flow: int
    fixed: bool
    session: StoredSession | None = None


class _Told(msgspec.Struct, array_like=True):
    """The answer that the caller has not acknowledged, and what of the INVITE it repeats."""

    fields: dict[str, str]
    via_line: str
    further_vias: list[str]
    encoding: str
    headers: list[tuple[str, str]]
    body: bytes
    ack_due: bool


class _Line(msgspec.Struct, array_like=True):
    """A call on disk."""

    id: str
    caller: str
    callee: str
    source_ip: str
    call_id: str
    user_agent: str
    started_at: float
    account: str
    caller_gateway: str
    called: str
    callee_gateway: str
    callee_ip: str
    rang_at: float | None
    answered_at: float
    ends_at: float | None
    codec: str
    inbound: _Leg
    outbound: _Leg
    told: _Told | None = None
    media: StoredMedia | None = None


def dump(call: Call, wall_offset: float) -> list[Any]:
    """``call``, which is answered, as plain values.

    Args:
        call: What to write.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    setup, latest, winner = call.setup, call.latest, call.winner
    answered_at = call.setup.at if call.answered_at is None else call.answered_at
    line = _Line(
        call.id,
        setup.caller,
        setup.callee,
        setup.source_ip,
        setup.call_id,
        setup.user_agent,
        setup.at + wall_offset,
        call.account,
        call.caller_gateway,
        call.called,
        "" if latest is None else latest.gateway,
        "" if latest is None else latest.destination.ip,
        None if call.rang_at is None else call.rang_at + wall_offset,
        answered_at + wall_offset,
        None if call.ends_at is None else call.ends_at + wall_offset,
        call.codec,
        _dump_leg(call.inbound, wall_offset),
        _dump_leg(winner or call.inbound, wall_offset),
        _dump_told(call),
        dump_media(None if winner is None else winner.media),
    )
    plain: list[Any] = msgspec.to_builtins(line)
    return plain


def load(line: object, wall_offset: float, now: float) -> Call:
    """The call that :func:`dump` wrote, perhaps in another process.

    Raises:
        ValueError: it is no such line.
    """
    stored = msgspec.convert(line, _Line)

    def moment(at: float) -> float:
        return min(at - wall_offset, now)

    setup = Setup(
        stored.caller,
        stored.callee,
        stored.source_ip,
        stored.call_id,
        stored.user_agent,
        moment(stored.started_at),
    )
    inbound, outbound = Inbound(), Outbound(state="won", taken=bool(stored.callee_gateway))
    _load_leg(stored.inbound, inbound, wall_offset, now)
    _load_leg(stored.outbound, outbound, wall_offset, now)
    inbound.aor, outbound.aor = stored.account, stored.called
    outbound.began_at = setup.at  # the delay until it rang is counted from here
    destination = outbound.heard._replace(ip=stored.callee_ip)
    outbound.place = Place("", destination, "", "", stored.callee_gateway, fixed=outbound.fixed)
    outbound.media = load_media(stored.media)
    if stored.told is not None:
        outbound.ack_due = stored.told.ack_due
        _load_told(stored.told, stored.id, inbound, now, moment(stored.answered_at))
    return Call(
        stored.id,
        setup,
        stored.account,
        stored.caller_gateway,
        stored.called,
        inbound,
        outbounds=[outbound],
        winner=outbound,
        latest=outbound.place,
        state=CallState.TALKING if stored.told is None else CallState.ANSWERED,
        rang_at=None if stored.rang_at is None else moment(stored.rang_at),
        answered_at=moment(stored.answered_at),
        codec=stored.codec,
        ends_at=None if stored.ends_at is None else stored.ends_at - wall_offset,
    )


def _dump_leg(leg: Leg, wall_offset: float) -> _Leg:
    """One side of a call as it is stored."""
    dialog = [] if leg.dialog is None else leg.dialog.dump()
    heard, session = leg.heard, dump_session(leg.session, wall_offset)
    return _Leg(dialog, heard.ip, heard.port, heard.transport, heard.flow, leg.fixed, session)


def _load_leg(stored: _Leg, leg: Leg, wall_offset: float, now: float) -> None:
    """Make ``leg`` what was stored.

    Raises:
        ValueError: its dialog is none.
    """
    leg.dialog = Dialog.load(stored.dialog)
    leg.heard = Source(stored.ip, stored.port, stored.transport, stored.flow)
    leg.fixed = stored.fixed
    if stored.session is not None:
        leg.session = load_session(stored.session, wall_offset, now)


def _dump_told(call: Call) -> _Told | None:
    inbound, request = call.inbound, call.inbound.request
    if call.state is not CallState.ANSWERED or request is None or call.winner is None:
        return None
    headers, body = inbound.told
    fields = {name: request.fields[name] for name in _REPEATED}
    return _Told(
        fields,
        request.via_line,
        request.lines("via")[1:],
        request.encoding,
        list(headers),
        body,
        call.winner.ack_due,
    )


def _load_told(
    stored: _Told, call_id: str, inbound: Inbound, now: float, answered_at: float
) -> None:
    """Let the answer be sent again, at once and until it is acknowledged.

    A caller who is gone is not waited for anew after each restart: a few repetitions have to do.

    Raises:
        ValueError: it cannot be written from what is stored.
    """
    dialog = inbound.dialog
    repeats = {"via": stored.further_vias} if stored.further_vias else None
    request = Request(stored.fields, b"", repeats, stored.encoding, via_line=stored.via_line)
    if dialog is None or stored.fields.keys() != set(_REPEATED):
        raise ValueError("an answer that lacks what it repeats")
    try:
        reply = build_reply(request, 200, dialog.local_tag, stored.headers, body=stored.body)
    except (LocalError, LookupError) as error:
        raise ValueError("an answer that cannot be written") from error
    inbound.request, inbound.told = request, (tuple(stored.headers), stored.body)
    inbound.unacknowledged = InviteServer(("restored", call_id), inbound.heard)
    inbound.unacknowledged.reply = reply
    inbound.asked = dialog.remote_cseq or 0
    inbound.resend_at, inbound.interval = now, TIMINGS.t1
    inbound.give_up_at = max(answered_at + PATIENCE, now + LAST_TRIES)
