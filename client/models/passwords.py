"""The report on passwords: which are weak, which nobody judged, which were never changed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal

from client.api.client import ApiClient
from client.api.password_values import PasswordFact
from client.formats import Formats
from client.models.alive import alive
from client.models.columns import Column, Pill
from client.models.endpoint_passwords import strength_tone, strength_word
from client.models.table import TableModel
from client.session import Session

LOAD = "passwords.load"
PAGE = 1000
#: Rows that are loaded at most; beyond that the operator is told to narrow the search.
MOST = 10_000
ICONS = {"bad": "alert-triangle", "warning": "alert-circle", "ok": "circle-check"}


class Finding(StrEnum):
    """Which passwords are shown; the value is the name in the interface."""

    WEAK = "weak"
    UNKNOWN = "unknown"
    UNCHANGED = "unchanged"


class PasswordTable(TableModel[PasswordFact]):
    """Passwords as facts, by the names of their owners."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(_columns(formats), lambda row: (row.kind, row.name), parent)


class PasswordFeed(QObject):
    """Asks the engine for the report.

    Attributes:
        counts: how many passwords there are (``total``), and of each finding.
        rows: what was asked for.
        complete: whether that is all of it.

    Signals:
        loaded: it is there.
        failed: it could not be read; carries the error.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.counts: dict[str, int] = {}
        self.rows: list[PasswordFact] = []
        self.complete = True

    def load(self, kind: str, finding: Finding | None, text: str) -> None:
        """Ask for the passwords of a kind, all or those of a finding, with *text* in the name."""

        def fetch(api: ApiClient) -> tuple[list[PasswordFact], dict[str, int], bool]:
            return _fetch(api, kind, finding, text)

        taken, failed = alive(self, self._take), alive(self, self.failed.emit)
        self._session.call(LOAD, fetch, taken, failed, latest=True)

    def _take(self, found: tuple[list[PasswordFact], dict[str, int], bool]) -> None:
        self.rows, self.counts, self.complete = found
        self.loaded.emit()


def finding_word(finding: Finding | None) -> str:
    """Return what is shown, in words."""
    words = {
        Finding.WEAK: _tr("Weak"),
        Finding.UNKNOWN: _tr("Never judged"),
        Finding.UNCHANGED: _tr("Never changed"),
    }
    return _tr("All") if finding is None else words[finding]


def advice(row: PasswordFact) -> str:
    """Return what is wrong with a password and what to do, in a sentence."""
    if row.score is None:
        return _tr("set before strength was noted; a new password is judged")
    if row.weak and row.unchanged:
        return _tr("weak and never changed: set a new one")
    if row.weak:
        return _tr("weak: set a new one")
    if row.unchanged:
        return _tr("never changed since it was created")
    return _tr("nothing to do")


def _fetch(
    api: ApiClient, kind: str, finding: Finding | None, text: str
) -> tuple[list[PasswordFact], dict[str, int], bool]:
    """Ask page by page; runs in a worker thread."""
    rows: list[PasswordFact] = []
    cursor = ""
    while True:
        page = api.passwords(kind, finding or "", text, cursor=cursor, limit=PAGE)
        rows += page.items
        cursor = page.next_cursor
        if not cursor or len(rows) >= MOST:
            return rows, page.counts, not cursor


def _columns(formats: Formats) -> tuple[Column[PasswordFact], ...]:
    return (
        Column("name", _tr("Owner"), lambda row: row.name, 130),
        Column("display", _tr("Name"), lambda row: row.display_name, 170),
        Column("strength", _tr("Strength"), lambda row: strength_word(row.score), 120,
               sort_key=lambda row: -1 if row.score is None else row.score, pill=_pill),
        Column("changed", _tr("Set"), lambda row: formats.date_time(row.changed_at), 172,
               sort_key=lambda row: row.changed_at.timestamp()),
        Column("enabled", _tr("In use"),
               lambda row: _tr("yes") if row.enabled else _tr("no"), 80),
        Column("advice", _tr("What to do"), advice, 320),
    )  # fmt: skip


def _pill(row: PasswordFact) -> Pill:
    tone = "neutral" if row.score is None else strength_tone(row.score)
    return Pill(ICONS.get(tone, "circle-dashed"), strength_word(row.score), tone)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Passwords", text)
