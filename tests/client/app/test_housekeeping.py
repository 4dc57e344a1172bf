"""Full collections happen when nobody waits, and only then."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from client.app.housekeeping import Housekeeping


@pytest.fixture
def housekeeping(qapp: QApplication) -> Iterator[Housekeeping]:
    made = Housekeeping(qapp)
    yield made
    made.close()


class Circle:
    """An object that keeps itself."""

    alive = 0

    def __init__(self) -> None:
        self.itself = self
        Circle.alive += 1

    def __del__(self) -> None:
        Circle.alive -= 1


def test_python_no_longer_looks_through_everything(housekeeping: Housekeeping) -> None:
    before = gc.get_stats()[2]["collections"]
    kept = [[number] for number in range(200_000)]
    assert gc.get_stats()[2]["collections"] == before
    assert len(kept) == 200_000
    assert gc.isenabled()


def test_what_is_new_is_still_looked_through(housekeeping: Housekeeping) -> None:
    before = gc.get_stats()[0]["collections"]
    assert len([[number] for number in range(20_000)]) == 20_000
    assert gc.get_stats()[0]["collections"] > before


def test_turning_to_another_program_collects(
    housekeeping: Housekeeping, qapp: QApplication
) -> None:
    gc.collect()
    Circle()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert Circle.alive == 1
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert Circle.alive == 0


def test_closing_leaves_it_to_python_again(qapp: QApplication) -> None:
    before = gc.get_threshold()
    Housekeeping(qapp).close()
    assert gc.get_threshold() == before
