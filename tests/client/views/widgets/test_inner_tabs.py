from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.inner_tabs import HEIGHT, InnerTabs


def test_tabs_have_a_name_and_never_lose_the_line_below_the_chosen_one(
    theme: Theme, qtbot: QtBot
) -> None:
    tabs = InnerTabs(theme, "What is shown", ("Removal", "Legal holds"))
    qtbot.addWidget(tabs)
    tabs.show()
    assert (tabs.accessibleName(), tabs.count()) == ("What is shown", 2)
    assert tabs.tabRect(0).height() <= tabs.height() == HEIGHT
