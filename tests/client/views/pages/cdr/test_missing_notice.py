from pytestqt.qtbot import QtBot

from client.api.cdr_values import MissingDays
from client.formats import Formats
from client.theme import Theme
from client.views.pages.cdr.missing_notice import MissingNotice


def test_it_is_there_only_while_something_is_missing(qtbot: QtBot, theme: Theme) -> None:
    notice = MissingNotice(theme, Formats("UTC"))
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.show_missing([MissingDays("2026-03-03", "2026-03-05", 9, "a.parquet", "cut short")])
    assert not notice.isHidden()
    assert "2026-03-03 to 2026-03-05" in notice.accessibleName()
    assert "cut short" in notice.toolTip()
    notice.show_missing([])
    assert notice.isHidden()
