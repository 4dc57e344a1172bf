"""The banner that the operator is shut out."""

from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.views.pages.blocked.own import OwnNotice
from tests.helpers.block_stubs import entry, row
from tests.helpers.page_stage import PageStage


class Undo:
    def __init__(self) -> None:
        self.asked: list[Any] = []

    def isEnabled(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def unblock(self, rows: Any, trust_s: int) -> None:
        self.asked.append(([item.what for item in rows], trust_s))


def test_it_is_seen_while_the_operator_is_blocked(stage: PageStage, qtbot: QtBot) -> None:
    undo = Undo()
    notice = OwnNotice(stage.context(), cast(Any, undo))
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.button.click()
    notice.show_row(row(entry(1, "10.0.0.0/8", reason="oops")), "10.1.2.3", may=True)
    assert "10.1.2.3" in notice.text()
    notice.button.click()
    assert undo.asked == [(["10.0.0.0/8"], 3600)]
    notice.show_row(row(entry(1, "10.0.0.0/8")), "10.1.2.3", may=False)
    assert notice.button.isHidden()
    notice.show_row(None, "10.1.2.3", may=True)
    assert notice.isHidden()
