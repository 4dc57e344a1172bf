"""Sorting and text filtering for small tables, done by Qt and not row by row in Python.

The text of every column is searched by one native expression. Lists that may grow large (CDRs)
are filtered and sorted in the engine and never pass here.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QObject,
    QRegularExpression,
    QSortFilterProxyModel,
    Qt,
)

from client.models.table import SortRole


class FilterProxy(QSortFilterProxyModel):
    """Shows the rows of *model* that contain a text, sorted by ``SortRole``."""

    def __init__(self, model: QAbstractItemModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setSortRole(SortRole)
        self.setFilterKeyColumn(-1)
        self.setFilterRole(Qt.ItemDataRole.DisplayRole)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def set_text(self, text: str) -> None:
        """Show only the rows in which some column contains *text*, whatever its case."""
        expression = QRegularExpression(QRegularExpression.escape(text.strip()))
        expression.setPatternOptions(QRegularExpression.PatternOption.CaseInsensitiveOption)
        self.setFilterRegularExpression(expression)
