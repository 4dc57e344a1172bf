"""Our registration with a carrier and whether it answers, in the words of the operator.

The states of the engine are names; their words are here, so that they are translated. Icon, word
and tone always come together, never a colour alone.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Gateway
from client.formats import DASH, Formats
from client.models.columns import Pill

NO_ANSWER = 408


def registration_pill(gateway: Gateway) -> Pill | None:
    """Return the state of our registration; nothing where none is wanted or known."""
    state = "off" if gateway.live is None else gateway.live.registration.state
    if not gateway.enabled:
        return None
    return {
        "registering": Pill("refresh", _tr("Registering"), "accent"),
        "registered": Pill("circle-check", _tr("Registered"), "ok"),
        "failed": Pill("circle-x", _tr("Not registered"), "bad"),
    }.get(state)


def probe_pill(gateway: Gateway) -> Pill | None:
    """Return what OPTIONS found out; nothing where none are sent."""
    state = "off" if gateway.live is None else gateway.live.probe.state
    if not gateway.enabled:
        return None
    return {
        "waiting": Pill("clock", _tr("Asked"), "neutral"),
        "reachable": Pill("circle-check", _tr("Reachable"), "ok"),
        "unreachable": Pill("plug-connected-x", _tr("Unreachable"), "bad"),
    }.get(state)


def registration_word(gateway: Gateway) -> str:
    """Return the word of the state, a dash where no registration is wanted."""
    pill = registration_pill(gateway)
    return DASH if pill is None else pill.word


def registration_text(gateway: Gateway, formats: Formats, now: datetime) -> str:
    """Return the state of our registration in a sentence."""
    live = None if gateway.live is None else gateway.live.registration
    if live is None or registration_pill(gateway) is None:
        return DASH
    if live.state == "registered":
        if live.expires_at is None:
            return _tr("The carrier keeps it.")
        return _tr("The carrier keeps it until {time}.").format(
            time=formats.when(live.expires_at, now)
        )
    if live.state == "registering":
        return _tr("A REGISTER is under way.")
    words = _failure(live.last_status, live.detail)
    if live.next_try_at is None:
        return words
    return _tr("{why} Next try {time}.").format(why=words, time=formats.when(live.next_try_at, now))


def probe_text(gateway: Gateway, formats: Formats) -> str:
    """Return in a sentence whether the gateway answers OPTIONS."""
    live = None if gateway.live is None else gateway.live.probe
    if live is None or probe_pill(gateway) is None:
        return DASH
    if live.state == "unreachable":
        return _tr("It does not answer OPTIONS and gets no calls until it does.")
    if live.state == "reachable" and live.round_trip_ms is not None:
        return _tr("It answered {status} within {count} ms.").format(
            status=live.last_status, count=formats.count(live.round_trip_ms)
        )
    return _tr("An answer to OPTIONS is waited for.")


def _failure(status: int, detail: str) -> str:
    if status == NO_ANSWER:
        return _tr("The carrier does not answer.")
    if status in (401, 407):
        return _tr("The user name or the password is wrong.")
    return _tr("It failed: {why}.").format(why=detail or status)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CarrierText", text)
