"""Garbage is collected in the interface thread alone; all of it when nobody waits."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.app.housekeeping import Housekeeping


@pytest.fixture
def housekeeping(qapp: QApplication) -> Iterator[Housekeeping]:
    gc.collect()
    gc.enable()
    made = Housekeeping(qapp)
    yield made
    made.close()
    assert gc.isenabled()
    gc.disable()  # as all tests of the client have it


class Circle:
    """An object that keeps itself."""

    alive = 0
    ended_in = ""

    def __init__(self) -> None:
        self.itself = self
        Circle.alive += 1

    def __del__(self) -> None:
        Circle.alive -= 1
        Circle.ended_in = threading.current_thread().name


def collections() -> int:
    return sum(each["collections"] for each in gc.get_stats())


def test_python_no_longer_looks_by_itself(housekeeping: Housekeeping) -> None:
    before = collections()
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000
    assert collections() == before
    assert housekeeping.tidy() >= 0
    assert collections() == before + 1


def test_garbage_of_other_threads_ends_in_the_thread_of_the_interface(
    housekeeping: Housekeeping, qtbot: QtBot
) -> None:
    kept: list[list[int]] = []

    def work() -> None:
        Circle()
        kept.extend([number] for number in range(5_000))

    def ended() -> bool:
        kept.extend([number] for number in range(1_000))  # what other tests left may have gone
        return Circle.alive == 0

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join(10)
    assert Circle.alive == 1
    qtbot.waitUntil(ended, timeout=20_000)
    assert Circle.ended_in == threading.main_thread().name
    assert housekeeping.parent() is not None


def test_turning_to_another_program_collects(
    housekeeping: Housekeeping, qapp: QApplication
) -> None:
    Circle()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert Circle.alive == 1
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert Circle.alive == 0
    assert housekeeping.parent() is qapp
