"""The table as a file; what is in it is tested with the page."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.client.views.pages.blocked.conftest import BlockDriver


def test_rows_come_in_the_order_of_the_table(driver: BlockDriver) -> None:
    page = driver.page
    page.view.sortByColumn(page.table.column("what"), Qt.SortOrder.AscendingOrder)
    assert driver.shown() == sorted(driver.shown())


def test_a_file_that_cannot_be_written_is_said(driver: BlockDriver, tmp_path: Path) -> None:
    driver.stage.prompts.path = tmp_path / "missing" / "blocked.csv"
    driver.page.exporter.save()
    text, tone = driver.stage.toasts[-1]
    assert text.startswith("blocked.csv was not written")
    assert tone == "bad"
    assert driver.stage.prompts.suggested == ["blocked.csv"]
