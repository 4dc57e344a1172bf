"""What is done about old call records while nobody asks for it, a little at a time.

Every few seconds one piece of a closed month goes into the archive, and some blocks get their index
of texts, which is made anew when records have left the table. What fails, say on a full disk, is
tried again after a while; records are where they were.
"""

from collections.abc import Callable
from typing import Final

from engine.errors import StoreError
from engine.logs import get_logger
from engine.store.cdr_store import CdrStore

ARCHIVE_MONTHS: Final = "SERVER_CDR_ARCHIVE_MONTHS"

EVERY_S: Final = 5.0
PAUSE_S: Final = 300.0
"""How long a failure is waited out."""

BLOCKS_AT_ONCE: Final = 20
"""Blocks indexed in a turn, some 200 ms."""

_log = get_logger(__name__)


class RecordKeeper:
    """Keeps one store of call records in order.

    Args:
        cdrs: The store.
        parameter: The present value of a parameter.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self, cdrs: CdrStore, parameter: Callable[[str], int], wall: Callable[[], float]
    ) -> None:
        self._cdrs = cdrs
        self._parameter = parameter
        self._wall = wall
        self._not_before = 0.0

    def sweep(self) -> None:
        """One turn; blocks for a second or two when there is something to archive."""
        now = self._wall()
        # A clock that was put back must not stop this for ever.
        if self._not_before - PAUSE_S <= now < self._not_before:
            return
        try:
            self._archive(now)
            self._cdrs.index_texts(BLOCKS_AT_ONCE)
        except StoreError as error:
            self._not_before = now + PAUSE_S
            _log.warning("old records were not archived", reason=error.detail)

    def _archive(self, now: float) -> None:
        made = self._cdrs.months.archive_next(self._parameter(ARCHIVE_MONTHS), int(now * 1000))
        if made is not None:
            _log.info("records were archived", file=made.file, records=made.rows, bytes=made.bytes)
