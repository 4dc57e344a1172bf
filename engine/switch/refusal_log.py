"""Lines of the log for what strangers were refused, so that a firewall's helper can read them.

Each refusal is one line (:func:`engine.logs.refused`), a bounded number of them a second: a flood
must not fill the disk, and who sends hundreds a second is found in any of them. What was left out
is counted in a line of its own.
"""

from typing import Final

from engine.defence.rules import Rule
from engine.logs import get_logger, refused, safe

MAX_LINES: Final = 100
"""Lines between two sweeps, which are a second apart."""

REFUSALS: Final = frozenset(
    {Rule.FAILED_REGISTRATIONS, Rule.ILLEGAL_CALLS, Rule.MALFORMED, Rule.SCANNER}
)
"""What is a refusal; a call as such is none."""

_log = get_logger(__name__)


class RefusalLog:
    """Writes refusals into the log."""

    def __init__(self) -> None:
        self._lines = 0
        self._left_out = 0

    def note(self, rule: Rule, source: str, extension: str = "") -> None:
        """Log one refusal, if there is room for it."""
        if rule not in REFUSALS:
            return
        if self._lines >= MAX_LINES:
            self._left_out += 1
            return
        self._lines += 1
        more = {"extension": safe(extension, 64)} if extension else {}
        refused(rule.value, source, **more)

    def sweep(self) -> None:
        """Begin the next second."""
        if self._left_out:
            _log.warning("refusals without a line", count=self._left_out)
        self._lines = self._left_out = 0
