"""The state of a gateway as its lamp shows it: icon, word and tone (never a colour alone).

============  ========  ==================================================================
working       ok        calls run through it now
idle          neutral   it may be used, nothing runs through it
unreachable   bad       it does not answer our OPTIONS, and gets no calls
unregistered  warning   our registration with it failed; it may still take calls
quarantined   warning   it asked to be left alone, or did not answer, and gets no calls
disabled      neutral   an operator switched it off
no data       warning   the softswitch cannot be asked
============  ========  ==================================================================
"""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Gateway
from client.models.columns import Pill


class GatewayState(Enum):
    """What the lamp says."""

    WORKING = "working"
    IDLE = "idle"
    UNREACHABLE = "unreachable"
    UNREGISTERED = "unregistered"
    QUARANTINED = "quarantined"
    DISABLED = "disabled"
    NO_DATA = "no-data"


LOOKS = {
    GatewayState.WORKING: ("circle-check", "ok"),
    GatewayState.IDLE: ("circle-dashed", "neutral"),
    GatewayState.UNREACHABLE: ("plug-connected-x", "bad"),
    GatewayState.UNREGISTERED: ("key", "warning"),
    GatewayState.QUARANTINED: ("clock", "warning"),
    GatewayState.DISABLED: ("ban", "neutral"),
    GatewayState.NO_DATA: ("plug-connected-x", "warning"),
}
#: The order in which a table sorted by state lists them: what needs an eye first.
ORDER = (
    GatewayState.UNREACHABLE, GatewayState.QUARANTINED, GatewayState.UNREGISTERED,
    GatewayState.NO_DATA, GatewayState.WORKING, GatewayState.IDLE,
    GatewayState.DISABLED,
)  # fmt: skip


def state_of(gateway: Gateway) -> GatewayState:
    """Return the state that matters most to an operator: switched off before everything else."""
    live = gateway.live
    if not gateway.enabled:
        return GatewayState.DISABLED
    if live is None:
        return GatewayState.NO_DATA
    if live.probe.state == "unreachable":
        return GatewayState.UNREACHABLE
    if live.quarantined_until is not None:
        return GatewayState.QUARANTINED
    if live.registration.state == "failed":
        return GatewayState.UNREGISTERED
    return GatewayState.WORKING if live.calls else GatewayState.IDLE


def state_word(state: GatewayState) -> str:
    """Return the word of a state."""
    return {
        GatewayState.WORKING: _tr("Working"),
        GatewayState.IDLE: _tr("Idle"),
        GatewayState.UNREACHABLE: _tr("Unreachable"),
        GatewayState.UNREGISTERED: _tr("Not registered"),
        GatewayState.QUARANTINED: _tr("Quarantined"),
        GatewayState.DISABLED: _tr("Disabled"),
        GatewayState.NO_DATA: _tr("No data"),
    }[state]


def state_pill(state: GatewayState) -> Pill:
    """Return icon, word and tone of a state."""
    icon, tone = LOOKS[state]
    return Pill(icon, state_word(state), tone)


def load_of(gateway: Gateway) -> float | None:
    """Return the share of its capacity that is in use, 0 to 1; None without a limit or a figure."""
    if gateway.live is None or not gateway.capacity:
        return None
    return min(1.0, gateway.live.calls / gateway.capacity)


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayState", text)
