"""The states of a page: loading late, empty with words, errors beside content, stale and grey."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from client.api.errors import Forbidden, Unreachable
from client.formats import Formats
from client.theme import Theme
from client.views.widgets.content import SPINNER_MS, ContentStack
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.spinner import Spinner


@pytest.fixture
def stack(theme: Theme, qtbot: QtBot) -> ContentStack:
    made = ContentStack(theme, Formats("UTC"))
    made.set_widget(QLabel("rows"))
    qtbot.addWidget(made)
    made.show()
    return made


def spinner_seen(stack: ContentStack) -> bool:
    return any(spinner.isVisible() for spinner in stack.findChildren(Spinner))


def test_a_fast_answer_never_shows_a_spinner(stack: ContentStack, qtbot: QtBot) -> None:
    stack.show_loading()
    assert not stack.findChildren(Spinner), "it is not even made"
    stack.show_content()
    assert stack._delay.isActive() is False
    assert isinstance(stack.state_widget(), QLabel)


def test_a_slow_answer_shows_one(stack: ContentStack, qtbot: QtBot) -> None:
    assert SPINNER_MS == 300
    stack.show_loading()
    qtbot.waitUntil(lambda: spinner_seen(stack))


def test_content_that_is_there_stays_while_it_is_fetched_again(stack: ContentStack) -> None:
    stack.show_content()
    stack.show_loading()
    assert isinstance(stack.state_widget(), QLabel)
    assert not stack._delay.isActive()


def test_nothing_to_show_says_what_to_do(stack: ContentStack) -> None:
    ran: list[int] = []
    state = stack.show_empty("inbox", "No endpoints", "Add one.", ("Add", lambda: ran.append(1)))
    assert stack.state_widget() is state
    state.findChildren(QPushButton)[0].click()
    assert ran == [1]


def test_an_error_without_content_offers_to_try_again(stack: ContentStack) -> None:
    ran: list[int] = []
    stack.show_error(Unreachable("Connection refused"), lambda: ran.append(1))
    state = stack.state_widget()
    assert isinstance(state, EmptyState)
    assert "Connection refused" in state.accessibleName()
    state.findChildren(QPushButton)[0].click()
    assert ran == [1]


def test_an_error_beside_content_greys_it_and_keeps_it(stack: ContentStack) -> None:
    stack.show_content()
    stack.show_error(Unreachable("Connection refused"))
    assert isinstance(stack.state_widget(), QLabel)
    assert stack.is_stale()
    assert stack.state_widget().graphicsEffect() is not None  # type: ignore[union-attr]
    stack.show_content()
    assert not stack.is_stale()
    assert stack.state_widget().graphicsEffect() is None  # type: ignore[union-attr]


def test_stale_content_says_since_when(stack: ContentStack) -> None:
    stack.show_content()
    stack.set_stale(datetime(2026, 11, 23, 11, 2, 14, tzinfo=UTC))
    assert "11:02:14" in stack._stale.text()


def test_a_right_that_is_missing_is_a_state_of_its_own(stack: ContentStack) -> None:
    stack.show_content()
    stack.show_error(Forbidden("auditors only read", status=403))
    state = stack.state_widget()
    assert isinstance(state, EmptyState)
    assert "auditors only read" in state.accessibleName()


def test_old_states_do_not_pile_up(stack: ContentStack, qtbot: QtBot) -> None:
    for number in range(5):
        stack.show_empty("inbox", str(number), "")
    stack.show_content()
    qtbot.waitUntil(lambda: not stack.findChildren(EmptyState))
