from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from client.models.gathering import Gathering


def test_several_reasons_are_one_question_and_the_next_is_another(qtbot: QtBot) -> None:
    done: list[int] = []
    owner = QObject()
    soon = Gathering(5, lambda: done.append(1), owner)
    for _ in range(3):
        soon.ask()
    assert done == []
    qtbot.waitUntil(lambda: done == [1])
    assert not soon.isActive()
    soon.ask()
    qtbot.waitUntil(lambda: done == [1, 1])


def test_a_moment_that_has_begun_is_not_prolonged(qtbot: QtBot) -> None:
    owner = QObject()
    soon = Gathering(60_000, lambda: None, owner)
    soon.ask()
    qtbot.wait(20)
    left = soon.remainingTime()
    soon.ask()
    assert soon.remainingTime() <= left
