"""Security events on their way to a syslog server, each at least once, in order.

The stores are the queue: what was sent last is remembered beside the configuration, so a server
that is away, or a restart, loses nothing that retention has not removed, memory does not grow, and
nobody waits. Two streams are sent: changes and refusals from the audit, lockouts and blocks from
their history. The latter come through the journal, a segment of each kind by itself, so events are
sent some seconds late, when nothing older can come any more.

A server that does not take events is an alarm, and tried again after growing waits.
"""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.api.alarm_board import AlarmBoard
from engine.api.services import Services
from engine.logs import get_logger
from engine.management.syslog_format import Note, cef, of_audit, of_history, rfc5424
from engine.management.syslog_sender import SyslogError, SyslogSender
from engine.parameters.syslog import Target, target_of
from engine.store.audit_chain import Head

TARGET: Final = "SERVER_SYSLOG_TARGET"
CEF: Final = "SERVER_SYSLOG_CEF"
ALARM: Final = "syslog.failed"
FACT: Final = "syslog_sent"

EVERY_S: Final = 1.0
AT_ONCE: Final = 500
"""Events of each stream in one turn."""

LAG_MS: Final = 5_000
WAITS_S: Final = (1.0, 5.0, 15.0, 60.0)

_log = get_logger(__name__)


class SyslogExport:
    """Sends what is new.

    Args:
        services: Where events are read.
        alarms: Told of a server that does not take them.
        version: Of the program.
        authorities: A file with authorities to trust, or None.
        sender: Makes connections.
    """

    def __init__(
        self,
        services: Services,
        alarms: AlarmBoard,
        version: str,
        authorities: Path | None = None,
        sender: Callable[[Target, Path | None], SyslogSender] = SyslogSender,
    ) -> None:
        self._services = services
        self._alarms = alarms
        self._version = version
        self._authorities = authorities
        self._make = sender
        self._sender: SyslogSender | None = None
        self._failures = 0
        self._not_before = 0.0
        self._host = socket.gethostname()

    def sweep(self) -> None:
        """One turn; blocks for some seconds at most.

        Raises:
            StoreError: a store cannot be read; the next turn tries again.
        """
        parameters = self._services.config.parameters
        target = target_of(str(parameters.get(TARGET).value))
        if target is None:
            self._stop()
            return
        if self._sender is None or self._sender.target != target:
            self.close()
            self._sender, self._failures, self._not_before = (
                *(self._make(target, self._authorities), 0),
                0.0,
            )
        if self._services.clock.now() < self._not_before:
            return
        try:
            while self._turn(self._sender, bool(parameters.get(CEF).value)):
                pass
        except SyslogError as error:
            self._failed(error)
        else:
            self._failures = 0
            self._alarms.clear(ALARM)

    def close(self) -> None:
        """Hang up."""
        if self._sender is not None:
            self._sender.close()
            self._sender = None

    def _stop(self) -> None:
        """Nothing is sent any more; what happens meanwhile is not sent later."""
        if self._sender is not None:
            self.close()
            self._alarms.clear(ALARM)
        if self._services.config.facts.get(FACT):
            self._services.config.facts.put(FACT, {})

    def _turn(self, sender: SyslogSender, as_cef: bool) -> bool:
        """Send some of both streams; whether there is more."""
        audit_id, past = self._sent()
        rows = self._services.config.audit.after(audit_id, AT_ONCE)
        until = int(self._services.clock.wall() * 1000) - LAG_MS
        events = []
        if not self._services.journal.snapshot().pending_segments:
            events = self._services.cdrs.security.after(past, until, AT_ONCE)
        notes = [*map(of_audit, rows), *map(of_history, events)]
        if not notes:
            return False
        notes.sort(key=lambda note: note.at)
        sender.send([self._line(note, as_cef) for note in notes])
        last = (events[-1].at, events[-1].id) if events else past
        self._remember(rows[-1].id if rows else audit_id, last)
        return AT_ONCE in (len(rows), len(events))

    def _line(self, note: Note, as_cef: bool) -> bytes:
        if as_cef:
            return cef(note, self._host, os.getpid(), self._version)
        return rfc5424(note, self._host, os.getpid())

    def _sent(self) -> tuple[int, tuple[int, str]]:
        """What was sent last; the first time that is everything that there is."""
        stored = self._services.config.facts.get(FACT)
        if stored:
            return int(stored["audit"]), (int(stored["at"]), str(stored["event"]))
        head: Head = self._services.config.audit.head()
        begin = (int(self._services.clock.wall() * 1000), "")
        self._remember(head.id, begin)
        return head.id, begin

    def _remember(self, audit_id: int, past: tuple[int, str]) -> None:
        fact = {"audit": audit_id, "at": past[0], "event": past[1]}
        self._services.config.facts.put(FACT, fact)

    def _failed(self, error: SyslogError) -> None:
        wait = WAITS_S[min(self._failures, len(WAITS_S) - 1)]
        self._failures += 1
        self._not_before = self._services.clock.now() + wait
        self._alarms.put(ALARM, "warning", error.detail)
        if self._failures == 1:
            _log.warning("the syslog server does not take events", reason=error.detail)
