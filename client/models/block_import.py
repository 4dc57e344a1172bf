"""A list of addresses before it is blocked: bad lines and whoever would be cut off, named.

The engine checks the list (a dry run); this says its findings in words, in the order of weight:
first the lines that cannot be read, then the places where somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from client.api.block_import_values import ListHit, ListReport
from client.models.columns import Column, Pill
from client.models.table import TableModel

REFUSE, SKIP, BLOCK = "refuse", "skip", "block"


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the file that needs a look.

    Attributes:
        number: its number in the file, from 1.
        value: the address or network; empty when the line cannot be read.
        words: what is wrong with it, or who is there.
    """

    number: int
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ListWish:
    """How a list is to be imported: for how many seconds, why, and what about hits."""

    seconds: int
    reason: str
    on_hit: str


def lines_of(report: ListReport) -> tuple[ListLine, ...]:
    """Return the lines to show: those that cannot be read, then those that hit somebody."""
    bad = [ListLine(each.line, "", each.detail) for each in report.errors]
    hits = [ListLine(each.line, each.value, hit_text(each)) for each in report.hits]
    return (*bad, *hits)


def hit_text(hit: ListHit) -> str:
    """Return who would be cut off at one place."""
    parts = []
    if hit.own_address:
        parts.append(_tr("you yourself"))
    if hit.live_endpoints:
        names = ", ".join(hit.extensions)
        rest = hit.live_endpoints - len(hit.extensions)
        if rest > 0:
            names = _tr("{names} and {count} more").format(names=names, count=f"{rest:,}")
        parts.append(_tr("registered phones: {names}").format(names=names))
    if hit.gateways:
        parts.append(_tr("gateways: {names}").format(names=", ".join(hit.gateways)))
    if hit.trusted:
        parts.append(_tr("trusted: {names}").format(names=", ".join(hit.trusted)))
    return "; ".join(parts)


def to_block(report: ListReport, on_hit: str) -> int:
    """Return how many places would be blocked, by what a dry run found."""
    return report.added + (report.hit_count if on_hit == BLOCK else 0)


def preview_text(report: ListReport) -> tuple[str, str]:
    """Return what the list is worth, and the tone of that."""
    text = _tr(
        "New: {added}. Blocked already: {already}. Would cut somebody off: {hits}. Lines that "
        "cannot be read: {bad}."
    ).format(
        added=f"{report.added:,}", already=f"{report.already:,}", hits=f"{report.hit_count:,}",
        bad=f"{report.fault_count:,}",
    )  # fmt: skip
    unnamed = report.hit_count - len(report.hits) + report.fault_count - len(report.errors)
    if unnamed > 0:
        more = _tr("%Ln more line(s) are not named here.", unnamed)
        text = f"{text} {more}"
    return text, "warning" if report.hit_count or report.fault_count else "ok"


def done_text(report: ListReport) -> tuple[str, str]:
    """Return what an import did, and the tone of that."""
    parts = [_tr("Blocked now: {count}.").format(count=f"{report.added:,}")]
    if report.already:
        parts.append(_tr("Blocked already: {count}.").format(count=f"{report.already:,}"))
    if report.skipped:
        text = _tr("Left out, since somebody would be cut off: {count}.")
        parts.append(text.format(count=f"{report.skipped:,}"))
    if report.fault_count:
        text = _tr("Lines that could not be read: {count}.")
        parts.append(text.format(count=f"{report.fault_count:,}"))
    return " ".join(parts), "warning" if report.skipped or report.fault_count else "ok"


class ListTable(TableModel[ListLine]):
    """The lines that need a look."""

    def __init__(self, lines: Iterable[ListLine] = (), parent: QObject | None = None) -> None:
        columns: tuple[Column[ListLine], ...] = (
            Column("line", _tr("Line"), lambda line: f"{line.number}", 64, "right",
                   sort_key=lambda line: line.number),
            Column("value", _tr("Address or network"), lambda line: line.value, 170),
            Column("state", _tr("Result"), lambda line: _pill(line).word, 140, pill=_pill),
            Column("words", _tr("Why"), lambda line: line.words, 340),
        )  # fmt: skip
        super().__init__(columns, lambda line: line.number, parent)
        self.set_rows(lines)


def _pill(line: ListLine) -> Pill:
    if line.value:
        return Pill("alert-triangle", _tr("hits somebody"), "warning")
    return Pill("alert-circle", _tr("refused"), "bad")


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("BlockImport", text, "", count)
