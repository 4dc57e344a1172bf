"""From what an operator wrote to the value of a parameter, or to the reason why not.

Values arrive as JSON, from a command line or from a file, so a boolean may be ``1``, ``true``,
``"On"`` or ``"off"`` (VOS3000 writes both 0/1 and On/Off) and an integer may be a string of digits.
Inside there is one form only: ``int`` for booleans and integers, ``str`` for texts.
"""

from collections.abc import Mapping
from typing import Final

from engine.errors import ParameterError
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.model import Kind, Parameter

_BOOLEANS: Final[Mapping[str, int]] = {"0": 0, "off": 0, "false": 0, "1": 1, "on": 1, "true": 1}
#: Longer than any integer in range, short enough that converting it costs nothing.
_MAX_DIGITS: Final = 12


def parse(parameter: Parameter, raw: object) -> int | str:
    """The value that ``raw`` stands for.

    Raises:
        ParameterError: another type, or out of range; the detail names what is accepted
            (requirements 24, 68, 70).
    """
    if parameter.kind is Kind.TEXT:
        value: int | str | None = _text(parameter, raw)
    elif parameter.kind is Kind.BOOLEAN:
        value = _boolean(raw)
    else:
        value = _integer(parameter, raw)
    if value is None or (parameter.fits is not None and not parameter.fits(value)):
        raise ParameterError(parameter.name, f"{parameter.name} must be {accepted(parameter)}")
    return value


def find(name: str) -> Parameter:
    """The parameter of that name.

    Raises:
        ParameterError: there is none.
    """
    parameter = CATALOGUE.get(name)
    if parameter is None:
        raise ParameterError(name, f"there is no parameter {name[:80]!a}")
    return parameter


def accepted(parameter: Parameter) -> str:
    """What the parameter takes, in words: the range of every refusal."""
    if parameter.takes:
        return parameter.takes
    low, high = parameter.minimum, parameter.maximum
    if parameter.kind is Kind.BOOLEAN:
        return "0 or 1 (Off or On)"
    if parameter.kind is Kind.TEXT:
        return f"a text of {low} to {high} printable characters"
    unit = f" ({parameter.unit})" if parameter.unit else ""
    return f"a whole number from {low} to {high}{unit}"


def advised(parameter: Parameter, value: int | str) -> bool:
    """Whether nothing speaks against ``value`` (requirements 105, 194).

    Where the catalogue warns of a value, everything above the greatest advised one is meant.
    """
    if not isinstance(value, int) or all(entry.advised for entry in parameter.recommended):
        return True
    best = [entry.value for entry in parameter.recommended if entry.advised]
    return value <= max(limit for limit in best if isinstance(limit, int))


def defaults() -> dict[str, int | str]:
    """The values of a fresh installation, by name, alphabetical."""
    return {name: parameter.default for name, parameter in CATALOGUE.items()}


def _boolean(raw: object) -> int | None:
    """0 or 1; floats are refused even when equal, as JSON ``1.0`` is not what was meant."""
    if isinstance(raw, (bool, int)):
        return int(raw) if raw in (0, 1) else None
    return _BOOLEANS.get(raw.strip().lower()) if isinstance(raw, str) else None


def _integer(parameter: Parameter, raw: object) -> int | None:
    if isinstance(raw, str):
        digits = raw.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
            return None
        raw = int(digits)
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    return raw if parameter.minimum <= raw <= parameter.maximum else None


def _text(parameter: Parameter, raw: object) -> str | None:
    if not isinstance(raw, str) or not raw.isprintable():
        return None
    return raw if parameter.minimum <= len(raw) <= parameter.maximum else None
