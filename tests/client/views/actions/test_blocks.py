"""Blocks are made, undone and kept by operators, after a question where something changes."""

from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.block_values import Trusted
from client.api.errors import Conflict
from client.views.actions.blocks import (
    AddBlock,
    AddTrust,
    KeepBlocked,
    RemoveTrust,
    Unblock,
    Wish,
)
from tests.helpers.block_stubs import NOW, StubBlockApi, entry, lock, row
from tests.helpers.client_stubs import StubSession
from tests.helpers.page_stage import SpokenPrompts


class Stage:
    def __init__(self, parent: QWidget, role: str = "operator") -> None:
        self.api = StubBlockApi(entry(1, "203.0.113.9", 60), locks=(lock("1001"),))
        self.prompts = SpokenPrompts(reason="mistake")
        given: Any = (cast(Any, StubSession(cast(Any, self.api), role)), self.prompts, parent)
        self.add = AddBlock("add", *given)
        self.undo = Unblock("undo", *given)
        self.keep = KeepBlocked("keep", *given)
        self.trust = AddTrust("trust", *given)
        self.remove = RemoveTrust("remove", *given)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_unblocking_says_whether_the_rules_stay_away(parent: QWidget) -> None:
    stage = Stage(parent)
    stage.undo.unblock([row(entry(1, "203.0.113.9"))])
    stage.undo.unblock([row(entry(1, "203.0.113.9"))], 3600)
    stage.undo.unblock([])
    plain, trusting = stage.prompts.questions
    assert (plain.title, plain.accept) == ("Unblock 203.0.113.9?", "Unblock")
    assert "rules block it again" in plain.text
    assert "For 1 hour" in trusting.text
    assert plain.ask_reason
    assert stage.api.asked == [("unblock", 1, 0), ("unblock", 1, 3600)]


def test_a_reason_goes_with_clearing_a_lockout(parent: QWidget) -> None:
    stage = Stage(parent)
    stage.undo.unblock([row(lock("1001"))])
    assert stage.prompts.questions[0].ask_reason
    assert stage.api.asked == [("clear_suspensions", "1001", "mistake")]


def test_only_addresses_are_kept(parent: QWidget) -> None:
    stage = Stage(parent)
    stage.keep.keep([row(lock("1001"))])
    assert stage.prompts.questions == []
    stage.keep.keep([row(entry(1, "203.0.113.9", 60)), row(entry(1, "203.0.113.9", 60))])
    assert stage.prompts.questions[0].title == "Block 2 addresses for good?"


def test_errors_of_dialogs_are_left_to_them(parent: QWidget, qtbot: QtBot) -> None:
    stage = Stage(parent)
    stage.api.fail |= {"block": Conflict("hits 1001", status=409), "trust": Conflict("twice")}
    with qtbot.waitSignal(stage.add.failed):
        stage.add.block(Wish("ip", "203.0.113.9", "x", None))
    with qtbot.waitSignal(stage.trust.failed):
        stage.trust.trust("203.0.113.9", "x", None)
    assert stage.prompts.errors == []
    assert stage.api.asked == [
        ("block", "ip", "203.0.113.9", "x", None, False), ("trust", "203.0.113.9", "x", None),
    ]  # fmt: skip


def test_trust_is_taken_away_after_a_question(parent: QWidget) -> None:
    stage = Stage(parent)
    stage.remove.remove([])
    stage.remove.remove([Trusted(5, "192.0.2.1", "ip", NOW)])
    assert stage.prompts.questions[0].title == "Trust 192.0.2.1 no longer?"
    assert stage.api.asked == [("distrust", 5)]


def test_auditors_may_do_none_of_it(parent: QWidget) -> None:
    stage = Stage(parent, "auditor")
    actions = (stage.add, stage.undo, stage.keep, stage.trust, stage.remove)
    assert not any(action.isEnabled() for action in actions)
