"""What may be typed into a rule, checked before the engine is asked.

The engine checks the same again; here it is said beside the field, in the operator's language.
"""

from __future__ import annotations

import math
import re

from client.api.alarm_rule_values import AlarmRule

MAX_NAME = 60
MAX_FIGURE = 1_094
"""Characters of the longest that is written as a figure."""
MAX_SECRET = 256
MIN_SECRET = 16
LARGEST = 1e15
"""Greatest threshold, either way."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")
_FIGURE = re.compile(r'[a-zA-Z_:][a-zA-Z0-9_:]{0,99}(\{([a-z_]{1,40}="[^"\\{}]{0,80}",?){0,8}\})?')


def name_fits(text: str) -> bool:
    """Say whether a rule may be called this."""
    return _NAME.fullmatch(text) is not None


def figure_fits(text: str) -> bool:
    """Say whether this is written as a figure of ``/metrics``."""
    return _FIGURE.fullmatch(text) is not None


def threshold_in(text: str) -> float | None:
    """Return the number that was typed; None for anything else."""
    try:
        value = float(text.strip())
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= LARGEST else None


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the mail addresses of a line, separated by commas or semicolons."""
    parts = text.replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def plain_number(value: float) -> str:
    """Return a number as it can be typed again."""
    return f"{value:.15g}"


def whole(rule: AlarmRule) -> bool:
    """Say whether a rule can be sent."""
    return name_fits(rule.name) and figure_fits(rule.figure)
