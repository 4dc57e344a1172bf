"""The base of pages: words, frame, actions."""

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from client.views.widgets.page import Page, PageSpec, page_words
from tests.helpers.page_stage import PageStage


class Plain(Page):
    """A page that does only what every page does."""

    def refresh(self) -> None:
        self.content.show_empty("inbox", "Nothing", "")

    def help_text(self) -> str:
        return "help"


SPEC = PageSpec("plain", ("Data query",), "CDR", "file-analytics", Plain)


@pytest.fixture
def page(stage: PageStage, qtbot: QtBot) -> Page:
    made = Plain(SPEC, stage.context())
    qtbot.addWidget(made)
    return made


def test_a_page_is_named_by_its_spec(page: Page) -> None:
    assert page.head.title() == page.accessibleName() == "CDR"
    assert SPEC.path_texts() == ("Data query",)
    assert page_words("CDR") == "CDR"


def test_an_offered_action_runs_and_has_its_shortcut(page: Page) -> None:
    ran: list[int] = []
    action = page.offer("plain.copy", "Copy rows", lambda: ran.append(1), icon="copy",
                        shortcut="Ctrl+Shift+C")  # fmt: skip
    action.trigger()
    assert ran == [1]
    assert page.offered() == [action]
    assert action.shortcut() == QKeySequence("Ctrl+Shift+C")
    blocked = page.offer("plain.no", "No", lambda: ran.append(2), enabled=False)
    blocked.trigger()
    assert ran == [1]


def test_ctrl_f_goes_to_the_search_field(page: Page, qtbot: QtBot) -> None:
    page.filters.set_placeholder("search")
    page.show()
    page.activateWindow()
    page.filters.search.setText("old")
    page.focus_search()
    assert page.filters.search.selectedText() == "old"


def test_a_page_has_nothing_unsaved_and_no_filters_by_itself(page: Page) -> None:
    nothing: Mapping[str, object] = {}
    page.show_with(nothing)
    page.refresh()
    assert page.unsaved() == 0


def test_a_page_must_say_what_it_fetches_and_what_it_is_for(stage: PageStage, qtbot: QtBot) -> None:
    bare = Page(SPEC, stage.context())
    qtbot.addWidget(bare)
    with pytest.raises(NotImplementedError):
        bare.refresh()
    with pytest.raises(NotImplementedError):
        bare.help_text()
