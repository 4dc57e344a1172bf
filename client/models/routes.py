"""The table of a routing analysis: the routing gateways in the order of the attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from client.api.call_values import RouteStep
from client.formats import DASH
from client.models.columns import Column
from client.models.route_text import CANDIDATE, reason, verdict_pill, verdict_word
from client.models.table import TableModel


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A gateway and its place among those that are tried; 0 when it is passed over."""

    step: RouteStep
    order: int


class RouteTable(TableModel[RouteRow]):
    """The steps of one analysis."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), lambda row: row.step.gateway, parent)

    def show(self, steps: Sequence[RouteStep]) -> None:
        """Show the steps of another analysis."""
        rows, order = [], 0
        for step in steps:
            order += step.verdict == CANDIDATE
            rows.append(RouteRow(step, order if step.verdict == CANDIDATE else 0))
        self.set_rows(rows)


def _columns() -> tuple[Column[RouteRow], ...]:
    return (
        Column("order", _tr("Order"), lambda row: str(row.order or DASH), 58, "right"),
        Column("gateway", _tr("Gateway"), lambda row: row.step.gateway, 120),
        Column("verdict", _tr("Verdict"), lambda row: verdict_word(row.step.verdict), 122,
               pill=lambda row: verdict_pill(row.step.verdict)),
        Column("prefix", _tr("Prefix"), lambda row: row.step.prefix or DASH, 70),
        Column("rank", _tr("Priority / weight"), _rank, 126, "right"),
        Column("callee", _tr("Called number sent"), lambda row: row.step.callee or DASH, 146),
        Column("caller", _tr("Calling number sent"), lambda row: row.step.caller or DASH, 148),
        Column("why", _tr("Why"), lambda row: reason(row.step), 260,
               tooltip=lambda row: row.step.text),
    )  # fmt: skip


def _rank(row: RouteRow) -> str:
    return f"{row.step.priority} / {row.step.weight}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Routes", text)
