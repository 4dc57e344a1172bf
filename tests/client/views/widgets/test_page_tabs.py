"""Tabs: one a page, in an order of the operator's, closed by request only."""

import pytest
from pytestqt.qtbot import QtBot

from client.views.widgets.buttons import IconButton
from client.views.widgets.page import Page, PageSpec
from client.views.widgets.page_tabs import PageTabs
from tests.client.views.widgets.test_page import Plain
from tests.helpers.page_stage import PageStage


@pytest.fixture
def tabs(stage: PageStage, qtbot: QtBot) -> PageTabs:
    made = PageTabs(stage.theme)
    qtbot.addWidget(made)
    qtbot.addWidget(made.stack)
    for key in ("a", "b", "c"):
        made.add(Plain(PageSpec(key, (), key, "table", Plain), stage.context()))
    return made


def keys(tabs: PageTabs) -> list[str]:
    return [page.spec.key for page in tabs.pages()]


def current(tabs: PageTabs) -> str:
    page = tabs.current()
    return page.spec.key if page else ""


def test_a_new_page_comes_to_the_front(tabs: PageTabs) -> None:
    assert keys(tabs) == ["a", "b", "c"]
    assert current(tabs) == "c"
    assert tabs.stack.currentWidget() is tabs.current()


def test_pages_are_found_and_brought(tabs: PageTabs, qtbot: QtBot) -> None:
    page = tabs.page_of("a")
    assert page is not None
    with qtbot.waitSignal(tabs.page_shown):
        tabs.bring(page)
    assert current(tabs) == "a"
    assert tabs.page_of("z") is None


def test_stepping_goes_around_the_ends(tabs: PageTabs) -> None:
    tabs.step(1)
    assert current(tabs) == "a"
    tabs.step(-1)
    assert current(tabs) == "c"


def test_a_moved_tab_keeps_its_page(tabs: PageTabs, qtbot: QtBot) -> None:
    tabs.moveTab(0, 2)
    assert keys(tabs) == ["b", "c", "a"]
    tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: tabs.stack.currentWidget() is tabs.page_of("a"))


def test_a_page_put_before_another_leaves_that_in_front(
    tabs: PageTabs, stage: PageStage, qtbot: QtBot
) -> None:
    front = tabs.pages()[1]
    tabs.bring(front)
    qtbot.waitUntil(lambda: tabs.stack.currentWidget() is front)
    shown: list[object] = []
    tabs.page_shown.connect(shown.append)
    page = Plain(PageSpec("d", (), "d", "table", Plain), stage.context())
    tabs.insert(0, page)
    qtbot.wait(0)
    assert tabs.pages()[0] is page
    assert tabs.current() is tabs.stack.currentWidget() is front
    assert set(shown) <= {front}
    tabs.bring(page)
    qtbot.waitUntil(lambda: tabs.stack.currentWidget() is page)


def test_a_new_page_is_shown_in_the_next_turn_and_later_at_once(
    tabs: PageTabs, qtbot: QtBot
) -> None:
    tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: tabs.stack.currentWidget() is tabs.page_of("a"))
    tabs.setCurrentIndex(1)
    assert tabs.stack.currentWidget() is tabs.page_of("a")
    qtbot.waitUntil(lambda: tabs.stack.currentWidget() is tabs.page_of("b"))
    tabs.setCurrentIndex(0)
    assert tabs.stack.currentWidget() is tabs.page_of("a")


def test_closing_is_asked_for_and_done_by_the_owner(tabs: PageTabs, qtbot: QtBot) -> None:
    button = tabs.tabButton(1, PageTabs.ButtonPosition.RightSide)
    assert isinstance(button, IconButton)
    assert button.accessibleName() == "Close b"
    with qtbot.waitSignal(tabs.close_wanted) as signal:
        button.click()
    page = signal.args[0]
    assert isinstance(page, Page)
    tabs.take(page)
    assert keys(tabs) == ["a", "c"]


def test_without_pages_there_is_none_in_front(tabs: PageTabs) -> None:
    for page in tabs.pages():
        tabs.take(page)
    assert tabs.current() is None
    tabs.step(1)
