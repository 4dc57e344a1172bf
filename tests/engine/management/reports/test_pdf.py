from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from engine.api.services import Language
from engine.management.reports import pdf as module
from engine.management.reports.typefaces import chinese_there
from engine.store.cdr_export import ExportHandle
from engine.store.cdr_filter import CdrFilter
from tests.engine.management.reports.conftest import FILTERS, Office, asked, text_of


def written(
    office: Office, path: Path, filters: CdrFilter = FILTERS, language: Language = "en"
) -> str:
    office.reports.write(asked("pdf", filters, language), path, ExportHandle(), lambda _: None)
    return text_of(path)


def test_the_document_says_what_an_auditor_asks(office: Office, tmp_path: Path) -> None:  # req 55
    path = tmp_path / "r.pdf"
    text = written(office, path)
    for part in (
        "Unauthorised call attempts",
        "2023-11-09 00:00 to 2023-11-16 00:00 (Europe/Berlin)",
        "21 unauthorised call attempts",
        "None of them was connected",
        "12 more were counted",
        "198.51.100.7",
        "Rhythm of the week",
        "SERVER_BILLING_RECORD_ILLEGAL_CALL",
        "on for the whole period",
        "SHA-256",
        "\\u202eevil\\u0000\\u000a",
        "Made by alice",
    ):
        assert part in text, part


def test_the_records_are_inside_the_document(office: Office, tmp_path: Path) -> None:
    path, records = tmp_path / "r.pdf", tmp_path / "r.csv"
    written(office, path)
    office.reports.write(asked("csv"), records, ExportHandle(), lambda _: None)
    document = pypdfium2.PdfDocument(path)
    attached = document.get_attachment(0)
    assert attached.get_name() == "records.csv"
    assert bytes(attached.get_data()) == records.read_bytes()
    document.close()


def test_large_records_are_not_put_inside(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_INSIDE", 100)
    path = tmp_path / "r.pdf"
    assert "The same report in the format CSV" in written(office, path)
    document = pypdfium2.PdfDocument(path)
    assert document.count_attachments() == 0
    document.close()


def test_silence_is_said_to_be_silence(office: Office, tmp_path: Path) -> None:
    quiet = replace(
        FILTERS, from_=datetime(2022, 1, 1, tzinfo=UTC), to=datetime(2022, 1, 2, tzinfo=UTC)
    )
    text = written(office, tmp_path / "r.pdf", quiet)
    assert "No unauthorised call attempt was recorded" in text
    assert "Nothing: every unauthorised attempt" in text
    assert "Rhythm of the week" not in text


@pytest.mark.skipif(not chinese_there(), reason="no typeface with Chinese here")
def test_the_document_is_in_chinese_when_that_is_asked_for(office: Office, tmp_path: Path) -> None:
    text = written(office, tmp_path / "r.pdf", language="zh")
    for part in (
        "未授权呼叫",
        "2023-11-09 00:00 至 2023-11-16 00:00（Europe/Berlin）",
        "共拒绝并记录了 21 次未授权呼叫",
        "另有 12 次只计数而未记录",
        "周一",
        "未授权的呼叫",
        "SERVER_BILLING_RECORD_ILLEGAL_CALL",
        "整个时段均开启",
        "由 alice 于",
        "第 1 页，共",
    ):
        assert part in text, part
    for english in ("Attempts", "Source", "Page", "attempts", "Recorded"):
        assert english not in text, english


def test_without_a_typeface_for_chinese_it_is_in_english(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "chinese_there", lambda: False)
    path = tmp_path / "r.pdf"
    _, said = office.reports.write(
        asked("pdf", language="zh"), path, ExportHandle(), lambda _: None
    )
    text = text_of(path)
    assert "Unauthorised call attempts" in text
    assert "Asked for in Chinese" in text
    assert text.index("fonts-noto-cjk") < text.index("attempts recorded")
    assert (said["language"], "fonts-noto-cjk" in said["note"]) == ("en", True)


def test_a_report_that_is_as_it_was_asked_for_says_nothing_of_it(
    office: Office, tmp_path: Path
) -> None:
    _, said = office.reports.write(asked("pdf"), tmp_path / "r.pdf", ExportHandle(), lambda _: None)
    assert said["note"] == ""
