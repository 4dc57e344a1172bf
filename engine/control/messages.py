"""The values that cross the control socket.

Both ends use the same structs: the sender puts them into a message as they are (msgpack maps with
the field names as keys), the receiver turns a decoded map back with :func:`convert`. Times are
epoch seconds as floats, durations are seconds. A field added later needs a default, so that a
switch and a management of neighbouring versions still understand each other during an upgrade.
"""

from typing import Any, Final, Literal, TypeVar

import msgspec

from engine.control.alarms import Alarm
from engine.control.kernel import KernelReport
from engine.errors import ControlError

Status = Literal["registered", "unregistered", "suspended"]
"""State of an extension; suspended wins over registered."""

T = TypeVar("T")


class EndpointConfig(msgspec.Struct, frozen=True):
    """What the switch must know of an endpoint: who it is and the hashes it authenticates with.

    Attributes:
        extension: The user part of its address of record.
        ha1_md5: 32 hex digits, RFC 7616 section 3.4.2 with MD5.
        ha1_sha256: 64 hex digits, the same with SHA-256.
        enabled: A disabled endpoint is refused like an unknown one.
    """

    extension: str
    ha1_md5: str
    ha1_sha256: str
    enabled: bool = True

    def __repr__(self) -> str:
        return f"EndpointConfig(extension={self.extension!r}, enabled={self.enabled})"


class BindingInfo(msgspec.Struct, frozen=True):
    """One registered contact.

    Attributes:
        contact: The contact URI as registered.
        source: ``address:port`` the REGISTER came from.
        transport: ``udp`` or ``tcp``.
        user_agent: The phone's User-Agent, possibly empty.
        registered_at: Epoch seconds of the latest refresh.
        expires_at: Epoch seconds at which the binding ends.
    """

    contact: str
    source: str
    transport: str
    user_agent: str
    registered_at: float
    expires_at: float


class SuspensionInfo(msgspec.Struct, frozen=True):
    """One extension that is locked out now.

    Attributes:
        extension: As the attacker wrote it.
        known: Whether an endpoint of that name is configured.
        since: Epoch seconds.
        until: Epoch seconds.
        remaining_s: Seconds left when the message was made.
        reason: One line for the operator.
        sources: Addresses the failures came from, bounded, most recent last.
        repeats: How often this extension was suspended before.
        failures: Wrong responses counted.
    """

    extension: str
    known: bool
    since: float
    until: float
    remaining_s: float
    reason: str
    sources: list[str]
    repeats: int
    failures: int


class EndpointState(msgspec.Struct, frozen=True):
    """What the switch knows of one extension.

    Attributes:
        extension: The user part.
        status: See :data:`Status`.
        bindings: Live contacts, also while suspended: they keep receiving calls.
        failures: Wrong responses since the last success, expiry or clearing.
        last_seen: Epoch seconds of the latest accepted REGISTER, None before the first.
        suspension: The lockout, or None.
    """

    extension: str
    status: Status
    bindings: list[BindingInfo]
    failures: int
    last_seen: float | None = None
    suspension: SuspensionInfo | None = None


class Cleared(msgspec.Struct, frozen=True):
    """What clearing one extension removed."""

    extension: str
    known: bool
    failures: int
    was_suspended: bool


class Undone(msgspec.Struct, frozen=True):
    """Extensions that a source had attacked and that begin anew.

    Attributes:
        removed: Some of them.
        count: How many there were.
    """

    removed: list[Cleared]
    count: int


class Totals(msgspec.Struct, frozen=True):
    """Counts over all extensions."""

    registered: int
    suspended: int
    suspended_unknown: int
    bindings: int


class CounterSample(msgspec.Struct, frozen=True):
    """One figure for the metrics page; ``name`` has no product prefix."""

    name: str
    value: float
    kind: Literal["counter", "gauge"]
    help: str
    labels: dict[str, str] = {}


class Effective(msgspec.Struct, frozen=True):
    """The moment (epoch seconds) from which the very next SIP message sees the change."""

    effective_at: float


class Hello(msgspec.Struct, frozen=True):
    """Who answers.

    Attributes:
        config_version: Version of the configuration in force; -1 before the first push.
        pid: Process id of the switch.
        started_at: Epoch seconds.
        sip: Listening addresses, ``udp:127.0.0.1:5060``.
        journal_write_failed: True while the disk refuses the journal, the stored state or the
            copy of the configuration.
        journal_error: What it said, "" when it is well.
        alarms: What the switch knows and nobody else can see.
        kernel: What of the blacklist is enforced in the kernel; its ``withheld`` is left out.
    """

    config_version: int
    pid: int
    started_at: float
    sip: list[str]
    journal_write_failed: bool = False
    journal_error: str = ""
    alarms: list[Alarm] = []
    kernel: KernelReport = KernelReport()


NO_CONFIG: Final = -1
"""``config_version`` of a switch that was never configured."""


def convert(value: Any, kind: type[T]) -> T:
    """A decoded map (or list of maps) as ``kind``.

    Raises:
        ControlError: the shape is not the one agreed; names the first wrong field.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ControlError(f"the other side sent an unexpected message: {error}") from error
