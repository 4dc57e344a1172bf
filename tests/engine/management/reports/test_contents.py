import json
from dataclasses import replace
from pathlib import Path

from engine.management.reports.contents import RECORD_COLUMNS, as_json, period_of
from engine.store.cdr_export import ExportHandle
from engine.store.cdr_filter import CdrFilter
from engine.store.csv_columns import check_columns
from tests.engine.management.reports.conftest import FILTERS, HOSTILE, Office, asked


def test_the_figures_for_programs(office: Office, tmp_path: Path) -> None:  # req 55
    path = tmp_path / "r.json"
    result, said = office.reports.write(asked(), path, ExportHandle(), lambda _: None)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert read == said
    assert result.rows == read["totals"]["records"] == 21
    assert read["made_by"] == "alice"
    assert read["filter"].startswith("none")
    assert read["by_day"] == [
        {"day": "2023-11-13", "records": 14, "sources": 1},
        {"day": "2023-11-14", "records": 7, "sources": 2},
    ]
    assert sum(read["by_hour"]) == 21
    assert read["top"]["caller_ip"][0]["value"] == "198.51.100.7"
    assert "country" not in read["top"]["caller_ip"][0]
    assert read["not_recorded"]["attempts"] == 12
    assert read["not_recorded"]["by_gate"][0]["gate"] == "zero_hold_time"
    assert [switch["on_at_start"] for switch in read["recording_switches"]] == [True, True]
    assert any(item["caller"] == HOSTILE for item in read["newest"])


def test_a_country_is_named_where_somebody_knows_it(office: Office, tmp_path: Path) -> None:
    report = office.reports._report(asked(), tmp_path / "r.csv", ExportHandle(), lambda _: None)
    found = as_json(replace(report, country=lambda address, language: language + address[:3]))
    assert [item["country"] for item in found["top"]["caller_ip"]] == ["en198", "en203"]


def test_the_columns_of_the_records_exist() -> None:
    check_columns(RECORD_COLUMNS)


def test_a_period_without_ends_is_a_moment() -> None:
    assert period_of(CdrFilter()) == (0.0, 0.0)
    start, end = period_of(FILTERS)
    assert end - start == 7 * 86_400
