"""The state of the engine in words: what the lamp stands for, for somebody who presses it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from client.api.values import Health
from client.formats import Formats
from client.views.widgets.lamp import lamp_of


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("EngineReport", text, "", count)


def report(health: Health | None, formats: Formats) -> str:
    """Return lines about the modules, the journal and every alarm."""
    lamp = lamp_of(health)
    if health is None:
        return lamp.detail
    words = {
        "running": _tr("running"),
        "stopped": _tr("stopped"),
        "starting": _tr("starting"),
    }
    lines = [lamp.word, ""]
    for name, module in health.modules.items():
        line = f"{name}: {words.get(module.state, module.state)}"
        if module.since is not None:
            line += _tr(", since {time}").format(time=formats.date_time(module.since))
        if module.pid is not None:
            line += _tr(", process {pid}").format(pid=module.pid)
        if module.restarts:
            line += _tr(", restarted %Ln time(s)", module.restarts)
        lines.append(line)
    lines.append(_journal_line(health, formats))
    if health.alarms:
        lines += ["", _tr("Alarms:")]
        lines += [f"{alarm.code}: {alarm.detail}" for alarm in health.alarms]
    if health.version:
        lines += ["", _tr("Engine version {version}").format(version=health.version)]
    return "\n".join(lines)


def _journal_line(health: Health, formats: Formats) -> str:
    pending = health.journal.pending_segments
    if not pending:
        return _tr("Journal: everything is written to the store")
    age = formats.span(health.journal.oldest_s or 0)
    return _tr("Journal: %Ln segment(s) wait, the oldest for {age}", pending).format(age=age)
