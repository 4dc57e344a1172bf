"""What a typed value means before it is sent: checked here, at the field, in words.

The engine refuses a value out of range whatever the client thinks of it; this module says so
first, beside the field, so that an operator under attack never waits for a round trip to learn
that 0 is below 60. It reads the range from the parameter itself, as the server described it: no
parameter is known by name here but for the one advice the documents give beyond the range.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from client.api.values import Parameter

#: Words an operator may type for a switch, besides 0 and 1 (requirements 24 and 64).
BOOLEAN_WORDS = {
    "0": 0, "off": 0, "false": 0, "no": 0,
    "1": 1, "on": 1, "true": 1, "yes": 1,
}  # fmt: skip

#: Accepted by the engine but advised against: "20 and more is accepted up to 100 but marked as
#: not recommended", "never above 10" (requirements 105 and 194).
NOT_RECOMMENDED_ABOVE = {"SS_ENDPOINTREGISTERRETRY": 10}

#: No text parameter is longer; the engine has its own limit, this one keeps the field sane.
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of reading a typed value.

    Attributes:
        value: What would be sent, or None when the text is not acceptable.
        problem: A sentence that says what is acceptable; empty when the value is.
    """

    value: int | str | None
    problem: str


def check(parameter: Parameter, text: str) -> Checked:
    """Read what an operator typed for a parameter.

    Args:
        parameter: The parameter as the server described it, range included.
        text: The text of the field. Spaces around it and separators between thousands are fine.
    """
    typed = text.strip()
    if parameter.type == "boolean":
        return _check_boolean(typed)
    if parameter.type == "integer":
        return _check_integer(parameter, typed)
    limit = longest(parameter)
    if len(typed) > limit:
        return Checked(None, _tr("At most %Ln character(s).", limit))
    return Checked(typed, "")


def _check_boolean(typed: str) -> Checked:
    value = BOOLEAN_WORDS.get(typed.casefold())
    if value is None:
        return Checked(None, _tr("Only 0 (off) or 1 (on)."))
    return Checked(value, "")


def _check_integer(parameter: Parameter, typed: str) -> Checked:
    bare = typed.replace(",", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not re.fullmatch(r"-?[0-9]{1,20}", bare):
        return Checked(
            None, _tr("A whole number is needed: {range}.").format(range=range_text(parameter))
        )
    value = int(bare)
    low, high = parameter.minimum, parameter.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return Checked(
            None, _tr("Out of range: {range} is accepted.").format(range=range_text(parameter))
        )
    return Checked(value, "")


def longest(parameter: Parameter) -> int:
    """How many characters a text may have; the engine says it as the maximum."""
    return LONGEST_TEXT if parameter.maximum is None else min(LONGEST_TEXT, parameter.maximum)


def range_text(parameter: Parameter) -> str:
    """The accepted values in a few characters, as the table and the messages show them."""
    if parameter.type == "boolean":
        return "0 / 1"
    low, high = parameter.minimum, parameter.maximum
    if parameter.type == "text":
        return _tr("up to %Ln character(s)", longest(parameter))
    if low is None and high is None:
        return _tr("any number")
    return f"{_number(low)} – {_number(high)}"


def advice(name: str, value: int | str | None) -> str:
    """A warning about a value that is accepted but not recommended; empty for most."""
    ceiling = NOT_RECOMMENDED_ABOVE.get(name)
    if ceiling is None or not isinstance(value, int) or value <= ceiling:
        return ""
    return _tr("Not recommended: above {limit} the lockout hardly slows a guesser down.").format(
        limit=ceiling
    )


def _number(value: int | None) -> str:
    return "…" if value is None else f"{value:,}"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("ParameterRules", text, "", count)
