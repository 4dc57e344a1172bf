from __future__ import annotations

from PySide6.QtCore import Qt

from client.models.columns import Column
from client.models.row_model import BLANK, CellRole, KeyRole, RowModel, RowRole


class Half(RowModel[str]):
    """Two rows, of which only the first is known."""

    def count(self) -> int:
        return 2

    def at(self, number: int) -> str | None:
        return "one" if number == 0 else None

    def place(self, key: object) -> int:
        return 0 if key == "ONE" else -1


def make() -> Half:
    columns = (Column[str]("text", "Text", lambda row: row, hint="Not sorted"),)
    return Half(columns, lambda row: row.upper())


def test_a_known_row_is_shown_and_found_by_its_key() -> None:
    model = make()
    index = model.index(0, 0)
    assert (index.data(), index.data(KeyRole), index.data(RowRole)) == ("one", "ONE", "one")
    assert model.find("ONE") == "one"
    assert model.find("TWO") is None
    assert model.rowCount() == 2
    assert model.rowCount(index) == 0


def test_a_row_that_is_not_known_is_a_placeholder() -> None:
    model = make()
    index = model.index(1, 0)
    assert index.data(CellRole) is BLANK
    for role in (Qt.ItemDataRole.DisplayRole, KeyRole, RowRole):
        assert index.data(role) is None


def test_a_heading_says_something_about_itself() -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    assert make().headerData(0, Qt.Orientation.Horizontal, tip) == "Not sorted"
    plain = RowModel((Column[str]("text", "Text", str),), str)
    assert plain.headerData(0, Qt.Orientation.Horizontal, tip) is None
