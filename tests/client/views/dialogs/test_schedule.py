from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.errors import Conflict
from client.api.schedule_values import Schedule, ScheduleListing
from client.theme import Theme
from client.views.dialogs.schedule import FORMATS, ScheduleDialog
from tests.helpers.fake_schedules import schedule


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_not_changed_stays(theme: Theme, window: QWidget) -> None:
    given = decode(
        Schedule,
        schedule(kind="cdrs", format="xlsx", columns=["caller"], frequency="weekly", weekday=5,
                 recipients=["a@example.org"], minute=30, period="last_month"),
    )  # fmt: skip
    assert ScheduleDialog(theme, given, ScheduleListing(), window).schedule() == given


def test_it_asks_for_a_name_and_a_place_and_waits_for_the_answer(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    dialog = ScheduleDialog(theme, Schedule(), ScheduleListing(root="/srv/out"), window)
    dialog.open()
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.name, "Daily")
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.recipients, "a@example.org; b@example.org")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.save.click()
    assert wanted.args is not None
    assert wanted.args[0].recipients == ("a@example.org", "b@example.org")
    dialog.complain(Conflict("there is a schedule of that name already"))
    assert "of that name" in dialog.notice.text()
    assert dialog.save.isEnabled()
    assert dialog.isVisible()


def test_only_what_counts_is_shown(theme: Theme, window: QWidget) -> None:
    dialog = ScheduleDialog(theme, Schedule(), ScheduleListing(), window)
    assert (dialog.weekday_field.isHidden(), dialog.day_field.isHidden()) == (True, True)
    dialog.frequency.set_value("monthly")
    assert (dialog.weekday_field.isHidden(), dialog.day_field.isHidden()) == (True, False)
    dialog.kind.set_value("cdrs")
    shown = [dialog.format.itemData(place) for place in range(dialog.format.count())]
    assert tuple(shown) == FORMATS["cdrs"]
