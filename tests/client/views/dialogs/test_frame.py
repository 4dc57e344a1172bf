"""The frame of dialogs: modal to its window, plain text, buttons with clear roles."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.dialogs.frame import DialogFrame


def test_the_frame(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DialogFrame(theme, "Delete <b>1001</b>?", "It is gone.", parent)
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert dialog.accessibleName() == dialog.windowTitle() == "Delete <b>1001</b>?"
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel)
    )
    assert dialog.add_button("Delete", primary=True).isDefault()
    assert not dialog.add_button("Cancel").isDefault()


def test_rows_share_the_width_as_asked(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DialogFrame(theme, "Way", "", parent)
    wide, narrow, left, right = (QWidget() for _ in range(4))
    dialog.add_row(wide, narrow, shares=(3, 1))
    dialog.add_row(left, right)
    dialog.open()
    assert wide.width() > 2 * narrow.width()
    assert abs(left.width() - right.width()) <= 1


def test_a_dialog_is_as_high_as_its_texts_need(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DialogFrame(theme, "Serve trusted addresses alone", "What is said here. " * 12, parent)
    dialog.add_button("Close")
    dialog.open()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())


def test_a_dialog_grows_for_what_comes_later(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DialogFrame(theme, "Serve trusted addresses alone", "What is said here. " * 12, parent)
    late = dialog.words("What went wrong, and why. " * 12)
    late.hide()
    dialog.box.addWidget(late)
    dialog.add_button("Close")
    dialog.open()
    before = dialog.height()
    late.show()
    layout = dialog.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())


def test_no_button_is_cut(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DialogFrame(theme, "Export", "", parent)
    for text in ("Earlier exports of everybody", "Evidence report for an auditor", "Cancel it"):
        dialog.add_button(text)
    last = dialog.add_button("Choose where to save the file", primary=True)
    dialog.open()
    assert last.width() >= last.minimumSizeHint().width()
    assert last.geometry().right() < dialog.width()
