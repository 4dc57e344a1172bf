"""Exports over HTTP: from the question to the checked file, with a connection that breaks."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.models import cdr_export, download
from client.models.cdr_columns import cdr_columns
from client.models.cdr_feed import CdrFeed
from client.models.cdr_vocabulary import CdrWords
from client.models.paged_table import PagedTable
from client.views.pages.cdr.export_strip import ExportStrip
from client.views.pages.cdr.exporting import Exporting
from client.views.widgets.page import Page, PageSpec
from client.views.widgets.table_view import TableView
from tests.helpers.client_fixtures import stage as live_stage
from tests.helpers.fake_api import FakeApi
from tests.helpers.page_stage import PageStage

__all__ = ["live_stage"]  # the stage of this folder knows no network; here the live one is wanted
SPEC = PageSpec("cdr", ("Data query",), "CDR", "file-analytics", Page)


class Bench:
    def __init__(self, stage: PageStage, words: CdrWords) -> None:
        self.stage = stage
        self.page = Page(SPEC, stage.context())
        self.table = TableView(stage.theme, "cdr", stage.settings)
        columns = cdr_columns(stage.formats, lambda: words)
        model = PagedTable(columns, lambda row: row.flow_no, self.table)
        self.table.setModel(model)
        self.feed = CdrFeed(stage.session, model, stage.formats, self.page)
        self.strip = ExportStrip(stage.theme)
        for widget in (self.strip, self.table):
            self.page.root.addWidget(widget)
        self.exporting = Exporting(self.page, self.feed, self.table, self.strip)

    def export(self, kind: str = "csv", *, everything: bool = False) -> None:
        self.exporting.open()
        dialog = self.exporting.dialog
        assert dialog is not None
        dialog.format.set_value(kind)
        dialog.columns.set_value(everything)
        dialog.accept_button.click()


@pytest.fixture
def bench(
    live_stage: PageStage, qtbot: QtBot, words: CdrWords, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Bench:  # fmt: skip
    monkeypatch.setattr(cdr_export, "POLL_S", 0.01)
    monkeypatch.setattr(download, "WAITS_S", (0.01, 0.01))
    live_stage.prompts.path = tmp_path / "out.csv"
    made = Bench(live_stage, words)
    qtbot.addWidget(made.page)
    made.page.show()
    return made


def test_the_file_is_saved_and_its_checksum_told(
    bench: Bench, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(bench.exporting.exporter.finished):
        bench.export("jsonl")
    body = next(r.body for r in fake.requests if (r.method, r.path) == ("POST", "/cdrs/exports"))
    assert (body["format"], body["columns"][:2]) == ("jsonl", ["start", "billing_mode"])
    digest = hashlib.sha256((tmp_path / "out.csv").read_bytes()).hexdigest()
    text, tone = bench.stage.toasts[-1]
    assert (digest[:12] in text, "400" in text, tone) == (True, True, "ok")
    assert bench.stage.prompts.suggested[-1].endswith("_UTC.jsonl")
    assert bench.strip.isHidden()
    bench.exporting.open()
    assert bench.exporting.dialog is not None
    assert bench.exporting.dialog.format.value() == "jsonl", "as it was chosen last"


def test_the_file_has_the_order_of_the_table_and_the_dialog_says_so(
    bench: Bench, fake: FakeApi, qtbot: QtBot
) -> None:
    bench.feed.oldest, bench.feed.by = True, "fee"
    with qtbot.waitSignal(bench.exporting.exporter.finished):
        bench.export()
    bench.exporting.open()
    assert bench.exporting.dialog is not None
    assert "Sorted by Fee, ascending." in bench.exporting.dialog.notice.text()
    body = next(r.body for r in fake.requests if (r.method, r.path) == ("POST", "/cdrs/exports"))
    assert (body["sort"], body["order"]) == ("fee", "oldest")


def test_all_columns_are_those_of_the_engine(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.exporting.exporter.finished):
        bench.export(everything=True)
    body = next(r.body for r in fake.requests if (r.method, r.path) == ("POST", "/cdrs/exports"))
    assert "columns" not in body


def test_a_download_that_broke_off_goes_on_by_a_button(
    bench: Bench, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    fake.cuts[:] = [17_000, 1, 1]
    with qtbot.waitSignal(bench.exporting.exporter.broken):
        bench.export()
    assert "kept" in bench.strip.label.text()
    assert bench.strip.resume.isVisible()
    assert not (tmp_path / "out.csv").exists()
    with qtbot.waitSignal(bench.exporting.exporter.finished):
        bench.strip.resume.click()
    ranged = [each.headers["Range"] for each in fake.requests if "Range" in each.headers]
    assert ranged[-1].startswith("bytes=1")
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == ["out.csv"]
    assert bench.strip.isHidden()


def test_a_download_that_broke_off_is_discarded(
    bench: Bench, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    fake.cuts[:] = [17_000, 1, 1]
    with qtbot.waitSignal(bench.exporting.exporter.broken):
        bench.export()
    bench.strip.discard.click()
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]
    assert bench.strip.isHidden()


def test_earlier_exports_are_saved_and_made_again(
    bench: Bench, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(bench.exporting.exporter.finished):
        bench.export()
    (tmp_path / "out.csv").unlink()
    for press in ("save", "again"):
        bench.exporting.open()
        assert bench.exporting.dialog is not None
        bench.exporting.dialog.earlier.click()
        earlier = bench.exporting.earlier
        assert earlier is not None
        with qtbot.waitSignal(earlier.list.loaded):
            pass
        earlier.view.select_key("export-1")
        getattr(earlier, press).click()
        if press == "again":
            earlier.panel.apply.click()
        qtbot.waitUntil(lambda: len(bench.stage.toasts) == (2 if press == "save" else 3))  # noqa: B023
    assert len(fake.exports) == 2
    assert (tmp_path / "out.csv").exists()


def test_one_export_runs_at_a_time(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    fake.delay_s = 0.2
    bench.export()
    bench.export()
    assert bench.stage.toasts[-1][1] == "warning"
    bench.strip.cancel.click()
    qtbot.waitUntil(bench.strip.isHidden)


def test_a_refusal_is_shown(bench: Bench, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["POST /cdrs/exports"] = (409, {"detail": "16 exports wait already"})
    with qtbot.waitSignal(bench.exporting.exporter.failed):
        bench.export()
    assert "16 exports" in bench.stage.prompts.errors[-1].detail


def test_an_evidence_report_is_of_the_records_that_are_shown(
    bench: Bench, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:  # req 55
    bench.stage.prompts.path = tmp_path / "report.pdf"
    bench.exporting.open()
    assert bench.exporting.dialog is not None
    with qtbot.waitSignal(bench.exporting.exporter.finished):
        bench.exporting.dialog.evidence.click()
    asked = next(item for item in fake.requests if item.path == "/reports/illegal-calls")
    assert asked.body["format"] == "pdf"
    assert bench.stage.prompts.suggested[-1].startswith("illegal-calls_")


def test_an_export_is_stopped_when_its_page_goes(
    bench: Bench, fake: FakeApi, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdr_export, "POLL_S", 30)
    assert bench.exporting.exporter.underway() == ""
    bench.export()
    assert "would be stopped" in bench.exporting.exporter.underway()
    qtbot.waitUntil(lambda: bool(fake.exports))
    bench.exporting.exporter.deleteLater()
    qtbot.waitUntil(lambda: not bench.stage.session.busy(cdr_export.KEY))
    assert fake.exports == {}, "the engine was told"
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_could_be_gone_on_with_is_no_loss_to_keep_silent_about(
    bench: Bench, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.cuts[:] = [17_000, 1, 1]
    with qtbot.waitSignal(bench.exporting.exporter.broken):
        bench.export()
    assert "broke off" in bench.exporting.exporter.underway()
    bench.strip.discard.click()
    assert bench.exporting.exporter.underway() == ""
