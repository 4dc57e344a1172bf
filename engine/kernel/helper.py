"""What the helper does twice a second: ask, bring the kernel there, say how far it is.

When nft refuses, the table is made anew the next time, later each time that fails. A switch that
does not answer changes nothing: what is in the kernel stays, and ends when it is to end.
"""

import re
from pathlib import Path
from typing import Final, Protocol

from engine.control.kernel import BLOCK, KernelAsk, KernelNews, KernelReport, State
from engine.defence.nft import Shape, table_name
from engine.defence.wanted import MAX_WITHHELD, Wanted
from engine.errors import ControlError
from engine.kernel.nft import Nft, NftError
from engine.kernel.table import KernelTable
from engine.logs import get_logger

STEP_S: Final = 0.5
"""Seconds between two batches."""

AUDIT_S: Final = 30.0
"""Seconds between two looks at what is really in the kernel."""

MEASURE_S: Final = 5.0
"""Seconds between two looks at what was dropped."""

LONGEST_WAIT_S: Final = 30.0
"""Seconds after which nft is tried again at the latest."""

_PAGES: Final = 10
_ALL_UDP: Final = 2
_TABLE: Final = re.compile(r"switchwarden_[0-9]{1,5}")

_log = get_logger(__name__)


class Asks(Protocol):
    """Asks the switch, see :class:`engine.kernel.link.Link`."""

    def ask(self, question: KernelAsk) -> KernelNews:
        """One question and its answer."""
        ...


class Helper:
    """Keeps one table.

    Args:
        link: To the switch.
        nft: Changes the kernel, None when that is not possible.
        reason: Why not.
        marker: File that names the table which is in the kernel, for the helper after this one.
        pid: Of this process.
        audit_s: Seconds between two audits.
    """

    def __init__(
        self,
        link: Asks,
        nft: Nft | None,
        reason: str,
        marker: Path,
        pid: int = 0,
        audit_s: float = AUDIT_S,
    ) -> None:
        self._link = link
        self._nft = nft
        self._missing = reason
        self._marker = marker
        self._pid = pid
        self._audit_s = audit_s
        self._wanted = Wanted()
        self._table: KernelTable | None = None
        self._news: KernelNews | None = None
        self._generation, self._number, self._cursor = "", -1, 0
        self._applied = self._brought = -1
        self._left = 0
        self._state: State = "off"
        self._reason = ""
        self._failed = 0
        self._retry_at = self._audit_at = self._measure_at = 0.0

    def step(self, now: float) -> None:
        """Once; ``now`` in monotonic seconds."""
        try:
            complete = self._ask(now)
        except ControlError as error:
            if self._cursor:  # half a list is none
                self._generation, self._number, self._cursor = "", -1, 0
            _log.debug("the switch does not answer the helper", reason=error.detail)
            return
        if complete and self._news is not None:
            self._obey(self._news, now)

    def finish(self) -> None:
        """Take the table out, unless it is to stay."""
        if self._news is not None and self._news.mode and self._news.leave:
            return
        try:
            self._remove()
        except NftError as error:
            _log.error("the table stays in the kernel", reason=error.detail)

    def report(self) -> KernelReport:
        """How far it is."""
        table = self._table
        withheld = self._wanted.withheld
        return KernelReport(
            state=self._state,
            reason=self._reason,
            generation=self._generation,
            applied=self._applied,
            elements=0 if table is None else table.elements,
            waiting=self._left,
            withheld=sorted(withheld)[:MAX_WITHHELD],
            withheld_count=len(withheld),
            drift=0 if table is None else table.drift,
            dropped_packets=0 if table is None else table.dropped[0],
            dropped_bytes=0 if table is None else table.dropped[1],
            batches=0 if table is None else table.batches,
            failures=0 if table is None else table.failures,
            pid=self._pid,
        )

    def _ask(self, now: float) -> bool:
        """Hear what is new; whether the lists are complete."""
        for _ in range(_PAGES):
            news = self._link.ask(
                KernelAsk(self._generation, self._number, self._cursor, self.report())
            )
            self._take(news, now)
            if not self._cursor:
                return True
        return False

    def _take(self, news: KernelNews, now: float) -> None:
        if news.mode == 0:
            self._wanted, self._generation, self._number, self._cursor = Wanted(), "", -1, 0
            self._news = news
            return
        if news.whole and (not self._cursor or news.generation != self._generation):
            self._wanted, self._applied = Wanted(), -1
            self._brought = -1
        for kind, value, left in news.rows:
            if kind == BLOCK:
                self._wanted.block(value, None if left is None else now + left)
            else:
                self._wanted.trust(value)
        for kind, value, _ in news.gone:
            (self._wanted.unblock if kind == BLOCK else self._wanted.distrust)(value)
        self._generation, self._number, self._cursor = news.generation, news.number, news.cursor
        self._news = news

    def _obey(self, news: KernelNews, now: float) -> None:
        nft = self._nft
        if news.mode and nft is None:
            self._state, self._reason = "unavailable", self._missing
            return
        if now < self._retry_at:
            return
        try:
            if news.mode and nft is not None:
                self._enforce(news, nft, now)
            else:
                self._remove()
                self._state, self._reason = "off", ""
        except NftError as error:
            self._fail(error, now)
        else:
            self._failed = 0

    def _enforce(self, news: KernelNews, nft: Nft, now: float) -> None:
        table = self._made(table_name(news.ports), nft)
        shape = Shape(tuple(news.ports), news.mode == _ALL_UDP)
        if now >= self._audit_at and table.stands:
            self._audit_at = now + self._audit_s
            found = table.audit(now)
            if found:
                _log.warning("the table in the kernel had been changed", differences=found)
                self._brought = -1
        if self._left or self._brought != self._wanted.version or not table.fits(shape):
            self._left = table.bring(self._wanted.sets(), shape, now)
            self._brought = self._wanted.version
        if now >= self._measure_at:
            self._measure_at = now + MEASURE_S
            table.measure()
        if not self._left:
            self._applied = self._number
        self._state = "pending" if self._left else "enforced"
        self._reason = f"{self._left} entries are on their way" if self._left else ""

    def _made(self, name: str, nft: Nft) -> KernelTable:
        """The table of this name; one of another name is taken out first."""
        if self._table is None or self._table.name != name:
            if self._named() not in ("", name):
                self._remove()
            self._table = KernelTable(name, nft)
            _write(self._marker, name)
        return self._table

    def _remove(self) -> None:
        """Take out what is in the kernel, also of a helper before this one."""
        name = self._named()
        if name and self._nft is not None:
            (self._table or KernelTable(name, self._nft)).remove()
            self._marker.unlink(missing_ok=True)
        self._table = None
        self._left = 0
        self._applied = self._brought = -1

    def _named(self) -> str:
        try:
            name = self._marker.read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            return ""
        return name if _TABLE.fullmatch(name) else ""

    def _fail(self, error: NftError, now: float) -> None:
        self._failed += 1
        self._applied = -1
        self._retry_at = now + min(STEP_S * 2.0 ** min(self._failed, 10), LONGEST_WAIT_S)
        # One refusal is an element that had just ended; the next batch makes everything anew.
        self._state = "pending" if self._failed == 1 else "unavailable"
        self._reason = error.detail
        if self._failed > 1:
            _log.warning("the kernel could not be changed", reason=error.detail, tries=self._failed)


def _write(marker: Path, name: str) -> None:
    """Note the table; without the note a helper killed would leave it, and nobody would know."""
    try:
        marker.write_text(f"{name}\n", encoding="ascii")
    except OSError as error:
        _log.error("cannot note which table is in the kernel", reason=error.strerror)
