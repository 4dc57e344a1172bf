from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.view_values import SavedView
from client.models.cdr_views import CdrViews
from client.settings import Settings
from client.theme import Theme
from client.views.pages.cdr.views_menu import ViewDeeds, label, views_menu
from client.views.widgets.menu import Menu
from tests.helpers.cdr_stubs import DirectSession, Engine

MINE = SavedView("v1", "admin", "Night & day", False, "today", {}, (), 1)
THEIRS = SavedView("v2", "maria", "Theirs", True, "today", {}, (), 1, editable=False)


class Bench:
    def __init__(self, theme: Theme, settings: Settings, qtbot: QtBot) -> None:
        engine = Engine(1)
        engine.saved_views = [MINE, THEIRS]
        self.theme = theme
        self.views = CdrViews(DirectSession(engine), settings)  # type: ignore[arg-type]
        self.views.load()
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.done: list[tuple[Any, ...]] = []

    def deed(self, name: str) -> Any:
        return lambda *values: self.done.append((name, *values))

    def menu(self, *, differs: bool = False, may_share: bool = True) -> Menu:
        deeds = ViewDeeds(*map(self.deed, ViewDeeds.__slots__))
        return views_menu(
            self.theme, self.views, deeds, self.parent, differs=differs, may_share=may_share
        )


@pytest.fixture
def bench(theme: Theme, settings: Settings, qtbot: QtBot) -> Bench:
    return Bench(theme, settings, qtbot)


def lines(menu: Menu) -> dict[str, Any]:
    return {line.text(): line for line in menu.actions() if line.text()}


def test_without_a_view_in_use_there_is_nothing_to_change(bench: Bench) -> None:
    found = lines(bench.menu())
    assert list(found) == ["Night && day", "Theirs (shared by maria)", "Save as a new view…"]
    found["Night && day"].trigger()
    found["Save as a new view…"].trigger()
    assert bench.done == [("use", MINE), ("save_as",)]


def test_everything_can_be_done_with_ones_own_view(bench: Bench) -> None:
    bench.views.use(MINE)
    found = lines(bench.menu(differs=True))
    assert found["Night && day"].isChecked()
    for text in list(found)[2:-1]:
        found[text].trigger()
    assert bench.done == [
        ("save", MINE), ("use", MINE), ("rename", MINE), ("share", MINE, True),
        ("begin_with", MINE), ("delete", MINE), ("leave",),
    ]  # fmt: skip


def test_what_is_as_it_was_saved_needs_no_saving(bench: Bench) -> None:
    bench.views.use(MINE)
    found = lines(bench.menu(differs=False))
    assert not found["Save changes to “Night && day”"].isEnabled()
    assert not found["Discard the changes"].isEnabled()


def test_somebody_elses_view_is_used_but_not_changed(bench: Bench) -> None:
    bench.views.use(THEIRS)
    found = lines(bench.menu(differs=True))
    for text in ("Save changes to “Theirs”", "Rename…", "Share with everybody", "Delete…"):
        assert not found[text].isEnabled()
        assert "maria" in found[text].toolTip()
    assert found["Share with everybody"].isChecked()
    found["Discard the changes"].trigger()
    assert bench.done == [("use", THEIRS)]


def test_an_auditor_is_told_who_may_share(bench: Bench) -> None:
    bench.views.use(MINE)
    line = lines(bench.menu(may_share=False))["Share with everybody"]
    assert not line.isEnabled()
    assert "role" in line.toolTip()


def test_the_view_of_the_start_is_marked_and_can_be_unmarked(bench: Bench) -> None:
    bench.views.use(MINE)
    bench.views.begin_with(MINE)
    assert label(MINE, "v1") == "Night && day, shown at the start"
    found = lines(bench.menu())
    found["Show this view at the start"].trigger()
    assert bench.done == [("begin_with", None)]


def test_no_view_at_all_is_said(bench: Bench) -> None:
    bench.views = CdrViews(DirectSession(Engine(1)), bench.views._settings)  # type: ignore[arg-type]
    assert not lines(bench.menu())["No view is saved yet"].isEnabled()
