"""One registered contact (RFC 3261 §10.3).

There may be 100,000 of them, so texts that repeat are interned, address and port of the sender are
one text, and the garbage collector, which would stop the switch to look at each of them, is told
that they cannot be part of a cycle. :func:`dump` and :func:`load` turn a binding into a list that
survives a restart, with epoch seconds instead of monotonic ones.
"""

from sys import intern
from typing import Final

import msgspec

from engine.sip.grammar import bracket
from engine.sip.nat import Source

MAX_USER_AGENT: Final = 100
"""Characters kept of what a device calls itself."""


class Binding(msgspec.Struct, frozen=True, gc=False):
    """A contact address with everything needed to reach it and to judge the next REGISTER.

    Attributes:
        contact: The contact URI.
        q: Its preference as written, "" when none was given (RFC 3261 §20.10).
        call_id: Call-ID of the REGISTER that set it last.
        cseq: Sequence number of that REGISTER.
        path: Path values to go through, first hop first (RFC 3327).
        source: ``address:port`` that REGISTER came from, IPv6 in brackets.
        transport: "UDP" or "TCP".
        user_agent: What the device calls itself.
        registered_at: Monotonic seconds of that REGISTER.
        expires_at: Monotonic seconds at which the binding ends.
    """

    contact: str
    q: str
    call_id: str
    cseq: int
    path: tuple[str, ...]
    source: str
    transport: str
    user_agent: str
    registered_at: float
    expires_at: float

    @property
    def ip(self) -> str:
        """Address the REGISTER came from, without port and brackets."""
        host = self.source.rpartition(":")[0]
        return host[1:-1] if host.startswith("[") else host

    def header(self, now: float) -> str:
        """The Contact value of an answer, with the seconds that are left."""
        q = f";q={self.q}" if self.q else ""
        return f"<{self.contact}>{q};expires={int(self.expires_at - now + 0.5)}"


def source_text(source: Source) -> str:
    """``source`` as a binding keeps it."""
    return f"{bracket(source.ip)}:{source.port}"


def device_text(user_agent: str) -> str:
    """A User-Agent as a binding keeps it; phones of one make share one text."""
    return intern(user_agent[:MAX_USER_AGENT])


class _Line(msgspec.Struct, array_like=True):
    """A binding on disk; times are epoch seconds."""

    contact: str
    q: str
    call_id: str
    cseq: int
    path: list[str]
    source: str
    transport: str
    user_agent: str
    registered_at: float
    expires_at: float


def dump(binding: Binding, wall_offset: float) -> list[object]:
    """``binding`` as a list of plain values.

    Args:
        binding: What to write.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    return [
        binding.contact,
        binding.q,
        binding.call_id,
        binding.cseq,
        binding.path,
        binding.source,
        binding.transport,
        binding.user_agent,
        binding.registered_at + wall_offset,
        binding.expires_at + wall_offset,
    ]


def load(line: object, wall_offset: float, now: float) -> Binding:
    """The binding that :func:`dump` wrote, perhaps in another process.

    If the wall clock was set back meanwhile, it lasts no longer from now than it was granted.

    Raises:
        ValueError: it is no such line.
    """
    stored = msgspec.convert(line, _Line)
    granted = max(stored.expires_at - stored.registered_at, 0.0)
    expires_at = min(stored.expires_at - wall_offset, now + granted)
    return Binding(
        contact=stored.contact,
        q=stored.q,
        call_id=stored.call_id,
        cseq=stored.cseq,
        path=tuple(stored.path),
        source=stored.source,
        transport=intern(stored.transport),
        user_agent=device_text(stored.user_agent),
        registered_at=expires_at - granted,
        expires_at=expires_at,
    )
