"""The values as a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.views.pages.system_parameter.export import ParameterExport
from tests.helpers.client_samples import catalogue
from tests.helpers.page_stage import PageStage


@pytest.fixture
def exporter(stage: PageStage, qtbot: QtBot) -> ParameterExport:
    parent = QWidget()
    qtbot.addWidget(parent)
    return ParameterExport(stage.context(), parent, lambda: catalogue()[:3])


def test_a_table_is_written(exporter: ParameterExport, stage: PageStage, tmp_path: Path) -> None:
    stage.prompts.path = tmp_path / "values.csv"  # req 143
    exporter.save_csv()
    assert len(stage.prompts.path.read_text(encoding="utf-8").splitlines()) == 4
    assert stage.toasts[-1][1] == "ok"


def test_a_text_names_the_server(
    exporter: ParameterExport, stage: PageStage, tmp_path: Path
) -> None:
    stage.prompts.path = tmp_path / "values.txt"
    exporter.save_text()
    assert stage.prompts.path.read_text(encoding="utf-8").startswith(
        "System parameters of head office"
    )


def test_values_are_copied(exporter: ParameterExport, stage: PageStage) -> None:
    exporter.copy()
    assert "SS_ENDPOINTREGISTERRETRY" in QGuiApplication.clipboard().text()
    assert stage.toasts == [("3 values copied.", "ok")]


def test_a_file_that_cannot_be_written_is_said(
    exporter: ParameterExport, stage: PageStage, tmp_path: Path
) -> None:
    stage.prompts.path = tmp_path / "nowhere" / "values.csv"
    exporter.save_csv()
    assert stage.toasts[-1][1] == "bad"
    assert "No such file" in stage.toasts[-1][0]


def test_nothing_is_written_when_it_is_cancelled(
    exporter: ParameterExport, stage: PageStage
) -> None:
    exporter.save_csv()
    assert stage.prompts.suggested == ["parameters.csv"]
    assert stage.toasts == []
