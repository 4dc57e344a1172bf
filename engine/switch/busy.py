"""How much sources ask for, for trying rate limits on it later.

Of every message the method is looked at, and of some whether it has a password, as the rate limits
do (:mod:`engine.switch.limiter`), whether or not they are on. Kept is what comes near a limit:
sources that asked often within a second, or registered often within a minute. The rest, which is
nearly all, is forgotten with the second.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from engine.control.attempts import What
from engine.sip.nat import Source

MANY_REQUESTS: Final = 5
"""Requests of one source within a second from which on they are kept."""

MANY_CALLS: Final = 2
"""New calls of one source within a second, likewise."""

MANY_REGISTRATIONS: Final = 5
"""Registrations with a password of one source within a minute, likewise."""

MAX_SOURCES: Final = 20_000
"""Sources counted at a time; of further ones nothing is kept."""

MINUTE_S: Final = 60.0
_PROOF: Final = re.compile(rb"\r\n(?:proxy-)?authorization[ \t]*:", re.IGNORECASE)
_WITHIN: Final = re.compile(rb"\r\n(?:to|t)[ \t]*:[^\r\n]*;[ \t]*tag[ \t]*=", re.IGNORECASE)
_Counts = dict[str, int]


class Busy:
    """Counts what is asked for."""

    def __init__(self) -> None:
        self._requests: _Counts = {}
        self._calls: _Counts = {}
        self._registrations: _Counts = {}
        self._minute = 0.0

    def see(self, messages: Iterable[tuple[bytes, Source]]) -> None:
        """Count messages before anybody reads them."""
        for data, source in messages:
            start = data[:4]
            if start == b"SIP/" or start == b"ACK ":
                continue
            ip = source.ip
            _count(self._requests, ip)
            if start == b"REGI":
                if _PROOF.search(data) is not None:
                    _count(self._registrations, ip)
            elif start == b"INVI" and _WITHIN.search(data) is None and not _PROOF.search(data):
                _count(self._calls, ip)

    def take(self, now: float) -> Iterator[tuple[What, str, int]]:
        """What was much since the last time; about once a second, ``now`` in monotonic seconds."""
        requests, self._requests = self._requests, {}
        calls, self._calls = self._calls, {}
        yield from _many("asked", requests, MANY_REQUESTS)
        yield from _many("called", calls, MANY_CALLS)
        if now - self._minute >= MINUTE_S:
            self._minute = now
            registrations, self._registrations = self._registrations, {}
            yield from _many("signed_in", registrations, MANY_REGISTRATIONS)


def _count(counts: _Counts, ip: str) -> None:
    known = counts.get(ip)
    if known is not None:
        counts[ip] = known + 1
    elif len(counts) < MAX_SOURCES:
        counts[ip] = 1


def _many(what: What, counts: _Counts, least: int) -> Iterator[tuple[What, str, int]]:
    return ((what, ip, count) for ip, count in counts.items() if count >= least)
