"""A list that is arranged anew without a reset."""

import random

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from client.models.arranged import ArrangedModel
from client.models.columns import Column

Pair = tuple[int, str]


@pytest.fixture
def model(qtmodeltester: ModelTester) -> ArrangedModel[Pair]:
    column: Column[Pair] = Column("name", "Name", lambda row: row[1])
    made = ArrangedModel((column,), lambda row: row[0])
    qtmodeltester.check(made)
    return made


def test_what_is_held_goes_with_its_row_whatever_happens(model: ArrangedModel[Pair]) -> None:
    chance = random.Random(7)
    resets = QSignalSpy(model.modelReset)
    model.become([(number, "a") for number in range(20)])
    held = QPersistentModelIndex(model.index(model.place(5), 0))
    for _ in range(30):
        others = chance.sample([number for number in range(40) if number != 5], 12)
        wanted = [(number, "b") for number in chance.sample([5, *others], 13)]
        model.become(wanted)
        assert model.rows() == wanted
        assert model.rows()[held.row()][0] == 5
        assert all(model.find(row[0]) == row for row in wanted)
    model.become([])
    assert not held.isValid()
    assert model.place(5) == -1
    assert resets.count() == 0


def test_the_selection_stays_on_its_rows(model: ArrangedModel[Pair]) -> None:
    model.become([(number, "a") for number in range(4)])
    selection = QItemSelectionModel(model)
    flags = QItemSelectionModel.SelectionFlag
    for number in (0, 3):
        selection.select(model.index(number, 0), flags.Select | flags.Rows)
    model.become([(9, "new"), (3, "a"), (2, "a")])
    assert [index.row() for index in selection.selectedRows()] == [1]


def test_only_what_differs_is_told(model: ArrangedModel[Pair]) -> None:
    model.become([(1, "a"), (2, "a")])
    told = QSignalSpy(model.dataChanged)
    moved = QSignalSpy(model.layoutChanged)
    model.become([(1, "a"), (2, "a")])
    assert (told.count(), moved.count()) == (0, 0)
    model.become([(1, "a"), (2, "b")])
    assert (told.count(), moved.count()) == (1, 0)
    model.become([(1, "a"), (2, "b")], repaint=True)
    assert told.count() == 2
