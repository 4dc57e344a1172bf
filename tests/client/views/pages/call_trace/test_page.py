"""The call trace as an operator uses it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.views.pages.call_trace import CallTracePage
from client.views.widgets.empty_state import EmptyState
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_traces import message
from tests.helpers.page_stage import PageStage


def empty_words(page: CallTracePage) -> str:
    state = page.content.state_widget()
    return state.accessibleName() if isinstance(state, EmptyState) else ""


def test_before_the_first_call_the_page_teaches(page: CallTracePage, fake: FakeApi) -> None:
    assert "Show call trace" in empty_words(page)
    assert page.help_text()
    page.refresh()
    page.ask()
    assert not [each for each in fake.requests if "trace" in each.path]
    assert not any(action.isEnabled() for action in page.saves.values())


def test_a_pasted_name_is_looked_for(page: CallTracePage, qtbot: QtBot) -> None:
    page.name.setText("  call-1 ")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.content.state_widget() is page.body)
    assert page.ladder.rowCount() == 11


def test_what_is_gone_is_said_in_the_words_of_the_engine(
    shown: CallTracePage, qtbot: QtBot
) -> None:
    shown.show_with({"call": "gone"})
    qtbot.waitUntil(lambda: "SS_SIP_TRACE_MINUTES" in empty_words(shown))
    assert shown.ladder.rowCount() == 0
    assert not any(action.isEnabled() for action in shown.saves.values())


def test_a_running_call_grows(shown: CallTracePage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.traces["call-1"]["messages"].append(message(13, "in", 0, "BYE", None, 9_000, False))
    fake.traces["call-1"]["running"] = False
    qtbot.waitUntil(lambda: shown.ladder.rowCount() == 12, timeout=15_000)
    assert "15 minutes" in shown.body.facts.text()


def test_it_is_exported(
    shown: CallTracePage, stage: PageStage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.prompts.path = tmp_path / "trace.txt"
    shown.save("txt")
    qtbot.waitUntil(lambda: bool(stage.toasts), timeout=15_000)
    assert stage.prompts.suggested == ["call-trace-20261123-110200.txt"]
    assert stage.prompts.path.read_text() == "the text"


def test_the_shortcut_of_searching_leads_to_the_name(shown: CallTracePage) -> None:
    shown.focus_search()
    assert shown.name.selectedText() == "call-1"
