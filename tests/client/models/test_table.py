"""The table model: rows by key, changes in place, pages."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from client.models.columns import Cell, Column, Pill
from client.models.table import (
    CellRole,
    ColumnRole,
    KeyRole,
    PillRole,
    RowRole,
    SortRole,
    TableModel,
    ToneRole,
)

Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Phone:
    extension: str
    failures: int = 0


COLUMNS = (
    Column[Phone]("extension", "Extension", lambda row: row.extension),
    Column[Phone](
        "failures", "Failures", lambda row: f"{row.failures:,}", align="right",
        sort_key=lambda row: row.failures, tooltip=lambda row: f"{row.failures} wrong passwords",
        pill=lambda row: Pill("lock", "Suspended", "bad") if row.failures > 5 else None,
        tone=lambda row: "bad" if row.failures else "muted",
    ),
)  # fmt: skip


@pytest.fixture
def model() -> TableModel[Phone]:
    made = TableModel(COLUMNS, lambda row: row.extension)
    made.set_rows([Phone("1001", 6), Phone("1002"), Phone("1003", 1)])
    return made


def test_qt_accepts_the_model(model: TableModel[Phone], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.append([Phone("1004")])
    model.remove(["1001"])
    qtmodeltester.check(model)


def test_a_cell_gives_every_role(model: TableModel[Phone]) -> None:
    cell = model.index(0, 1)
    assert cell.data() == "6"
    assert cell.data(Role.ToolTipRole) == "6 wrong passwords"
    assert cell.data(Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert cell.data(Role.AccessibleTextRole) == "Failures: 6"
    assert cell.data(SortRole) == 6
    assert cell.data(PillRole) == Pill("lock", "Suspended", "bad")
    assert cell.data(ToneRole) == "bad"
    assert cell.data(RowRole) == Phone("1001", 6)
    assert cell.data(KeyRole) == "1001"
    assert cell.data(Role.DecorationRole) is None
    assert model.index(0, 0).data(SortRole) == "1001"
    assert model.data(QModelIndex()) is None


def test_a_cell_is_painted_from_one_answer(model: TableModel[Phone]) -> None:
    assert model.index(0, 1).data(CellRole) == Cell(
        "", Pill("lock", "Suspended", "bad"), "bad", True
    )
    assert model.index(1, 1).data(CellRole) == Cell("0", None, "muted", True)
    assert model.index(1, 0).data(CellRole) == Cell("1002", None, "", False)


def test_headings_know_their_columns(model: TableModel[Phone]) -> None:
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across) == "Failures"
    assert model.headerData(1, across, ColumnRole) is COLUMNS[1]
    assert model.headerData(1, across, Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(9, across) is None


def test_a_changed_row_is_repainted_alone(model: TableModel[Phone], qtbot: QtBot) -> None:
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.patch([Phone("1002", 3), Phone("1003", 1)])
    assert changed == [(1, 1)]
    assert model.row(1) == Phone("1002", 3)


def test_an_unknown_row_is_added(model: TableModel[Phone]) -> None:
    model.patch([Phone("2001", 1)])
    assert [row.extension for row in model.rows()] == ["1001", "1002", "1003", "2001"]
    assert model.find("2001") == Phone("2001", 1)
    assert model.find("none") is None
    assert model.place("none") == -1


def test_the_same_keys_again_do_not_reset(model: TableModel[Phone], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([Phone("1001"), Phone("1002"), Phone("1003")])
    with qtbot.waitSignal(model.modelReset):
        model.set_rows([Phone("1001")])


def test_rows_are_taken_out_by_key(model: TableModel[Phone]) -> None:
    model.remove(["1001", "1003", "none"])
    assert model.rows() == [Phone("1002")]
    assert model.place("1002") == 0


def test_rows_on_top_move_the_others_down(model: TableModel[Phone]) -> None:
    model.prepend([Phone("998"), Phone("999")])
    model.append([Phone("1004")])
    model.patch([Phone("1002", 3), Phone("998", 1)])
    extensions = [row.extension for row in model.rows()]
    assert extensions == ["998", "999", "1001", "1002", "1003", "1004"]
    assert [model.place(extension) for extension in extensions] == list(range(6))
    assert (model.find("1002"), model.find("998")) == (Phone("1002", 3), Phone("998", 1))
    model.remove(["999", "1003"])
    assert [model.place(row.extension) for row in model.rows()] == list(range(4))


def test_the_same_keys_in_another_order_are_another_list(model: TableModel[Phone]) -> None:
    model.prepend([Phone("999")])
    model.set_rows([Phone("1001"), Phone("1002"), Phone("1003"), Phone("999")])
    assert model.row(3) == Phone("999")
    assert model.place("999") == 3


def test_only_the_column_of_a_countdown_is_repainted(model: TableModel[Phone]) -> None:
    changed: list[tuple[int, int, int]] = []
    model.dataChanged.connect(
        lambda first, last: changed.append((first.column(), last.column(), last.row()))
    )
    model.refresh_column("failures")
    assert changed == [(1, 1, 2)]
    TableModel(COLUMNS, lambda row: row.extension).refresh_column("failures")


def test_more_rows_are_asked_for_only_when_there_are_more(model: TableModel[Phone]) -> None:
    asked: list[Any] = []
    assert not model.canFetchMore(QModelIndex())
    model.set_fetch_more(lambda: asked.append(1))
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.set_fetch_more(None)
    model.fetchMore(QModelIndex())
    assert asked == [1]


def test_a_million_rows_are_found_by_key_at_once() -> None:
    model = TableModel(COLUMNS, lambda row: row.extension)
    model.set_rows(Phone(str(number)) for number in range(100_000))
    assert model.place("99999") == 99_999
    assert model.index(99_999, 0).data() == "99999"
