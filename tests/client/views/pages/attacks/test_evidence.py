"""A report from the choice to the checked file. # req 55"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Export
from client.models import cdr_export, download
from client.models.attack_feed import AttackFeed
from client.views.pages.attacks.evidence import Evidence
from client.views.pages.cdr.export_strip import ExportStrip
from client.views.widgets.page import Page, PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("attacks", ("Data query",), "Attack reading", "alert-triangle", Page)


@pytest.fixture
def evidence(
    stage: PageStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Evidence:
    monkeypatch.setattr(cdr_export, "POLL_S", 0.01)
    monkeypatch.setattr(download, "WAITS_S", (0.01, 0.01))
    stage.prompts.path = tmp_path / "report.pdf"
    page = Page(SPEC, stage.context())
    qtbot.addWidget(page)
    strip = ExportStrip(stage.theme)
    page.root.addWidget(strip)
    return Evidence(page, AttackFeed(stage.session, stage.formats, page), strip)


def test_one_source_is_reported_as_a_document(
    evidence: Evidence, stage: PageStage, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = [action for action in evidence.menu("192.0.2.0/24").actions() if action.text()]
    assert len(lines) == 6
    with qtbot.waitSignal(evidence.exporter.finished):
        lines[3].trigger()
    assert stage.prompts.suggested[-1].startswith("illegal-calls_192.0.2.0-24_")
    assert stage.prompts.suggested[-1].endswith(".pdf")
    sent = next(one for one in fake.requests if one.path == "/reports/illegal-calls").body
    assert (sent["format"], sent["filters"]) == ("pdf", {"caller_ip": ["192.0.2.0/24"]})
    assert sent["timezone"] == "UTC"
    assert json.dumps(sent["from"]) < json.dumps(sent["to"])
    assert (tmp_path / "report.pdf").exists()
    assert stage.toasts[-1][1] == "ok"


def test_all_sources_are_reported_in_every_format(
    evidence: Evidence, fake: FakeApi, qtbot: QtBot
) -> None:
    lines = [action for action in evidence.menu("").actions() if action.text()]
    assert len(lines) == 3
    with qtbot.waitSignal(evidence.exporter.finished):
        lines[2].trigger()
    sent = next(one for one in fake.requests if one.path == "/reports/illegal-calls").body
    assert (sent["format"], sent["filters"]) == ("json", {})


def test_what_is_to_be_known_about_a_report_is_said(
    evidence: Evidence, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(evidence.exporter.finished):
        evidence.save("", "pdf")
    path, job = Path("report.pdf"), Export(id="1", status="done", detail="in English")
    evidence._finished(path, job)
    words, tone = stage.toasts[-1]
    assert (tone, words.endswith("in English")) == ("warning", True)


def test_a_refused_report_is_explained(
    evidence: Evidence, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["POST /reports/illegal-calls"] = problem(409, "too many exports wait")
    with qtbot.waitSignal(evidence.exporter.failed):
        evidence.save("", "csv")
    assert len(stage.prompts.errors) == 1


def test_one_report_at_a_time(
    evidence: Evidence, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(evidence.exporter.finished):
        evidence.save("", "csv")
        evidence.save("", "csv")
    assert stage.toasts[0][1] == "warning"
