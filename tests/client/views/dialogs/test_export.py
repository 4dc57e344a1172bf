from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.dialogs.export import SHEET_ROWS, ExportDialog, Promise


def dialog(theme: Theme, window: QWidget, records: int | None = 12_345) -> ExportDialog:
    made = ExportDialog(
        theme, Promise(records, 9, "Asia/Dhaka", "Sorted by Fee, ascending."), "xlsx", window
    )
    made.open()
    return made


def test_it_promises_records_and_names_the_zone(theme: Theme, window: QWidget) -> None:
    assert dialog(theme, window).notice.text().startswith("12,345 records match now")
    assert "Asia/Dhaka" in dialog(theme, window).notice.text()
    assert dialog(theme, window).notice.text().endswith("Sorted by Fee, ascending.")
    unknown = dialog(theme, window, None).notice.text()
    assert "counted when" in unknown
    assert "Asia/Dhaka" in unknown


def test_kind_and_columns_are_chosen(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    asked = dialog(theme, window)
    assert asked.format.value() == "xlsx"
    assert asked.columns.itemText(0).startswith("As in the table: 9 column")
    asked.format.set_value("parquet")
    asked.columns.set_value(True)
    with qtbot.waitSignal(asked.wanted) as heard:
        asked.accept_button.click()
    assert heard.args == ["parquet", True]
    assert not asked.isVisible()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "parquet"])
def test_each_kind_says_what_is_worth_knowing(theme: Theme, window: QWidget, kind: str) -> None:
    asked = dialog(theme, window, SHEET_ROWS + 1)
    asked.format.set_value(kind)
    assert asked.format.value() == kind
    assert ("2 sheet" in asked.hint()) == (kind == "xlsx")
    one = dialog(theme, window, SHEET_ROWS)
    assert "sheet" not in one.hint()


def test_refusing_exports_nothing(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    asked = dialog(theme, window)
    heard: list[object] = []
    asked.wanted.connect(lambda *_: heard.append("wanted"))
    asked.refuse.click()
    again = dialog(theme, window)
    with qtbot.waitSignal(again.earlier_wanted):
        again.earlier.click()
    assert heard == []
    assert not again.isVisible()


def test_an_evidence_report_may_be_wanted_instead(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:  # req 55
    dialog = ExportDialog(theme, Promise(5, 3, "UTC", ""), "csv", window)
    dialog.open()
    with qtbot.waitSignal(dialog.evidence_wanted):
        dialog.evidence.click()
    assert not dialog.isVisible()
