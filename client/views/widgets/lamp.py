"""The softswitch lamp: what the health of an engine means, as icon, word and tone.

=============  ========  ====================================================================
running        ok        the switch runs and answered a SIP request over loopback
degraded       warning   it runs, but something is wrong; the alarms say what
starting       warning   the switch is being started
stopped        bad       management answers, the switch does not run
unreachable    bad       management does not answer
=============  ========  ====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from client.api.values import Health


@dataclass(frozen=True, slots=True)
class Lamp:
    """What the lamp shows now; ``detail`` is for the tooltip and for screen readers."""

    state: str
    icon: str
    word: str
    tone: str
    detail: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Lamp", text)


def lamp_of(health: Health | None) -> Lamp:
    """Return the lamp for *health*, which is None while the engine does not answer."""
    if health is None:
        detail = _tr("The engine does not answer. It is tried again every two seconds.")
        return Lamp("unreachable", "plug-connected-x", _tr("Softswitch unreachable"), "bad", detail)
    alarms = "\n".join(alarm.detail or alarm.code for alarm in health.alarms)
    if health.switch == "stopped":
        return Lamp("stopped", "player-stop", _tr("Softswitch stopped"), "bad", alarms)
    if health.switch == "starting":
        return Lamp("starting", "loader-2", _tr("Softswitch starting"), "warning", alarms)
    if health.status != "ok":
        return Lamp("degraded", "alert-triangle", _tr("Softswitch degraded"), "warning", alarms)
    return Lamp("running", "circle-check", _tr("Softswitch running"), "ok")
