from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.cdr_chips import class_names, flag_names
from client.models.cdr_filter import CdrFilter
from client.models.cdr_terms import CLASSES
from client.views.pages.cdr.more_filters import more_menu, typed_names
from tests.helpers.page_stage import PageStage


def chosen(qtbot: QtBot, stage: PageStage, current: CdrFilter) -> tuple[list[CdrFilter], list[str]]:
    """What each line of the menu gives."""
    parent = QWidget()
    qtbot.addWidget(parent)
    taken: list[CdrFilter] = []
    begun: list[str] = []
    for action in more_menu(stage.theme, current, taken.append, begun.append, parent).actions():
        action.trigger()
    return taken, begun


def test_every_line_asks_for_something_else(qtbot: QtBot, stage: PageStage) -> None:
    taken, begun = chosen(qtbot, stage, CdrFilter())
    assert begun == list(typed_names())
    assert len(set(taken)) == len(taken) == len(flag_names()) + len(class_names())
    assert CdrFilter(zero_duration=True) in taken
    assert CdrFilter(reason_classes=("server",)) in taken


def test_what_is_on_is_taken_away(qtbot: QtBot, stage: PageStage) -> None:
    taken, _ = chosen(qtbot, stage, CdrFilter(illegal=True, reason_classes=("server",)))
    assert CdrFilter(reason_classes=("server",)) in taken
    assert CdrFilter(illegal=True) in taken
    assert CdrFilter(illegal=False, reason_classes=("server",)) in taken


def test_the_classes_are_those_that_can_be_typed() -> None:
    assert tuple(class_names()) == CLASSES
