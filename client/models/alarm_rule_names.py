"""The alarm rules that the engine ships with, called in the language of the operator.

A rule is known by its name, which stays what it is on the engine; it is only shown in other words.
Rules that operators named themselves are shown as they are.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def rule_word(name: str) -> str:
    """Return what a rule is called, by the name that the engine knows it by."""
    return {
        "Suspensions rise": _tr("Suspensions rise"),
        "Flood of illegal calls": _tr("Flood of illegal calls"),
        "Journal behind": _tr("Journal behind"),
        "Disk nearly full": _tr("Disk nearly full"),
        "Module down": _tr("Module down"),
        "Recording off for long": _tr("Recording off for long"),
        "Certificate ends": _tr("Certificate ends"),
        "Audit changed": _tr("Audit changed"),
    }.get(name, name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AlarmRuleNames", text)
