"""What is done about old call records while nobody asks for it, a little at a time.

Every few seconds, in this order: a day that is over is sealed; once all are, one piece of a closed
month goes into the archive; once a night, records whose time is over are removed; some blocks get
their index of texts, which is made anew when records have left the table; and a file of the archive
that nobody has read since the start is compared with its checksum. A damaged file is an alarm.
Nothing is sealed, moved or removed while segments wait that may have records of days that are over.

What fails, say on a full disk, is tried again after a while; records are where they were, and an
alarm says so until it has succeeded.
"""

import time
from collections.abc import Callable
from typing import Final

from engine.api.retention_runs import NIGHTLY, changed, drained, number_of, rules, run
from engine.api.services import JournalState
from engine.billing.journal import SEAL_RECORDS
from engine.control.alarms import Alarm, alarm
from engine.errors import Conflict, StoreError
from engine.logs import get_logger
from engine.store.archive_files import Missing
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from engine.store.seal_heads import ACTION, head_state, newest_head

ARCHIVE_MONTHS: Final = "SERVER_CDR_ARCHIVE_MONTHS"

EVERY_S: Final = 5.0
PAUSE_S: Final = 300.0
"""How long a failure is waited out."""

RETRY_MS: Final = 3_600_000
"""How long after a removal that ended early the rest is removed: each try is on record."""

ALARM: Final = "records.keeping"

DAMAGED: Final = "records.damaged"

BLOCKS_AT_ONCE: Final = 10
"""Blocks indexed together, some 300 ms, for which records that come in wait."""

TIMES_A_TURN: Final = 4
"""How often in a turn, a quarter of a core until all have an index: millions lack it after
months went into the archive. Once while a flood is taken in."""

SEALING_S: Final = 2.0
"""How long a turn goes on sealing; a day that was begun is done."""

NIGHT_MS: Final = 3 * 3_600_000
"""When records are removed at night, after midnight UTC."""

DAY_MS: Final = 86_400_000

_log = get_logger(__name__)


class RecordKeeper:
    """Keeps one store of call records in order.

    Args:
        cdrs: The store.
        config: Parameters, and the audit.
        journal: The present state of the journal.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self,
        cdrs: CdrStore,
        config: ConfigStore,
        journal: Callable[[], JournalState],
        wall: Callable[[], float],
    ) -> None:
        self._cdrs = cdrs
        self._config = config
        self._journal = journal
        self._wall = wall
        self._number = number_of(config)
        self._not_before = 0.0
        self._sealed: tuple[int, str] | None = None
        self._night = -1
        self._taken = 0
        self._retry_ms = 0
        self._failed = self._unremoved = ""
        self._damaged: list[Missing] = []

    def alarms(self, now: float) -> list[Alarm]:
        """What stands in the way at present (epoch seconds); nothing while all goes well."""
        found: list[tuple[str, str]] = []
        if text := self._failed or self._unremoved:
            words = f"Old call records are not sealed, archived or removed: {text}. None is lost."
            found.append((ALARM, words))
        if self._damaged:
            found.append((DAMAGED, _damage(self._damaged)))
        return [alarm(kind, "warning", now, words, "management") for kind, words in found]

    def sweep(self) -> None:
        """One turn; blocks for some seconds when there is something to do."""
        now = self._wall()
        # A clock that was put back must not stop this for ever.
        if self._not_before - PAUSE_S <= now < self._not_before:
            return
        try:
            journal = self._journal()
            if drained(journal) and self._seal(now):
                self._archive(now)
                self._remove(now)
            self._index(journal)
            self._cdrs.records.look_at_one()
            self._damaged = self._look_for_damage()
            self._failed = ""
        except (Conflict, StoreError) as error:
            self._not_before = now + PAUSE_S
            self._failed = error.detail
            _log.warning("old records were not looked after", reason=error.detail)

    def _index(self, journal: JournalState) -> None:
        taken = journal.ingested.get("cdr", 0)
        calm = not journal.pending_segments and taken - self._taken < SEAL_RECORDS
        self._taken = taken
        for _ in range(TIMES_A_TURN if calm else 1):
            if not self._cdrs.index_texts(BLOCKS_AT_ONCE):
                break

    def _look_for_damage(self) -> list[Missing]:
        archive = self._cdrs.archive
        with archive.lease():
            return archive.known_faults(self._cdrs.records.entries())

    def _seal(self, now: float) -> bool:
        """Seal days that are over; whether all are. The head of the chain goes into the audit."""
        if self._sealed is None:
            self._sealed = newest_head(self._config.audit)
        end = time.monotonic() + SEALING_S
        while self._cdrs.seals.seal_next(int(now * 1000)) is not None:
            if time.monotonic() > end:
                return False
        number, chain = head = self._cdrs.seals.head()
        if head != self._sealed:
            after = head_state(number, chain)
            self._config.audit.append(
                actor=NIGHTLY, address="", action=ACTION, object="cdrs", after=after
            )
            self._sealed = head
        return True

    def _archive(self, now: float) -> None:
        made = self._cdrs.months.archive_next(self._number(ARCHIVE_MONTHS), int(now * 1000))
        if made is not None:
            _log.info("records were archived", file=made.file, records=made.rows, bytes=made.bytes)

    def _remove(self, now: float) -> None:
        """The run of the night, if there is anything to run for and it was not yet.

        A number that somebody has just typed must not remove years of records within seconds: what
        it would remove is shown, and goes in the first night that begins after the change.
        """
        now_ms = int(now * 1000)
        night = (now_ms - NIGHT_MS) // DAY_MS
        if night == self._night or not rules(self._config).cutoffs(now_ms):
            return
        if changed(self._config) * 1000 >= night * DAY_MS + NIGHT_MS:
            return
        if self._retry_ms - RETRY_MS <= now_ms < self._retry_ms:
            return
        history = self._cdrs.retention.history()
        ran = (done.at for done in history if done.by == NIGHTLY and not done.error)
        if next(ran, -1) < night * DAY_MS + NIGHT_MS:
            done = run(self._config, self._cdrs, self._journal(), now, NIGHTLY, "")
            _log.info("records were removed", removed=done.removed, error=done.error)
            self._unremoved = done.error
            if done.error:
                self._retry_ms = now_ms + RETRY_MS
                return
        self._night = night


def _damage(damaged: list[Missing]) -> str:
    """Which records cannot be read, and what is to be done."""
    first, more = damaged[0].days(), len(damaged) - 1
    rest = f" Further damaged files: {more}." if more else ""
    return (
        f"What cannot be read: {first}.{rest} Put the file back from a backup. Until then pages "
        "say which days they lack, and exports over those days fail."
    )
