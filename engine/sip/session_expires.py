"""The values of session timers: Session-Expires and Min-SE (RFC 4028 sections 4 and 5)."""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.sip.errors import bad_value
from engine.sip.message import Message, delta_seconds
from engine.sip.params import Params, parse_params

REFRESHERS: Final = ("uac", "uas")


class SessionExpires(NamedTuple):
    """A Session-Expires value.

    Attributes:
        seconds: How long the session lasts unless it is refreshed, 0 to 2**32 - 1.
        refresher: Who refreshes it, "uac" or "uas" of the request; "" when that is left open.
    """

    seconds: int
    refresher: str = ""

    def __str__(self) -> str:
        """Write the value."""
        return f"{self.seconds};refresher={self.refresher}" if self.refresher else f"{self.seconds}"


def session_expires(message: Message) -> SessionExpires | None:
    """Session-Expires of ``message``, None when there is none.

    A refresher that RFC 4028 does not know counts as none, as any other parameter does.

    Raises:
        PeerError: 400 when it cannot be read, or is given twice.
    """
    found = _read(message, "session-expires")
    if found is None:
        return None
    seconds, params = found
    refresher = (params.get("refresher") or "").lower()
    return SessionExpires(seconds, refresher if refresher in REFRESHERS else "")


def min_se(message: Message) -> int | None:
    """Min-SE of ``message`` in seconds, None when there is none.

    Raises:
        PeerError: 400 when it cannot be read, or is given twice.
    """
    found = _read(message, "min-se")
    return None if found is None else found[0]


def _read(message: Message, name: str) -> tuple[int, Params] | None:
    lines = message.lines(name)
    if not lines:
        return None
    if len(lines) > 1:
        raise bad_value(name, lines[1], "given twice")
    number, semicolon, rest = lines[0].partition(";")
    params = parse_params(name, semicolon + rest)
    return delta_seconds(name, number.strip(" \t")), params
