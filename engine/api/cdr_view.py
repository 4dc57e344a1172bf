"""Call records, figures and exports as the interface shows them.

Records become plain dictionaries with the names of the codes beside them; lists of records are
encoded as they are.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from engine.api.models.cdrs import ExportItem, Term, Vocabulary
from engine.api.services import ExportJob
from engine.api.wire import stamp, stamp_ms, stamp_or_none
from engine.billing.modes import MODES, mode_name
from engine.billing.reasons import REASONS, reason_text
from engine.store.archive_files import Missing, day_of
from engine.store.cdr_rows import AggregateRow, CdrRow, CdrSummary, SeriesRow, TopRow

Item = dict[str, Any]
GATES: Final = (
    "zero_hold_time",
    "illegal_call",
    "server_hang_up",
    "journal_full",
    "blacklist",
    "rate_limit",
)
_DIRECTIONS: Final = {0: ("Caller", "主叫"), 1: ("Callee", "被叫"), 2: ("Server", "服务器")}
_TEXTS: Final[dict[str, Callable[[int], str]]] = {
    "billing_mode": mode_name,
    "end_reason": reason_text,
    "end_direction": lambda code: _DIRECTIONS.get(code, (str(code),))[0],
}
"""What the codes of a list mean, in English."""

_HIDDEN: Final = ("hold_ms",)


def cdr_item(row: CdrRow) -> Item:
    """One record, see :class:`engine.api.models.cdrs.CdrItem`."""
    item = row._asdict()
    for name in _HIDDEN:
        del item[name]
    item["start"] = stamp_ms(row.start)
    item["answer"] = None if row.answer is None else stamp_ms(row.answer)
    item["stop"] = stamp_ms(row.stop)
    item["billing_mode_name"] = mode_name(row.billing_mode)
    item["end_reason_text"] = reason_text(row.end_reason)
    return item


def missing_items(lacking: Iterable[Missing]) -> list[Item]:
    """Days that cannot be read, see :class:`engine.api.models.cdrs.MissingDays`."""
    return [
        {
            "first_day": day_of(each.first),
            "last_day": day_of(each.last),
            "records": each.rows,
            "file": each.file,
            "reason": each.reason,
        }
        for each in lacking
    ]


def vocabulary() -> Vocabulary:
    """What the codes mean, in both languages, by code."""
    return Vocabulary(
        billing_modes=_terms(MODES),
        end_reasons=_terms(REASONS),
        end_directions=_terms(_DIRECTIONS),
    )


def summary_item(
    bounds: tuple[str, str | None],
    figures: CdrSummary,
    kept_out: Iterable[AggregateRow],
    missing: Iterable[Missing] = (),
) -> Item:
    """Figures, see :class:`engine.api.models.cdrs.CdrSummaryItem`."""
    gates = Counter(dict.fromkeys(GATES, 0))
    for row in kept_out:
        gates[row.gate] += row.records
    share = figures.connected / figures.records if figures.records else None
    return {
        "from": bounds[0],
        "to": bounds[1],
        "records": figures.records,
        "connected": figures.connected,
        "minutes": figures.minutes,
        "asr": share,
        "acd_s": figures.acd_s,
        "fee": figures.fee,
        "illegal": figures.illegal,
        "not_recorded": gates.total(),
        "not_recorded_by_gate": dict(gates),
        "missing": missing_items(missing),
    }


def series_item(
    bucket_s: int,
    bounds: tuple[str, str | None],
    points: Iterable[SeriesRow],
    kept_out: Iterable[AggregateRow],
) -> Item:
    """A chart, see :class:`engine.api.models.cdrs.CdrSeriesItem`."""
    return {
        "bucket_s": bucket_s,
        "from": bounds[0],
        "to": bounds[1],
        "points": [_point(row) for row in points],
        "not_recorded": [_point(row) | {"gate": row.gate} for row in kept_out],
    }


def top_item(by: str, bounds: tuple[str, str | None], rows: Iterable[TopRow]) -> Item:
    """A list of values, see :class:`engine.api.models.cdrs.CdrTop`."""
    items = [_top_value(by, row) for row in rows]
    return {"by": by, "from": bounds[0], "to": bounds[1], "items": items}


def _top_value(by: str, row: TopRow) -> Item:
    words = _TEXTS.get(by)
    return {
        "value": row.value,
        "text": words(int(row.value)) if words else row.value,
        "records": row.records,
        "connected": row.connected,
        "minutes": row.hold_ms / 60_000,
        "asr": row.connected / row.records,
        "acd_s": row.hold_ms / 1000 / row.connected if row.connected else None,
        "fee": row.fee,
        "illegal": row.illegal,
        "first": stamp_ms(row.first),
        "last": stamp_ms(row.last),
    }


def export_item(job: ExportJob, keep_hours: int) -> ExportItem:
    """An export as it stands, and when it is removed by its age."""
    ended = job.finished_at
    return ExportItem(
        id=job.id,
        status=job.status,
        rows=job.rows,
        expected_rows=job.expected_rows,
        bytes=job.bytes,
        sha256=job.sha256,
        detail=job.detail,
        filename=job.filename,
        format=job.file_format,
        kind=job.kind,
        owner=job.owner,
        created_at=stamp(job.created_at),
        finished_at=stamp_or_none(ended),
        expires_at=None if ended is None else stamp(ended + keep_hours * 3600),
    )


def _point(row: SeriesRow | AggregateRow) -> Item:
    return {"at": stamp_ms(row.bucket), "billing_mode": row.billing_mode, "count": row.records}


def _terms(names: dict[int, tuple[str, str]]) -> list[Term]:
    return [Term(code=code, en=en, zh=zh) for code, (en, zh) in sorted(names.items())]
