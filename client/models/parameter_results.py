"""What applying the edits came to, in sentences: since when it acts, or why it does not.

Requirement 26: the client confirms that the change took effect, and says so only when the
softswitch has acknowledged it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from client.formats import Formats
from client.models.parameter_apply import Outcome


def result_tone(outcomes: Sequence[Outcome]) -> str:
    """Good only if everything is in effect."""
    if any(not outcome.applied for outcome in outcomes):
        return "bad"
    in_effect = all(outcome.stored and outcome.stored.effective_at for outcome in outcomes)
    return "ok" if in_effect else "warning"


def result_text(outcomes: Sequence[Outcome], formats: Formats) -> str:
    """One line for each edit that was sent."""
    return "\n".join(_line(outcome, formats) for outcome in outcomes)


def _line(outcome: Outcome, formats: Formats) -> str:
    name, stored = outcome.edit.name, outcome.stored
    if outcome.conflicting:
        theirs = _tr("another value") if stored is None else str(stored.value)
        return _tr("{name}: somebody else has set {theirs} meanwhile; yours is {mine}.").format(
            name=name, theirs=theirs, mine=outcome.edit.value
        )
    if outcome.error is not None:
        return _tr("{name} was not changed: {why}").format(name=name, why=outcome.error.detail)
    if stored is None or stored.effective_at is None:
        why = stored.warning if stored is not None else ""
        return _tr("{name} = {value} is stored but not in effect yet: {why}").format(
            name=name,
            value=outcome.edit.value,
            why=why or _tr("the softswitch did not acknowledge; it applies when it is back."),
        )
    line = _tr("{name} = {value} is in effect since {time}.").format(
        name=name, value=stored.value, time=formats.time(stored.effective_at, ms=True)
    )
    if stored.revert_at is not None:
        line += " " + _tr("It returns at {time}.").format(time=formats.time(stored.revert_at))
    return line


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterResults", text)
