from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from client.models.tips import plain_tip


@pytest.mark.parametrize("text", ["<b>1001</b>", "&lt;b>", "a <img src=x> b\n1 < 2 & 3", "<qt>"])
def test_what_a_stranger_sends_is_shown_as_it_is(qtbot: QtBot, text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText() == text


def test_an_ordinary_text_stays_as_it_is() -> None:
    assert plain_tip("192.0.2.1 & more") == "192.0.2.1 & more"
