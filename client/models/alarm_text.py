"""Alarms in words: what each kind is called, and how serious it is.

The engine's own sentence says the particulars; the name here is in the language of the operator. A
kind that this client does not know yet is shown as the engine wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from client.api.alarm_values import StandingAlarm
from client.models.alarm_rule_names import rule_word
from client.models.columns import Pill


class Serious(Protocol):
    """What has a severity: an alarm, or the rule that raises it."""

    @property
    def critical(self) -> bool:
        """Whether customers notice it."""


def title(alarm: StandingAlarm) -> str:
    """Return the name of an alarm, with what it is about."""
    names = {
        "switch.down": _tr("Softswitch down"),
        "switch.control": _tr("Softswitch does not answer management"),
        "sip.silent": _tr("SIP does not answer"),
        "switch.journal": _tr("Disk cannot be written"),
        "journal.stalled": _tr("Call records are not stored"),
        "journal.late": _tr("Call records are late"),
        "journal.rejected": _tr("Unreadable call records"),
        "records.keeping": _tr("Old call records are not looked after"),
        "records.damaged": _tr("Archived call records cannot be read"),
        "clock.jumped": _tr("Clock was set"),
        "relay.gone": _tr("Media relay gone"),
        "rule": _tr("Alarm rule"),
        "syslog.failed": _tr("Syslog server does not take events"),
        "schedule.failed": _tr("Scheduled report failed"),
        "certificate.ending": _tr("TLS certificate ends"),
        "certificate.failed": _tr("TLS certificate cannot be read"),
    }
    name = names.get(alarm.kind, alarm.kind)
    subject = rule_word(alarm.subject) if alarm.kind == "rule" else alarm.subject
    return f"{name} ({subject})" if subject else name


def severity_word(alarm: Serious) -> str:
    """Return how serious it is, as a word."""
    return _tr("Critical") if alarm.critical else _tr("Warning")


def severity_pill(alarm: Serious) -> Pill:
    """Return how serious it is, as icon, word and tone."""
    icon, tone = ("alert-circle", "bad") if alarm.critical else ("alert-triangle", "warning")
    return Pill(icon, severity_word(alarm), tone)


def source_word(alarm: StandingAlarm) -> str:
    """Return which module raised it."""
    names = {"switch": _tr("Softswitch"), "management": _tr("Management")}
    return names.get(alarm.source, alarm.source)


def bell_pill(alarms: Sequence[StandingAlarm] | None) -> Pill:
    """Return what the bell shows: how many alarms stand, red when one is critical.

    Args:
        alarms: what stands; None while nobody knows.
    """
    if alarms is None:
        return Pill("bell", _tr("Alarms not known"), "muted")
    if not alarms:
        return Pill("bell", _tr("No alarms"), "muted")
    critical = any(alarm.critical for alarm in alarms)
    word = _tr("%Ln alarm(s)", len(alarms))
    return Pill("alert-circle" if critical else "bell", word, "bad" if critical else "warning")


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Alarms", text, "", count)
