"""Answers that arrive too late."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject

from client.models.alive import alive


def test_an_answer_is_handed_over_while_its_owner_exists_and_dropped_afterwards() -> None:
    owner = QObject()
    heard: list[int] = []
    call = alive(owner, heard.append)
    call(1)
    shiboken6.delete(owner)
    call(2)
    assert heard == [1]
