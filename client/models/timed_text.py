"""What is said of changes that return by themselves."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from client.api.values import Parameter
from client.formats import Formats
from client.models.parameters import value_text
from client.models.server_time import seconds_left


def back_of(parameter: Parameter) -> int | str:
    """The value that a timed change returns to."""
    return parameter.default if parameter.revert_to is None else parameter.revert_to


def countdown(parameter: Parameter, formats: Formats, now: datetime) -> str:
    """When a timed change returns, and to what; empty for a parameter without one."""
    until = parameter.revert_at
    if until is None:
        return ""
    left = seconds_left(until, now)
    if left:
        return _tr("Returns to {value} in {time}, at {moment}.").format(
            value=value_text(parameter, back_of(parameter)),
            time=formats.countdown(left),
            moment=formats.time(until),
        )
    return _tr("Should have returned to {value} at {moment}; it is tried again.").format(
        value=value_text(parameter, back_of(parameter)), moment=formats.date_time(until)
    )


def line(parameter: Parameter, formats: Formats, now: datetime) -> str:
    """The same with the parameter and its present value, for a list of such changes."""
    return _tr("{name} is {value} for a time. {countdown}").format(
        name=parameter.name,
        value=value_text(parameter, parameter.value),
        countdown=countdown(parameter, formats, now),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimedText", text)
