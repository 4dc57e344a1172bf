"""A trace is saved whole or not at all, by those who may."""

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.actions.traces import SaveTrace
from tests.helpers.client_stubs import StubSession
from tests.helpers.page_stage import SpokenPrompts


class Api:
    def trace_file(self, call: str, kind: str) -> bytes:
        return f"{call} {kind}".encode()


def action(qtbot: QtBot, path: Path, role: str = "operator") -> tuple[SaveTrace, SpokenPrompts]:
    parent, prompts = QWidget(), SpokenPrompts(path=path)
    qtbot.addWidget(parent)
    session = cast(Any, StubSession(cast(Any, Api()), role))
    made = SaveTrace("pcap", "Export", session, prompts, parent)
    made.set_wanted(wanted=True)
    return made, prompts


def test_it_is_written_where_the_operator_said(qtbot: QtBot, tmp_path: Path) -> None:
    made, prompts = action(qtbot, tmp_path / "a.pcap")
    with qtbot.waitSignal(made.done) as done:
        made.save("call-1", "call-trace")
    assert prompts.suggested == ["call-trace.pcap"]
    assert done.args == [tmp_path / "a.pcap"]
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"call-1 pcap"]


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    made, prompts = action(qtbot, tmp_path / "none" / "a.pcap")
    made.save("call-1", "x")
    assert len(prompts.errors) == 1


@pytest.mark.parametrize(("role", "may"), [("operator", True), ("auditor", False)])
def test_who_only_reads_exports_nothing(qtbot: QtBot, tmp_path: Path, role: str, may: bool) -> None:
    assert action(qtbot, tmp_path, role)[0].isEnabled() is may
