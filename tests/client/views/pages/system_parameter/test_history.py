"""Lists of changes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from client.api.errors import SwitchDown
from client.formats import Formats
from client.models.parameter_history import ChangeEntry
from client.theme import Theme
from client.views.pages.system_parameter.history import ChangeList, HistoryPane
from tests.helpers.client_samples import NOON

ENTRY = ChangeEntry("SS_X", "6", "5", NOON, "admin", "192.0.2.4", "wave")


def test_changes_are_two_lines_each(theme: Theme, qtbot: QtBot) -> None:
    changes = ChangeList(theme, Formats("UTC"), named=False)
    qtbot.addWidget(changes)
    changes.show_changes([ENTRY, ENTRY])
    assert len(changes.texts()) == 4
    assert changes.texts()[0] == "6 → 5"


def test_new_changes_replace_the_old_ones_and_none_is_said(theme: Theme, qtbot: QtBot) -> None:
    changes = ChangeList(theme, Formats("UTC"), named=True)
    qtbot.addWidget(changes)
    changes.show_changes([ENTRY])
    changes.show_changes([])
    assert changes.texts() == ["Never changed."]


def test_what_came_from_outside_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    changes = ChangeList(theme, Formats("UTC"), named=False)
    qtbot.addWidget(changes)
    changes.show_changes([ChangeEntry("SS_X", "<b>6</b>", "5", NOON)])
    assert changes.texts()[0] == "<b>6</b> → 5"


def test_the_overall_pane_says_why_there_is_no_history(theme: Theme, qtbot: QtBot) -> None:
    pane = HistoryPane(theme, Formats("UTC"))
    qtbot.addWidget(pane)
    pane.show_error(SwitchDown("no switch", status=503))
    assert "no switch" in pane.changes.texts()[0]
