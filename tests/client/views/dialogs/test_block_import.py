"""The preview of a list for the blacklist."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.block_import_values import ListHit, ListReport
from client.api.values import LineProblem
from client.models.block_import import ListWish
from client.models.block_spans import DAY, FOR_GOOD
from client.views.dialogs.block_import import BlockImportDialog
from tests.helpers.page_stage import PageStage

HITS = (ListHit(2, "192.0.2.20", 2, ("1001", "1002")),)
Make = Callable[[ListReport], BlockImportDialog]


@pytest.fixture
def make(stage: PageStage, qtbot: QtBot) -> Iterator[Make]:
    owner = QWidget()
    qtbot.addWidget(owner)

    def opened(report: ListReport) -> BlockImportDialog:
        dialog = BlockImportDialog(stage.context(), "From list.txt", report, owner)
        dialog.open()
        return dialog

    yield opened
    owner.close()


def test_a_clean_list_is_blocked_for_a_day(make: Make, qtbot: QtBot) -> None:
    dialog = make(ListReport(1200, 0, 1200))
    assert dialog.accept_button.text() == "Block (1,200)"
    assert dialog.view.isHidden()
    assert dialog.hit_field.isHidden()
    dialog.reason.setText(" from the abuse desk ")
    with qtbot.waitSignal(dialog.wanted) as sent:
        dialog.accept_button.click()
    assert sent.args == [ListWish(DAY, "from the abuse desk", "refuse")]


def test_whoever_is_hit_is_left_out_unless_it_is_confirmed(make: Make, qtbot: QtBot) -> None:
    dialog = make(ListReport(2, 0, 1, 1, HITS, 1, (LineProblem(3, "no address"),), 1))
    assert dialog.notice.property("tone") == "warning"
    assert [dialog.table.index(row, 3).data() for row in range(2)] == [
        "no address", "registered phones: 1001, 1002",
    ]  # fmt: skip
    assert dialog.wish().on_hit == "skip"
    assert (dialog.accept_button.text(), dialog.again_field.isHidden()) == ("Block (1)", True)
    dialog.on_hit.set_value("block")
    assert not dialog.again_field.isHidden()
    assert not dialog.accept_button.isEnabled()
    dialog.again.setText("1")
    assert dialog.accept_button.text() == "Block (2)"
    dialog.span.set_value(FOR_GOOD)
    with qtbot.waitSignal(dialog.wanted) as sent:
        dialog.accept_button.click()
    assert sent.args == [ListWish(FOR_GOOD, "", "block")]


def test_a_list_without_anything_new_cannot_be_blocked(make: Make, qtbot: QtBot) -> None:
    dialog = make(ListReport(3, 3, 0))
    assert not dialog.accept_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.wanted):
        dialog.refuse.click()
