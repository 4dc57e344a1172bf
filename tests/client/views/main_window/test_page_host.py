"""Pages open once, close with a question if need be, and come back after a restart."""

from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.settings import CURRENT_TAB, TABS
from client.views.actions.registry import ActionRegistry
from client.views.main_window.page_host import PageHost
from client.views.widgets.page import PageContext, PageSpec
from client.views.widgets.page_tabs import PageTabs
from tests.client.views.widgets.test_page import Plain
from tests.helpers.page_stage import PageStage


class Counting(Plain):
    """A page that counts, and can have edits."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.edits = 0
        self.running = ""
        self.refreshed = 0
        self.filters_given: list[Mapping[str, object]] = []
        self.offer(f"{spec.key}.do", "Do", lambda: None)

    def refresh(self) -> None:
        self.refreshed += 1

    def unsaved(self) -> int:
        return self.edits

    def underway(self) -> str:
        return self.running

    def show_with(self, filters: Mapping[str, object]) -> None:
        self.filters_given.append(filters)


SPECS = {key: PageSpec(key, (), key, "table", Counting) for key in ("a", "b", "c")}


class Host:
    """A page host with its surroundings."""

    def __init__(self, stage: PageStage, qtbot: QtBot) -> None:
        self.stage = stage
        self.tabs = PageTabs(stage.theme)
        qtbot.addWidget(self.tabs)
        qtbot.addWidget(self.tabs.stack)
        self.registry = ActionRegistry()
        self.host = PageHost(SPECS, stage.context(), self.tabs, self.registry)

    def page(self, key: str) -> Counting:
        page = self.tabs.page_of(key)
        assert isinstance(page, Counting)
        return page

    def keys(self) -> list[str]:
        return [page.spec.key for page in self.tabs.pages()]


@pytest.fixture
def made(stage: PageStage, qtbot: QtBot) -> Host:
    return Host(stage, qtbot)


def test_a_page_opens_once_and_fetches_once(made: Host) -> None:
    made.host.open("a")
    made.host.open("b", {"caller": "1001"})
    made.host.open("a")
    assert made.keys() == ["a", "b"]
    assert made.page("a").refreshed == 1
    assert made.page("b").filters_given == [{"caller": "1001"}]
    assert made.registry.find("a.do") is not None
    made.host.open("no such page")
    assert made.keys() == ["a", "b"]


def test_closing_forgets_the_page_and_its_actions(made: Host) -> None:
    made.host.open("a")
    made.host.open("b")
    made.host.close_current()
    assert made.keys() == ["a"]
    assert made.registry.find("b.do") is None
    made.host.open("b")
    assert made.keys() == ["a", "b"]


def test_edits_are_asked_about(made: Host) -> None:
    made.host.open("a")
    made.page("a").edits = 2
    made.stage.prompts.accept = False
    made.host.close_current()
    assert made.keys() == ["a"]
    assert "2" in made.host.losses()
    assert made.stage.prompts.questions[0].text == made.host.losses()
    made.stage.prompts.accept = True
    made.host.close_current()
    assert made.keys() == []
    made.host.close_current()


def test_what_would_be_stopped_is_asked_about(made: Host) -> None:
    made.host.open("a")
    made.host.open("b")
    made.page("a").running = "An export would be stopped."
    assert made.host.losses() == "An export would be stopped."
    made.stage.prompts.accept = False
    made.host.close_current()
    assert made.keys() == ["a"], "nothing goes on in the other one"
    made.host.close_current()
    assert made.keys() == ["a"]
    question = made.stage.prompts.questions[-1]
    assert (question.text, question.accept) == ("An export would be stopped.", "Close and stop it")


def test_the_same_pages_come_back_one_a_turn(made: Host, qtbot: QtBot) -> None:
    for key in ("a", "b", "c"):
        made.host.open(key)
    made.tabs.moveTab(2, 0)
    made.host.open("b")
    assert made.stage.settings.get(TABS) == ["c", "a", "b"]
    again = Host(made.stage, qtbot)
    again.host.restore()
    assert again.keys() == ["b"]
    assert made.stage.settings.get(TABS) == ["c", "a", "b"]
    qtbot.waitUntil(lambda: again.keys() == ["c", "a", "b"])
    current = again.tabs.current()
    assert current is not None
    assert current.spec.key == made.stage.settings.get(CURRENT_TAB) == "b"
    assert again.tabs.stack.currentWidget() is current
    assert [again.page(key).refreshed for key in "abc"] == [1, 1, 1]
    again.host.open("a")
    assert made.stage.settings.get(TABS) == ["c", "a", "b"]


def test_what_is_done_while_pages_come_back_counts(made: Host, qtbot: QtBot) -> None:
    made.stage.settings.set(TABS, ["a", "b", "b"])
    made.host.restore()
    assert made.keys() == ["b"]
    made.host.open("c")
    made.host.close(made.page("b"))
    assert made.stage.settings.get(TABS) == ["a", "b", "b"]
    qtbot.waitUntil(lambda: made.stage.settings.get(TABS) == ["a", "c"])
    assert made.keys() == ["a", "c"]
    assert made.stage.settings.get(CURRENT_TAB) == "c"


def test_pages_that_are_gone_are_left_out_and_there_is_always_one(made: Host) -> None:
    made.stage.settings.set(TABS, ["gone"])
    made.host.restore()
    assert made.keys() == ["a"]


def test_all_pages_fetch_again_after_a_reconnect(made: Host) -> None:
    made.host.open("a")
    made.host.open("b")
    made.host.refresh_all()
    assert (made.page("a").refreshed, made.page("b").refreshed) == (2, 2)
