"""The certificate that the switch shows, from files that are looked at again while it runs.

A certificate lasts for months and whoever renews it replaces its files. What is new in them is used
for every connection from then on; those that stand go on. Files that cannot be used, because only
one of the two was replaced so far or because they were damaged, change nothing: what was loaded
before stays in use, and the log, the figures and an alarm say so.
"""

import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from engine.certificates import facts
from engine.control.alarms import AlarmSet, Severity
from engine.errors import ConfigError
from engine.logs import get_logger
from engine.switch.counters import Counters
from engine.switch.tls_trust import TlsTrust, harden, load_chain

LOOK_INTERVAL: Final = 10.0
"""Seconds between two looks at the files."""

_DAY: Final = 86_400.0

WARN_BEFORE: Final = 14 * _DAY
"""Seconds before its end at which a certificate is an alarm, and a line of the log each day."""

CRITICAL_BEFORE: Final = 2 * _DAY
"""Seconds before its end from which on the alarm is a critical one."""

ENDING: Final = "certificate.ending"
FAILED: Final = "certificate.failed"
"""Kinds of alarms raised here."""

_log = get_logger(__name__)


class TlsPaths(NamedTuple):
    """The files.

    Attributes:
        certificate: Ours with those that lead to its authority, PEM.
        key: Its key, PEM, without a password.
        authorities: Who may vouch for gateways besides those this machine trusts; None for nobody.
    """

    certificate: Path
    key: Path
    authorities: Path | None = None


class TlsFiles:
    """The certificate in use.

    Args:
        paths: Its files.
        trust: Shows it to gateways that ask for one.
        counters: Of the process.
        alarms: Of the process.
        required: Whether connections are accepted; without that a certificate is a choice.

    Attributes:
        context: What a new connection that we accept begins with.
    """

    def __init__(
        self,
        paths: TlsPaths,
        trust: TlsTrust,
        counters: Counters,
        alarms: AlarmSet,
        *,
        required: bool,
    ) -> None:
        self._paths = paths
        self._trust = trust
        self._counters = counters
        self._alarms = alarms
        self._required = required
        self._seen: tuple[object, ...] = ()
        self._look_at = float("-inf")
        self._warn_at = float("-inf")
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def load(self) -> None:
        """Read the files.

        Raises:
            ConfigError: they cannot be used; nothing has changed then.
        """
        self._seen = self._state()
        certificate, key, authorities = self._paths
        if not self._required and not certificate.exists():
            self._trust.load(None, None, authorities)
            return
        if not certificate.exists():
            raise ConfigError(
                f"there is no certificate for SIP over TLS at {certificate}; put one there with "
                f"its key {key}, or make one: switchwarden-engine certificate create"
            )
        ends = facts(certificate).not_after
        context = server_context(certificate, key)
        self._trust.load(certificate, key, authorities)
        self.context = context
        self._counters.tls_certificate_expires_seconds = ends
        self._counters.tls_certificate_failed = 0
        self._warn_at = float("-inf")

    def look(self, now: float, wall: float) -> None:
        """Use what is new in the files; complain of an end that is near. Each second or so.

        Args:
            now: Monotonic seconds.
            wall: Epoch seconds.
        """
        if now < self._look_at:
            return
        self._look_at = now + LOOK_INTERVAL
        if self._state() != self._seen:
            self._load_again()
        ends = self._counters.tls_certificate_expires_seconds
        if not ends or wall <= ends - WARN_BEFORE:
            self._alarms.clear(ENDING)
            return
        severity: Severity = "critical" if wall > ends - CRITICAL_BEFORE else "warning"
        self._alarms.put(ENDING, severity, _ending(ends, ended=wall >= ends))
        if now >= self._warn_at:
            self._warn_at = now + _DAY
            days = round((ends - wall) / _DAY, 1)
            _log.warning("the certificate of SIP over TLS ends", days_left=days)

    def _load_again(self) -> None:
        try:
            self.load()
        except ConfigError as error:
            self._counters.tls_certificate_failed = 1
            text = f"The certificate of before stays in use: {error.detail}"
            self._alarms.put(FAILED, "warning", text)
            _log.error("the certificate before stays in use", reason=error.detail)
        else:
            self._alarms.clear(FAILED)
            _log.info("the certificate of SIP over TLS was read again")

    def _state(self) -> tuple[object, ...]:
        """What differs when one of the files was replaced."""
        return tuple(_stamp(path) for path in self._paths)


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """A context of connections that we accept: TLS 1.2 or newer, no certificate asked for.

    Raises:
        ConfigError: the files cannot be used.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    harden(context)
    load_chain(context, certificate, key)
    return context


def _ending(ends: float, *, ended: bool) -> str:
    at = f"{datetime.fromtimestamp(ends, UTC):%Y-%m-%d %H:%M} UTC"
    what = f"ended at {at}; phones refuse it" if ended else f"ends at {at}; phones refuse it then"
    return (
        f"The certificate of SIP over TLS {what}. Put a new one with its key in its place; it is "
        "used within seconds, without a restart."
    )


def _stamp(path: Path | None) -> tuple[int, int, int] | None:
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size
