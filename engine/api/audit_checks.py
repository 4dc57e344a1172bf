"""Verifying the chain of the audit beside everything else: one thread, one at a time.

A million entries take some ten seconds, so nobody waits for it: it is begun, looked at while it
runs, and its result is kept, also over a restart. The last place that was found to be sound goes
into the next verification, which so notices when the end of the chain was cut off since.
One that could not be finished is remembered as well: entries that cannot be read are no good sign.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from engine.errors import Conflict, SwitchwardenError
from engine.logs import get_logger
from engine.store.audit_chain import ChainReport, Head
from engine.store.config_store import ConfigStore
from engine.store.rows import AuditFilter

FACT: Final = "audit_verified"
UNFINISHED: Final = "audit_unverified"
"""Fact: since when, and why, no verification could be finished."""

ACTION: Final = "audit.verify"
BREATH_S: Final = 0.002
"""Rest after each thousand entries, so that whoever else works in this process gets his turn."""

_log = get_logger(__name__)


class _StoppedError(Exception):
    """The engine ends."""


@dataclass(frozen=True, slots=True)
class Running:
    """How far it is: entries that fit, of those there are; all zero while none runs."""

    on: bool = False
    rows: int = 0
    expected: int = 0
    error: str = ""


class AuditChecks:
    """Begins verifications of one store, and remembers the latest.

    Args:
        config: The store.
        wall: Present time, epoch seconds.
    """

    def __init__(self, config: ConfigStore, wall: Callable[[], float]) -> None:
        self._config = config
        self._wall = wall
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._now = Running()
        self._stop = threading.Event()

    def now(self) -> Running:
        """How it stands."""
        return self._now

    def last(self) -> dict[str, Any]:
        """The latest that was finished, see :meth:`_finish`; nothing before the first.

        Raises:
            StoreError: it cannot be read.
        """
        return self._config.facts.get(FACT)

    def begin(self, by: str, address: str, head: Head | None = None) -> Running:
        """Begin, unless one runs; how it stands.

        Args:
            by: Who wants it.
            address: Where he is.
            head: A place of the chain that was noted before.

        Raises:
            StoreError: the store cannot be read.
            Conflict: one runs, and not for this head.
        """
        with self._lock:
            if self._now.on and head is not None:
                raise Conflict("the audit is being verified; try again in some seconds")
            if self._now.on or self._stop.is_set():
                return self._now
            begun = self._now = Running(on=True, expected=self._config.audit.count(AuditFilter()))
            self._thread = threading.Thread(
                target=self._run, args=(by, address, head), name="audit check", daemon=True
            )
            self._thread.start()
            return begun

    def wait(self, seconds: float) -> bool:
        """Wait until none runs; False when the time was too short."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self._now.on

    def close(self) -> None:
        """Stop at the next thousand entries; none begins any more."""
        self._stop.set()
        self.wait(5.0)

    def _run(self, by: str, address: str, head: Head | None) -> None:
        error = ""
        try:
            known = self._known()
            noted = [each for each in (known, head) if each is not None]
            self._finish(self._config.audit.verify(noted, self._tick), by, address, known)
        except _StoppedError:
            error = "the engine was stopped"
        except SwitchwardenError as problem:
            error = self._unfinished(str(problem))
        except Exception as problem:  # noqa: BLE001 - a damaged entry; the thread has no other way
            _log.error("the audit cannot be verified", exc_info=problem)
            error = self._unfinished(f"the entries cannot be read: {problem}")
        self._now = Running(error=error)

    def _unfinished(self, error: str) -> str:
        """Remember that it could not be finished, if that can be written."""
        with suppress(SwitchwardenError):
            self._config.facts.put(UNFINISHED, {"at": self._wall(), "error": error})
        return error

    def _tick(self, rows: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        self._now = Running(on=True, rows=rows, expected=max(rows, self._now.expected))
        time.sleep(BREATH_S)

    def _known(self) -> Head | None:
        return Head.read(str(self.last().get("known", "")))

    def _finish(self, report: ChainReport, by: str, address: str, known: Head | None) -> None:
        head = report.head if report.sound or known is None else known
        fact = {
            "at": self._wall(),
            "by": by,
            "sound": report.sound,
            "rows": report.rows,
            "first_bad": report.first_bad,
            "detail": report.detail,
            "removed": report.removed,
            "removed_upto": report.removed_upto,
            "head": report.head.text,
            "known": head.text,
        }
        self._config.facts.put(FACT, fact)
        self._config.facts.put(UNFINISHED, {})
        if not report.sound:
            _log.error("the audit was changed", first_bad=report.first_bad, detail=report.detail)
        found = {name: fact[name] for name in ("sound", "rows", "first_bad", "detail")}
        self._config.audit.append(
            actor=by, address=address, action=ACTION, object="audit", after=found
        )


def broken(config: ConfigStore) -> bool:
    """Whether the latest verification found something, or could not be finished.

    Raises:
        StoreError: that cannot be read.
    """
    last = config.facts.get(FACT)
    return bool(config.facts.get(UNFINISHED)) or (bool(last) and not last.get("sound"))
