from engine.api.cdr_view import GATES, cdr_item, export_item, series_item, summary_item, vocabulary
from engine.api.models.cdrs import CdrItem, CdrSeriesItem, CdrSummaryItem, GateCounts
from engine.api.services import ExportJob
from engine.store.cdr_rows import AggregateRow, CdrRow, CdrSummary, SeriesRow
from tests.helpers.stores import START, cdr, connected

BOUNDS = ("2023-11-14T00:00:00.000Z", None)


def row(record: object) -> CdrRow:
    return CdrRow(*(getattr(record, name) for name in CdrRow._fields))


def test_a_record_fits_its_model() -> None:
    for record in (cdr(), connected(1500)):
        item = cdr_item(row(record))
        assert CdrItem(**item).model_dump() == item
        assert "hold_ms" not in item


def test_codes_nobody_knows_are_still_shown() -> None:
    item = cdr_item(row(cdr(billing_mode=77, end_reason=499)))
    assert item["billing_mode_name"] == "77"
    assert "499" in item["end_reason_text"]


def test_every_gate_has_its_count() -> None:
    assert set(GATES) == set(GateCounts.model_fields)
    kept_out = [AggregateRow(START, 9, "zero_hold_time", 4), AggregateRow(START, 0, GATES[0], 1)]
    item = summary_item(BOUNDS, CdrSummary(4, 1, 30_000, 3, 0.5), kept_out)
    assert item["not_recorded"] == 5
    assert item["asr"] == 0.25
    assert item["acd_s"] == 30
    assert CdrSummaryItem(**item).minutes == 0.5


def test_a_chart_fits_its_model() -> None:
    item = series_item(
        60,
        BOUNDS,
        [SeriesRow(START, 9, 3)],
        [AggregateRow(START, 9, "illegal_call", 2)],
    )
    assert CdrSeriesItem(**item, missing=[]).not_recorded[0].gate == "illegal_call"
    assert item["points"] == [{"at": "2023-11-14T22:13:20.000Z", "billing_mode": 9, "count": 3}]


def test_the_vocabulary_is_sorted_by_code() -> None:
    codes = [term.code for term in vocabulary().end_reasons]
    assert codes == sorted(codes)


def test_an_export_keeps_its_times() -> None:
    job = ExportJob("i", "failed", 0, None, 0, None, "disk full", "a.csv", "me", 0.0, 1.5)
    item = export_item(job, 2)
    assert item.created_at == "1970-01-01T00:00:00.000Z"
    assert item.finished_at == "1970-01-01T00:00:01.500Z"
    assert item.expires_at == "1970-01-01T02:00:01.500Z"
    assert item.detail == "disk full"
