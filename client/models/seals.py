"""The seals of the call records: their state, a check, and its result day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from client.api.keeping_values import SealedPart, SealReport, SealState
from client.formats import DASH, Formats
from client.models.alive import alive
from client.models.columns import Column, Pill
from client.models.table import TableModel
from client.session import Session

LOAD, CHECK = "seals.load", "seals.check"
SPANS = (31, 366, 0)
"""Days that a check may look back; 0 for all of them."""

SHOWN_HEAD = 16
FINDINGS = ("changed", "missing")
_ORDER = ("changed", "missing", "unsealed", "thinned", "removed", "intact")


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that is over.

    Attributes:
        report: what it found.
        at: when.
        days: how many days it looked back, 0 for all.
    """

    report: SealReport
    at: datetime
    days: int = 0


class SealFeed(QObject):
    """Asks the engine.

    Signals:
        loaded: the state is there; carries the `SealState`.
        checked: a check is over; carries what was `Checked`.
        failed: one of both could not be done; carries the error.
    """

    loaded = Signal(object)
    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def load(self) -> None:
        """Ask for the head of the chain."""
        taken, failed = alive(self, self.loaded.emit), alive(self, self.failed.emit)
        self._session.call(LOAD, lambda api: api.seals(), taken, failed, latest=True)

    def checking(self) -> bool:
        """Whether a check of ours is at work."""
        return self._session.busy(CHECK)

    def check(self, days: int) -> bool:
        """Compare the records of so many days with their seals; False while a check is at work."""
        first = ""
        if days:
            first = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()

        def done(report: SealReport) -> None:
            self.checked.emit(Checked(report, datetime.now(UTC), days))

        return self._session.call(
            CHECK, lambda api: api.check_seals(first), alive(self, done),
            alive(self, self.failed.emit),
        )  # fmt: skip


class SealTable(TableModel[SealedPart]):
    """What a check found, one row a day and billing mode, the newest day first."""

    def __init__(
        self, formats: Formats, mode: Callable[[int], str], parent: QObject | None = None
    ) -> None:
        super().__init__(
            seal_columns(formats, mode), lambda row: f"{row.day} {row.billing_mode}", parent
        )

    def show_report(self, report: SealReport) -> None:
        """Show the result of a check."""
        self.set_rows(sorted(report.items, key=lambda row: (row.day, row.billing_mode))[::-1])


def seal_columns(formats: Formats, mode: Callable[[int], str]) -> tuple[Column[SealedPart], ...]:
    """The columns of a check's result."""
    count = formats.count

    def found(row: SealedPart) -> str:  # what is not sealed was not summed up either
        return DASH if row.status == "unsealed" else count(row.found)

    return (
        Column("day", _tr("Day (UTC)"), lambda row: row.day, 120),
        Column("mode", _tr("Billing mode"), lambda row: mode(row.billing_mode), 170),
        Column("state", _tr("State"), lambda row: part_state(row).word, 230, pill=part_state,
               sort_key=lambda row: _rank(row.status)),
        Column("sealed", _tr("Sealed"), lambda row: count(row.sealed), 110, "right",
               sort_key=lambda row: row.sealed),
        Column("removed", _tr("Removed since"), lambda row: count(row.removed), 130, "right",
               sort_key=lambda row: row.removed),
        Column("found", _tr("Found"), found, 110, "right",
               sort_key=lambda row: row.found),
        Column("late", _tr("Sealed later"), lambda row: count(row.late), 120, "right",
               sort_key=lambda row: row.late, hint=_tr(
                   "How often records came in after the day was sealed, and were sealed by "
                   "themselves."
               )),
    )  # fmt: skip


def part_state(row: SealedPart) -> Pill:
    """What became of the records of a day and billing mode."""
    pills = {
        "intact": Pill("shield-check", _tr("As it was sealed"), "ok"),
        "removed": Pill("trash", _tr("Removed by retention"), "neutral"),
        "thinned": Pill("shield-check", _tr("The rest is as it was sealed"), "ok"),
        "unsealed": Pill("clock", _tr("Not sealed yet"), "neutral"),
        "missing": Pill("alert-triangle", _tr("Records are missing"), "bad"),
        "changed": Pill("alert-triangle", _tr("Records were changed"), "bad"),
    }
    return pills.get(row.status, Pill("help-circle", row.status, "warning"))


def state_text(state: SealState) -> str:
    """Say how long the chain is and how it ends."""
    if not state.links:
        return _tr("Nothing is sealed yet: a day is sealed six hours after its end (UTC).")
    words = _tr("%Ln seal(s). The last one is {head}….", state.links)
    return words.format(head=state.head[:SHOWN_HEAD])


def unproved(report: SealReport) -> bool:
    """Say whether a check found nothing wrong because there was nothing to compare."""
    unsealed = all(row.status == "unsealed" for row in report.items)
    return report.sound and bool(report.items) and unsealed


def result_text(checked: Checked, formats: Formats) -> str:
    """Say what a check found, and when it was made."""
    report, when = checked.report, formats.date_time(checked.at)
    wrong = sum(row.status in FINDINGS for row in report.items)
    if unproved(report):
        text = _tr("Checked at {time}: nothing of these days is sealed yet, so nothing is proved.")
        return text.format(time=when)
    if report.sound:
        text = _tr("Checked at {time}: the records are as they were sealed.")
        return text.format(time=when)
    lines = []
    if wrong:
        words = _tr(
            "Checked at {time}: %Ln row(s) are not as they were sealed; they come first.", wrong
        )
        lines.append(words.format(time=when))
    else:
        lines.append(_tr("Checked at {time}: not everything could be confirmed.").format(time=when))
    broken = _tr(
        "%Ln seal(s) are not the ones that were written, the first: {numbers}.",
        len(report.broken_links),
    )
    foreign = _tr(
        "%Ln seal(s) are not the ones that the audit names, the first: {numbers}.",
        len(report.foreign_links),
    )
    for words, links in ((broken, report.broken_links), (foreign, report.foreign_links)):
        if links:
            lines.append(words.format(numbers=", ".join(map(str, links[:5]))))
    return "\n".join(lines)


def span_words() -> dict[int, str]:
    """How far back a check may look."""
    return {31: _tr("The last 31 days"), 366: _tr("The last 12 months"), 0: _tr("All days")}


def _rank(status: str) -> int:
    return _ORDER.index(status) if status in _ORDER else len(_ORDER)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Seals", text, "", count)
