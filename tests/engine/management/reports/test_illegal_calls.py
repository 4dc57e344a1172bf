import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from engine.countries import Countries, Origin
from engine.errors import StoreError
from engine.management.reports import pdf
from engine.management.reports.illegal_calls import country_of
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_export import ExportHandle
from tests.engine.management.reports.conftest import FILTERS, Office, asked


def test_each_format_is_what_it_says_and_leaves_nothing_else(
    office: Office, tmp_path: Path
) -> None:
    checksums = set()
    for file_format in ("csv", "json", "pdf"):
        path = tmp_path / f"{file_format}.part"
        counted: list[int] = []
        request = asked(file_format)
        result, said = office.reports.write(request, path, ExportHandle(), counted.append)
        data = path.read_bytes()
        assert (result.rows, counted) == (21, [21])
        assert (result.bytes, result.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        checksums.add(said["records"]["sha256"])
    assert len(checksums) == 1, "the records are the same, so is their checksum"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv.part", "json.part", "pdf.part"]


def test_a_filter_narrows_the_records_only(office: Office, tmp_path: Path) -> None:
    narrow = asked("json", replace(FILTERS, caller_ips=("203.0.113.9",)))
    result, said = office.reports.write(narrow, tmp_path / "r", ExportHandle(), lambda _: None)
    assert (result.rows, said["not_recorded"]["attempts"]) == (6, 12)
    assert said["filter"] == "source address: 203.0.113.9"


def test_a_cancelled_report_leaves_nothing(office: Office, tmp_path: Path) -> None:
    handle = ExportHandle()
    with pytest.raises(QueryStoppedError):
        office.reports.write(asked("pdf"), tmp_path / "r.part", handle, lambda _: handle.cancel())
    assert not list(tmp_path.iterdir())


def test_a_disk_that_refuses_is_a_sentence(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pdf, "write_pdf", refuse)
    with pytest.raises(StoreError, match="No space left"):
        office.reports.write(asked("pdf"), tmp_path / "r.part", ExportHandle(), lambda _: None)
    assert not list(tmp_path.iterdir())


def test_a_country_is_that_of_the_registration_and_others_say_what_they_are() -> None:
    known = {"192.0.9.1": Origin("country", "DE"), "10.0.0.1": Origin("private")}

    class Known(Countries):
        def origin(self, address: str) -> Origin:
            return known.get(address, Origin("unknown"))

    named = country_of(Known())
    places = ("192.0.9.1", "10.0.0.1", "x")
    assert [named(each, "en") for each in places] == ["Germany", "private", ""]
    assert [named(each, "zh") for each in ("192.0.9.1", "10.0.0.1")] == ["德国", "私有地址"]


def test_programs_get_the_texts_in_the_language_as_well(office: Office, tmp_path: Path) -> None:
    asked_for = asked("json", language="zh")
    said = office.reports.write(asked_for, tmp_path / "r", ExportHandle(), lambda _: None)[1]
    assert (said["language"], said["filter"]) == ("zh", "无：本时段内的全部未授权呼叫")
    assert said["not_recorded"]["by_gate"][0]["text"] == "无通话时长呼叫的记录已关闭"
