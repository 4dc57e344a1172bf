from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Vocabulary
from client.api.errors import Conflict
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.models.filter_choices import filter_choices
from client.views.dialogs.hold import HoldDialog
from tests.helpers.page_stage import PageStage

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PAGE = CdrFilter(range=Range.YESTERDAY, callers=("1001",)).remembered()


@pytest.fixture
def dialog(stage: PageStage, qtbot: QtBot) -> Iterator[HoldDialog]:
    owner = QWidget()
    qtbot.addWidget(owner)
    choices, words = filter_choices(PAGE, ()), CdrWords(Vocabulary(), "en")
    yield HoldDialog(stage.theme, stage.formats, choices, words, owner, lambda: NOW)
    owner.close()


def test_the_filter_of_the_page_is_taken_with_its_time(
    dialog: HoldDialog, qtbot: QtBot
) -> None:  # req 56
    assert dialog.filters() == {}
    assert not dialog.save.isEnabled()
    dialog.source.set_value("page")
    dialog.reason.setText("Case 4711")
    with qtbot.waitSignal(dialog.wanted) as asked:
        dialog.save.click()
    filters, until, reason = asked.args
    assert filters == {
        "caller": ["1001"], "from": "2026-11-27T00:00:00.000Z", "to": "2026-11-28T00:00:00.000Z",
    }  # fmt: skip
    assert (until, reason) == (None, "Case 4711")
    dialog.source.set_value("illegal")
    assert dialog.filters() == {"billing_mode": [9]}


def test_what_cannot_be_is_said_at_its_field(dialog: HoldDialog) -> None:
    dialog.reason.setText("Case 4711")
    dialog.first.set_moment(NOW)
    dialog.last.set_moment(NOW)
    assert dialog.last_field.complaint()
    assert not dialog.save.isEnabled()
    dialog.last.set_moment(None)
    dialog.until.set_moment(NOW)
    assert dialog.until_field.complaint() == "A hold ends in the future."
    dialog.until.tick.setChecked(False)
    assert dialog.save.isEnabled()


def test_a_refusal_is_said_in_the_dialog(dialog: HoldDialog) -> None:
    dialog.reason.setText("Case 4711")
    dialog.save.click()
    dialog.complain(Conflict("there are 200 holds already"))
    assert dialog.notice.text() == "there are 200 holds already"
    assert dialog.save.isEnabled()
