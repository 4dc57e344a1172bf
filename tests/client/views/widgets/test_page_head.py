"""The head: path, title, at most three buttons."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.page_head import PageHead


def test_three_buttons_and_no_more(theme: Theme, qtbot: QtBot) -> None:
    head = PageHead(theme, ("Data query",), "CDR")
    qtbot.addWidget(head)
    ran: list[str] = []
    for name in ("a", "b", "c"):
        head.add_button(name, partial(ran.append, name), "check").click()
    assert ran == ["a", "b", "c"]
    with pytest.raises(ValueError, match="three"):
        head.add_button("d", lambda: None)


def test_the_title_can_change(theme: Theme, qtbot: QtBot) -> None:
    head = PageHead(theme, (), "CDR")
    qtbot.addWidget(head)
    head.set_title("CDR, today")
    assert head.title() == "CDR, today"
