from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.views.widgets.plain_label import PlainLabel


def test_what_looks_like_markup_is_a_text(qtbot: QtBot) -> None:
    label = PlainLabel("<b>1001</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    plain = PlainLabel("b1001/b")
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()
