"""Applying the collected edits."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.parameter_edits import EditBook
from client.session import Session
from client.views.actions.parameters import ApplyEdits
from tests.helpers.client_samples import catalogue, parameter, switch
from tests.helpers.client_stubs import StubApi, StubSession
from tests.helpers.page_stage import SpokenPrompts


class Stage:
    def __init__(self, qtbot: QtBot, role: str = "admin") -> None:
        self.api = StubApi()
        self.api.stored = {item.name: item for item in catalogue()}
        self.book = EditBook()
        self.owner = QWidget()
        qtbot.addWidget(self.owner)
        session = cast("Session", StubSession(self.api, role))
        self.action = ApplyEdits("p.apply", session, SpokenPrompts(), self.owner, self.book)

    def edit(self, *texts: str) -> None:
        for item, text in zip((parameter(), switch(value=1)), texts, strict=False):
            self.book.type_text(item, text)
        self.action.show_count()


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.mark.parametrize(
    ("texts", "words", "enabled"),
    [
        ((), "Apply", False),
        (("5",), "Apply 1 change", True),
        (("5", "0"), "Apply 2 changes", True),
        (("500", "0"), "Apply 2 changes", False),
    ],
)
def test_it_is_worded_by_what_it_will_do(
    stage: Stage, texts: tuple[str, ...], words: str, enabled: bool
) -> None:
    stage.edit(*texts)
    assert stage.action.text() == words
    assert stage.action.isEnabled() is enabled


def test_it_sends_all_edits_and_hands_over_what_became_of_them(stage: Stage, qtbot: QtBot) -> None:
    stage.edit("5", "0")
    with qtbot.waitSignal(stage.action.done) as heard:
        stage.action.apply("wave")
    assert [outcome.applied for outcome in heard.args[0]] == [True, True]
    assert [asked[3] for asked in stage.api.asked] == ["wave", "wave"]


def test_nothing_is_sent_while_one_cannot_be(stage: Stage) -> None:
    stage.edit("500", "0")
    stage.action.apply("")
    assert stage.api.asked == []


@pytest.mark.parametrize("role", ["operator", "auditor"])
def test_only_an_administrator_applies(qtbot: QtBot, role: str) -> None:  # req 22
    stage = Stage(qtbot, role)
    stage.edit("5")
    assert not stage.action.isEnabled()
