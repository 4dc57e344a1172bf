"""Retention, holds and seals as the interface shows them."""

from typing import Any

from engine.api.cdr_range import shown
from engine.api.cdr_view import missing_items
from engine.api.models.keeping import HoldItem, RemovedRecords, RetentionRun
from engine.api.wire import stamp_ms
from engine.billing.modes import MODES, mode_name
from engine.store.archive_files import day_of
from engine.store.holds import Hold
from engine.store.retention import Run
from engine.store.retention_plan import FilePlan, Plan, Rules
from engine.store.seal_check import PartReport, Report
from engine.store.seal_sums import DAY_MS

Item = dict[str, Any]


def preview_item(plan: Plan, rules: Rules) -> Item:
    """A preview, see :class:`engine.api.models.keeping.RetentionPreview`."""
    planned = {each.mode: each for each in plan.modes}
    modes = []
    for mode in sorted(MODES):
        found = planned.get(mode)
        modes.append(
            {
                "billing_mode": mode,
                "billing_mode_name": mode_name(mode),
                "keep_days": rules.kept(mode),
                "cutoff": None if found is None else stamp_ms(found.cutoff),
                "records": 0 if found is None else found.records,
                "held": 0 if found is None else found.held,
            }
        )
    return {
        "modes": modes,
        "records": sum(mode["records"] for mode in modes),
        "held": sum(mode["held"] for mode in modes),
        "files": [_file(each) for each in plan.files],
        "missing": missing_items(plan.missing),
    }


def run_item(run: Run) -> RetentionRun:
    """A run."""
    removed = [
        RemovedRecords(billing_mode=mode, billing_mode_name=mode_name(mode), records=rows)
        for mode, rows in run.removed.items()
    ]
    return RetentionRun(
        id=run.id,
        at=stamp_ms(run.at),
        by=run.by,
        records=sum(run.removed.values()),
        removed=removed,
        files_rewritten=run.rewritten,
        files_removed=run.deleted,
        bytes_freed=run.freed,
        skipped_files=run.skipped,
        error=run.error,
    )


def hold_item(hold: Hold, now: float) -> HoldItem:
    """A hold as it stands now (epoch seconds)."""
    return HoldItem(
        id=hold.id,
        filters=shown(hold.filters),
        until=None if hold.until is None else stamp_ms(hold.until),
        reason=hold.reason,
        by=hold.by,
        at=stamp_ms(hold.at),
        active=hold.active(int(now * 1000)),
    )


def report_item(report: Report) -> Item:
    """A check, see :class:`engine.api.models.keeping.SealReport`."""
    return {
        "sound": report.sound,
        "links": report.links,
        "head": report.head,
        "broken_links": report.broken,
        "foreign_links": report.foreign,
        "missing": missing_items(report.missing),
        "items": [_part(each) for each in report.parts],
    }


def _part(part: PartReport) -> Item:
    return {
        "day": day_of(part.day * DAY_MS),
        "billing_mode": part.mode,
        "status": part.status,
        "sealed": part.sealed,
        "removed": part.removed,
        "found": part.found,
        "late": part.late,
    }


def _file(plan: FilePlan) -> Item:
    action = "rewrite" if plan.remaining else "remove"
    return {
        "file": plan.file,
        "action": action,
        "records": plan.records,
        "remaining": plan.remaining,
        "bytes": plan.bytes,
    }
