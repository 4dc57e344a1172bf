"""No shortcut twice, and each one is a key sequence that Qt knows."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from client.views.shortcuts import Shortcut


def test_every_shortcut_is_a_key_sequence_of_its_own(qapp: QApplication) -> None:
    sequences = [QKeySequence(item).toString() for item in Shortcut]
    assert all(sequences)
    assert len(set(sequences)) == len(list(Shortcut))


def test_the_habits_of_operators_are_kept() -> None:
    assert (Shortcut.REFRESH, Shortcut.FIND, Shortcut.GO_TO, Shortcut.HELP) == (
        "F5", "Ctrl+F", "Ctrl+K", "F1",
    )  # fmt: skip
