"""Import with a preview, and export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.views.dialogs.endpoint_import import ImportDialog
from tests.client.views.pages.endpoint_management.conftest import PageDriver
from tests.helpers.fake_api import problem


def preview(driver: PageDriver, path: Path, qtbot: QtBot) -> ImportDialog:
    driver.stage.prompts.path = path
    driver.page.import_button.click()
    qtbot.waitUntil(lambda: driver.page.files.dialog is not None)
    dialog = driver.page.files.dialog
    assert dialog is not None
    return dialog


def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "endpoints.csv"
    path.write_text("2001,Correct-Horse-7!,Sales\n2002\n", encoding="utf-8")
    return path


def test_a_file_is_checked_and_shown_before_anything_is_created(
    driver: PageDriver, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = preview(driver, csv_file(tmp_path), qtbot)
    assert dialog.notice.text() == "To be created: 1. There already: 0. Lines refused: 1."
    (request,) = driver.asked("POST", "/endpoints/import")
    assert request.query == {"dry_run": ["true"]}
    dialog.reject()
    assert len(driver.asked("POST", "/endpoints/import")) == 1


def test_accepting_imports_and_loads_the_list(
    driver: PageDriver, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = preview(driver, csv_file(tmp_path), qtbot)
    with qtbot.waitSignal(driver.page.feed.loaded):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert driver.asked("POST", "/endpoints/import")[-1].query == {}
    assert driver.stage.toasts[-1] == (
        "Created: 1. Existed already: 0. Lines refused: 1.", "warning",
    )  # fmt: skip


def test_a_file_that_is_no_text_is_refused_without_being_sent(
    driver: PageDriver, tmp_path: Path
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    driver.page.files.check(path)
    assert driver.stage.toasts[-1][1] == "bad"
    assert driver.asked("POST", "/endpoints/import") == []


def test_what_the_engine_refuses_is_shown(driver: PageDriver, qtbot: QtBot, tmp_path: Path) -> None:
    driver.fake.answers["POST /endpoints/import"] = problem(413, "too large")
    driver.page.files.check(csv_file(tmp_path))
    qtbot.waitUntil(lambda: bool(driver.stage.prompts.errors))
    assert driver.stage.prompts.errors[0].detail == "too large"


def test_a_file_that_cannot_be_written_is_said(
    driver: PageDriver, qtbot: QtBot, tmp_path: Path
) -> None:
    driver.page.files.export(tmp_path / "nowhere" / "endpoints.csv")
    qtbot.waitUntil(lambda: bool(driver.stage.toasts))
    assert "No such file" in driver.stage.toasts[-1][0]
    assert driver.stage.toasts[-1][1] == "bad"
