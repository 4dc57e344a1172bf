"""Lines of the log for what strangers were refused, so that a firewall's helper can read them.

A refusal is one line (:func:`engine.logs.refused`), as far as the bounds allow: a flood must not
fill the disk. A source gets enough lines a minute for whoever counts them to act, and no more. What
was left out is counted in a line of its own.
"""

from typing import Final

from engine.defence.rules import Rule
from engine.logs import get_logger, refused, safe

MAX_LINES: Final = 300
"""Lines a minute."""

MAX_LINES_OF_SOURCE: Final = 10
"""Lines of one source a minute."""

SWEEPS: Final = 60
"""Sweeps, which are a second apart, until the next minute begins."""

REFUSALS: Final = frozenset(
    {Rule.FAILED_REGISTRATIONS, Rule.ILLEGAL_CALLS, Rule.MALFORMED, Rule.SCANNER}
)
"""What is a refusal; a call as such is none."""

_log = get_logger(__name__)


class RefusalLog:
    """Writes refusals into the log."""

    def __init__(self) -> None:
        self._sources: dict[str, int] = {}  # only those with a line, so that lines bound it
        self._lines = self._left_out = self._sweeps = 0

    def note(self, rule: Rule, source: str, extension: str = "") -> None:
        """Log one refusal, if there is room for it."""
        if rule not in REFUSALS:
            return
        of_source = self._sources.get(source, 0)
        if self._lines >= MAX_LINES or of_source >= MAX_LINES_OF_SOURCE:
            self._left_out += 1
            return
        self._lines += 1
        self._sources[source] = of_source + 1
        more = {"extension": safe(extension, 64)} if extension else {}
        refused(rule.value, source, **more)

    def sweep(self) -> None:
        """Another second is over."""
        self._sweeps += 1
        if self._sweeps < SWEEPS:
            return
        if self._left_out:
            _log.warning("refusals without a line", count=self._left_out)
        self._sources.clear()
        self._lines = self._left_out = self._sweeps = 0
