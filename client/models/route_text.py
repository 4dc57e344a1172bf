"""A routing analysis in the words of the operator: verdicts, reasons and the sentence over all.

The verdicts of the engine are names; their words are here, so that they are translated. Icon, word
and tone always come together, never a colour alone.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from client.api.call_values import RouteAnalysis, RouteStep
from client.models.columns import Pill

CANDIDATE: Final = "candidate"
LOOKS: Final = {
    CANDIDATE: ("circle-check", "ok"),
    "disabled": ("ban", "neutral"),
    "unreachable": ("plug-connected-x", "bad"),
    "quarantined": ("clock", "warning"),
    "capacity": ("alert-triangle", "warning"),
    "rate": ("alert-triangle", "warning"),
    "number": ("circle-x", "bad"),
    "no prefix": ("minus", "neutral"),
}


def verdict_word(verdict: str) -> str:
    """Return the word of a verdict; one of a newer engine is shown as it came."""
    return {
        CANDIDATE: _tr("Takes it"),
        "disabled": _tr("Disabled"),
        "unreachable": _tr("Unreachable"),
        "quarantined": _tr("Quarantined"),
        "capacity": _tr("Full"),
        "rate": _tr("Too quick"),
        "number": _tr("No number"),
        "no prefix": _tr("Does not fit"),
    }.get(verdict, verdict)


def verdict_pill(verdict: str) -> Pill:
    """Return icon, word and tone of a verdict."""
    icon, tone = LOOKS.get(verdict, ("help-circle", "neutral"))
    return Pill(icon, verdict_word(verdict), tone)


def reason(step: RouteStep) -> str:
    """Return why a gateway is offered the call, or why it is passed over."""
    if step.verdict == CANDIDATE and step.prefix:
        return _tr("The called number begins with {prefix}.").format(prefix=step.prefix)
    return {
        CANDIDATE: _tr("It serves every number."),
        "disabled": _tr("An operator switched it off."),
        "unreachable": _tr("It does not answer OPTIONS."),
        "quarantined": _tr("It asked for a pause or did not answer, and rests now."),
        "capacity": _tr("It has as many calls as it may have."),
        "rate": _tr("It got as many new calls within a second as it may get."),
        "number": _tr("Its rewriting leaves no number, or one that is too long."),
        "no prefix": _tr("The called number begins with none of its prefixes."),
    }.get(step.verdict, step.text)


def candidates(found: RouteAnalysis) -> list[RouteStep]:
    """Return the gateways that are offered the call, in the order of the attempts."""
    return [step for step in found.steps if step.verdict == CANDIDATE]


def sentence(found: RouteAnalysis) -> tuple[str, str]:
    """Return what becomes of the call in one sentence, and its tone."""
    if found.refused:
        return _refusal(found.refused), "bad"
    if found.extension:
        return _endpoint(found)
    offered = candidates(found)
    if not offered:
        words = _tr("Goes nowhere: no routing gateway takes {callee} now.")
        return words.format(callee=found.callee), "bad"
    first, *others = offered
    words = _tr("Goes to {gateway} as {callee}, from {caller}.").format(
        gateway=first.gateway, callee=first.callee, caller=first.caller
    )
    if others:
        names = _tr(", then ").join(step.gateway for step in others)
        words += " " + _tr("If that fails, then to {gateways}.").format(gateways=names)
    return words, "ok"


def _endpoint(found: RouteAnalysis) -> tuple[str, str]:
    if not found.contacts:
        words = _tr("Goes to extension {name}, which is registered nowhere: the call would fail.")
        return words.format(name=found.extension), "warning"
    if found.contacts == 1:
        words = _tr("Rings at extension {name}, which is registered at one contact.")
        return words.format(name=found.extension), "ok"
    words = _tr("Rings at extension {name} at all of its %Ln contact(s) together.", found.contacts)
    return words.format(name=found.extension), "ok"


def _refusal(refused: str) -> str:
    return {
        "disabled": _tr("Refused: the mapping gateway is disabled."),
        "capacity": _tr("Refused: the mapping gateway has as many calls as it may have."),
        "rate": _tr("Refused: the mapping gateway makes too many calls within a second."),
        "prefix": _tr("Refused: the mapping gateway may not call this number."),
        "number": _tr("Refused: the rewriting of the mapping gateway makes a number too long."),
        "busy": _tr("Refused: the called extension has as many calls as it may have."),
    }.get(refused, _tr("Refused: {reason}.").format(reason=refused))


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("RouteText", text, "", count)
