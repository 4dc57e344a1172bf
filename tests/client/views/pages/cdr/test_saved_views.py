"""The chip and its menu over HTTP: a filter bar, a table, and a stand-in of an engine."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from client.models.cdr_columns import cdr_columns
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.models.table import TableModel
from client.views.pages.cdr.filter_bar import FilterBar
from client.views.pages.cdr.saved_views import SHORT, SavedViews
from client.views.widgets.page import Page, PageSpec
from client.views.widgets.table_view import TableView
from tests.helpers.client_fixtures import stage as live_stage
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_views import make
from tests.helpers.page_stage import PageStage

__all__ = ["live_stage"]  # the stage of this folder knows no network; here the live one is wanted
SPEC = PageSpec("cdr", ("Data query",), "CDR", "file-analytics", Page)


class Bench:
    def __init__(self, stage: PageStage, words: CdrWords) -> None:
        self.stage = stage
        self.page = Page(SPEC, stage.context())
        self.bar = FilterBar(stage.theme, stage.formats, lambda: words)
        self.table = TableView(stage.theme, "cdr", stage.settings)
        columns = cdr_columns(stage.formats, lambda: words)
        self.table.setModel(TableModel(columns, lambda row: row.flow_no, self.table))
        self.shown: list[CdrFilter] = []
        for widget in (self.bar, self.table):
            self.page.root.addWidget(widget)
        self.views = SavedViews(self.page, self.bar, self.table, self.show)

    def show(self, wanted: CdrFilter) -> None:
        self.shown.append(wanted)
        self.bar.show_filter(wanted)

    def choose(self, text: str) -> None:
        """Choose the line of the menu that begins so."""
        menu = self.views.menu()
        next(line for line in menu.actions() if line.text().startswith(text)).trigger()
        menu.close()


@pytest.fixture
def bench(live_stage: PageStage, fake: FakeApi, qtbot: QtBot, words: CdrWords) -> Bench:
    night: dict[str, Any] = {"range": "yesterday", "filters": {"caller": ["8801*"]}}
    fake.views = {"v1": make("v1", "Night", **night, columns=["caller", "start"])}
    made = Bench(live_stage, words)
    qtbot.addWidget(made.page)
    made.page.show()
    with qtbot.waitSignal(made.views.model.changed):
        made.views.load()
    return made


def test_a_view_sets_filter_and_columns_and_is_named(bench: Bench) -> None:
    assert bench.views.chip.text() == "Views"
    bench.choose("Night")
    assert bench.shown[-1] == CdrFilter(range=Range.YESTERDAY, callers=("8801*",))
    assert bench.table.shown_columns() == ("caller", "start")
    assert bench.views.chip.text() == "View: Night"


def test_a_change_is_marked_saved_and_discarded(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    bench.choose("Night")
    bench.show(bench.bar.filter().adding("callers", "99*"))
    assert bench.views.chip.text() == "View: Night (changed)"
    bench.choose("Discard")
    assert bench.views.chip.text() == "View: Night"
    menu = bench.table.columns_menu()
    menu.actions()[2].trigger()
    menu.close()
    assert bench.views.chip.text() == "View: Night (changed)"
    with qtbot.waitSignal(bench.views.model.saved):
        bench.choose("Save changes")
    assert set(fake.views["v1"]["columns"]) == set(bench.table.shown_columns())
    assert bench.views.chip.text() == "View: Night"
    assert bench.stage.toasts[-1][1] == "ok"


def test_a_new_view_is_named_in_a_dialog_that_says_what_is_wrong(
    bench: Bench, fake: FakeApi, qtbot: QtBot
) -> None:
    bench.show(CdrFilter(illegal=True))
    bench.choose("Save as a new view")
    dialog = bench.views.dialog
    assert dialog is not None
    dialog.name.setText("Night")
    dialog.share.click()
    dialog.save.click()
    qtbot.waitUntil(lambda: "already" in dialog.field.complaint())
    dialog.name.setText("Illegal")
    with qtbot.waitSignals([bench.views.model.saved, dialog.accepted]):
        dialog.save.click()
    new = next(view for view in fake.views.values() if view["name"] == "Illegal")
    assert (new["shared"], new["filters"], new["range"]) == (True, {"illegal": True}, "today")
    assert bench.views.chip.text() == "View: Illegal"


def test_a_view_is_renamed_shared_and_deleted(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    bench.choose("Night")
    bench.choose("Rename")
    dialog = bench.views.dialog
    assert dialog is not None
    assert (dialog.name.text(), dialog.share.isHidden()) == ("Night", True)
    dialog.name.setText("Nights")
    with qtbot.waitSignals([bench.views.model.saved, dialog.accepted]):
        dialog.save.click()
    with qtbot.waitSignal(bench.views.model.saved):
        bench.choose("Share")
    assert (fake.views["v1"]["name"], fake.views["v1"]["shared"]) == ("Nights", True)
    with qtbot.waitSignal(bench.views.model.changed):
        bench.choose("Delete")
    assert "Everybody loses" in bench.stage.prompts.questions[-1].text
    assert (fake.views, bench.views.chip.text()) == ({}, "Views")


def test_a_view_is_not_deleted_without_a_yes(bench: Bench, fake: FakeApi) -> None:
    bench.stage.prompts.accept = False
    bench.choose("Night")
    bench.choose("Delete")
    assert set(fake.views) == {"v1"}


def test_the_start_view_is_shown_once_the_page_knows_it(
    bench: Bench, qtbot: QtBot, words: CdrWords
) -> None:
    bench.choose("Night")
    bench.choose("Show this view at the start")
    again = Bench(bench.stage, words)
    qtbot.addWidget(again.page)
    with qtbot.waitSignal(again.views.model.begun):
        again.views.load()
    assert again.shown == [CdrFilter(range=Range.YESTERDAY, callers=("8801*",))]
    again.choose("Show this view at the start")
    assert again.views.model.start == ""
    again.choose("Go on without")
    assert again.views.chip.text() == "Views"


def test_a_long_name_is_shortened_on_the_chip(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    fake.views["v1"]["name"] = "N" * 60
    with qtbot.waitSignal(bench.views.model.changed):
        bench.views.load()
    bench.choose("NNN")
    assert bench.views.chip.text() == f"View: {'N' * (SHORT - 1)}…"
    assert bench.views.chip.toolTip() == "N" * 60


def test_a_refusal_is_shown(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    bench.choose("Night")
    fake.views["v1"] |= {"version": 9}
    with qtbot.waitSignal(bench.views.model.failed):
        bench.choose("Share")
    assert "changed" in bench.stage.prompts.errors[-1].detail


def test_the_palette_offers_the_views(bench: Bench) -> None:
    keys = [action.objectName() for action in bench.page.offered()]
    assert keys == ["cdr.views", "cdr.save-view"]
