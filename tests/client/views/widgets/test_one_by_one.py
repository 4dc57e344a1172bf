from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from client.views.widgets.one_by_one import OneByOne


def test_pieces_are_done_in_order_and_others_come_in_between(qtbot: QtBot) -> None:
    done: list[str] = []
    owner = QObject()
    turns = OneByOne(owner)

    def first() -> None:
        done.append("a")
        QTimer.singleShot(0, owner, lambda: done.append("!"))

    turns.add(first)
    turns.add(lambda: done.append("b"))
    turns.add(lambda: done.append("c"))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 4)
    assert [each for each in done if each != "!"] == ["a", "b", "c"]
    assert done[-1] != "!"
    turns.add(lambda: done.append("d"))
    qtbot.waitUntil(lambda: done[-1] == "d")
