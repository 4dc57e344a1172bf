"""The report on illegal calls as a document that one hands to an auditor.

The first page answers the first questions: what is this, of which period, how many, from where,
when. Lists, what was not recorded and how far the records go follow; the records themselves come
with the document as a file inside it as long as they are small.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from engine.billing.reasons import reason_text
from engine.management.reports.charts import Bar, bar_chart, heat_map, switch_band
from engine.management.reports.contents import RECORD_COLUMNS, Report, by_hour
from engine.management.reports.document import ACCENT, INK, MUTED, WARM, Column, Document
from engine.management.reports.wording import (
    GATES,
    WEEKDAYS,
    duration,
    filter_in_words,
    moment,
    moment_ms,
    share,
)
from engine.store.cdr_evidence import MAX_DAYS, PREFIX_DIGITS, TOP_ROWS
from engine.store.cdr_rows import TopRow

MAX_INSIDE: Final = 4_000_000
"""Bytes of a file of records that is put into the document."""

TITLE: Final = "Unauthorised call attempts"
_LISTS: Final = (
    ("caller_ip", "Source addresses", "Address"),
    ("callee_prefix", f"Called prefixes ({PREFIX_DIGITS} digits)", "Prefix"),
    ("caller", "Caller numbers as sent", "Caller"),
    ("user_agent", "User agents", "User agent"),
    ("end_reason", "How the attempts ended", "Reason"),
)
_WEEK: Final = 7


def write_pdf(report: Report, path: Path, records: Path, check: Callable[[], None]) -> None:
    """Write the document.

    Args:
        report: What it says.
        path: The file, written anew.
        records: The file of its records.
        check: Called often; raises when nobody waits any more.
    """
    made = moment(report.made_at, report.zone)
    foot = f"Made by {report.owner} on {made} · Switchwarden {report.version}"
    with closing(Document(f"{TITLE}, {_period(report)}", foot, check)) as document:
        document.set_author(report.owner)
        document.set_creator(f"Switchwarden {report.version}")
        document.set_creation_date(datetime.fromtimestamp(report.made_at, UTC))
        for part in (_front, _times, _lists, _kept_out, _switches, _days, _newest, _records):
            part(document, report)
            check()
        if _inside(report):
            held = records.read_bytes()
            document.embed_file(bytes=held, basename="records.csv", desc="Records of this report")
        document.output(str(path))


def _inside(report: Report) -> bool:
    """Whether the records are put into the document."""
    return report.records.rows > 0 and report.records.bytes <= MAX_INSIDE


def _period(report: Report) -> str:
    start, end = (moment(each, report.zone) for each in report.period)
    return f"{start[:16]} to {end[:16]} ({report.timezone})"


def _front(document: Document, report: Report) -> None:
    document.style(9, ACCENT, bold=True)
    document.cell(0, 5, "EVIDENCE REPORT", new_x="LMARGIN", new_y="NEXT")
    document.style(22, INK, bold=True)
    document.cell(0, 11, TITLE, new_x="LMARGIN", new_y="NEXT")
    document.style(11, MUTED)
    document.cell(0, 6, _period(report), new_x="LMARGIN", new_y="NEXT")
    document.ln(2)
    totals, kept = report.figures.totals, report.figures.kept_out.attempts
    document.tiles(
        [
            (f"{totals.records:,}", "attempts recorded", ACCENT),
            (f"{totals.sources:,}", "source addresses", ACCENT),
            (f"{totals.callees:,}", "called numbers", ACCENT),
            (f"{kept:,}", "attempts counted only", WARM if kept else MUTED),
        ]
    )
    document.ln(1)
    document.paragraph(_sentence(report), size=9.5)
    start, end = report.period
    document.facts(
        [
            ("Period", f"{moment(start, report.zone)} to {moment(end, report.zone)}"),
            ("Time zone", f"{report.timezone}; all times of this report are in it"),
            ("Filter", filter_in_words(report.filters)),
            ("Made by", f"{report.owner}, {moment(report.made_at, report.zone)}"),
            ("Engine", f"Switchwarden {report.version}"),
            ("Checksum of records", f"SHA-256 {report.records.sha256}"),
        ]
    )


def _sentence(report: Report) -> str:
    totals, kept = report.figures.totals, report.figures.kept_out.attempts
    if totals.records:
        first, last = (moment_ms(at, report.zone) for at in (totals.first, totals.last))
        said = (
            f"{totals.records:,} unauthorised call attempts were refused and recorded, "
            f"the first at {first}, the last at {last}."
        )
        if totals.connected:
            said += f" {totals.connected:,} of them have a hold time and need a closer look."
        else:
            said += " None of them was connected."
    else:
        said = "No unauthorised call attempt was recorded in this period."
    if kept:
        said += f" {kept:,} more were counted, but not recorded; see the part on what was kept out."
    off = [state for state in report.switches if state.off_s > 0]
    if off and not kept:
        said += " Recording was switched off for a part of the period; see below."
    return said


def _times(document: Document, report: Report) -> None:
    days = _all_days(report)
    document.heading("Attempts by day", 70)
    bar_chart(document, days, 44)
    document.heading("Attempts by hour of the day", 62)
    hours = [Bar(f"{hour:02}", count) for hour, count in enumerate(by_hour(report.figures))]
    bar_chart(document, hours, 34)
    if len(days) >= _WEEK:
        document.heading("Rhythm of the week", 60)
        cells = [[0] * 24 for _ in WEEKDAYS]
        for row in report.figures.rhythm:
            cells[row.weekday - 1][row.hour] = row.records
        heat_map(document, WEEKDAYS, cells)
        document.paragraph("The darker, the more recorded attempts in that hour.", MUTED, 8)


def _all_days(report: Report) -> list[Bar]:
    """Every day of the period, also those without any attempt."""
    recorded = {row.day: row.records for row in report.figures.days}
    kept = dict(report.figures.kept_out.days)
    start, end = report.period
    day = datetime.fromtimestamp(start, UTC).astimezone(report.zone).date()
    last = datetime.fromtimestamp(max(start, end - 0.001), UTC).astimezone(report.zone).date()
    if (last - day).days >= MAX_DAYS or day < date(1971, 1, 1):
        found = sorted({*recorded, *kept})
        return [Bar(name, recorded.get(name, 0), kept.get(name, 0)) for name in found]
    bars = []
    while day <= last:
        name = day.isoformat()
        bars.append(Bar(name, recorded.get(name, 0), kept.get(name, 0)))
        day += timedelta(days=1)
    return bars


def _lists(document: Document, report: Report) -> None:
    for by, title, name in _LISTS:
        rows = report.figures.tops[by]
        if rows:
            document.heading(title)
            document.rows(*_list(report, by, name, rows))
    if report.country is not None and report.figures.tops["caller_ip"]:
        said = "The country is that in which the address is registered, not that of a caller."
        document.paragraph(said, MUTED, 8)


def _list(
    report: Report, by: str, name: str, rows: list[TopRow]
) -> tuple[list[Column], list[list[str | float]]]:
    country = report.country if by == "caller_ip" else None
    whole, most = report.figures.totals.records, rows[0].records
    columns = [Column(name, 34 if country else 56)]
    columns += [Column("Registered in", 26)] if country else []
    columns += [
        Column("Attempts", 18, "R"),
        Column("Share", 15, "R"),
        Column("", 24, bar=True),
        Column("First", 32, "R"),
        Column("Last", 32, "R"),
    ]
    lines: list[list[str | float]] = []
    for row in rows:
        value = reason_text(int(row.value)) if by == "end_reason" else row.value or "(empty)"
        line: list[str | float] = [value]
        line += [country(row.value)] if country else []
        line += [f"{row.records:,}", share(row.records, whole), row.records / most]
        line += [moment_ms(row.first, report.zone), moment_ms(row.last, report.zone)]
        lines.append(line)
    return columns, lines


def _kept_out(document: Document, report: Report) -> None:
    kept = report.figures.kept_out
    document.heading("What was kept out of the records")
    if not kept.attempts:
        document.paragraph("Nothing: every unauthorised attempt of the period has its record.")
        return
    document.paragraph(
        f"{kept.attempts:,} attempts of the period were refused like all others, but only "
        "counted, because recording was switched off or not possible. They are in no figure above, "
        "and hatched in the chart of days. The period applies to them, the filter does not."
    )
    reason = [Column("Reason", 120), Column("Attempts", 25, "R"), Column("Share", 20, "R")]
    document.rows(
        reason,
        [[GATES.get(gate, gate), f"{n:,}", share(n, kept.attempts)] for gate, n in kept.gates],
    )
    source = [Column("Source address", 120), Column("Attempts", 25, "R"), Column("Share", 20, "R")]
    document.rows(
        source,
        [[value or "(several)", f"{n:,}", share(n, kept.attempts)] for value, n in kept.sources],
    )


def _switches(document: Document, report: Report) -> None:
    start, end = report.period
    document.heading("What would have been recorded", 46)
    document.paragraph(
        "An unauthorised attempt is recorded while both of these parameters are on. This is what "
        "the audit of the engine knows about them."
    )
    changes: list[list[str | float]] = []
    for state in report.switches:
        off = f"off for {duration(state.off_s)} of {duration(end - start)}"
        said = off if state.off_s else "on for the whole period"
        switch_band(document, f"{state.title} ({state.name}): {said}", list(state.spans()))
        for change in state.changes:
            to = "on" if change.on else "off"
            at = moment(change.at, report.zone)
            changes.append([at, state.title, to, change.by, change.reason])
    document.ln(1)
    if changes:
        columns = [
            Column("When", 44),
            Column("Parameter", 52),
            Column("To", 10),
            Column("By", 24),
            Column("Reason", 48),
        ]
        document.rows(columns, sorted(changes, key=str))
    else:
        document.paragraph("Neither was changed within the period.", MUTED)


def _days(document: Document, report: Report) -> None:
    rows = report.figures.days
    kept = dict(report.figures.kept_out.days)
    if not rows and not kept:
        return
    document.heading("Days with attempts")
    counted = {row.day: row for row in rows}
    most = max((row.records for row in rows), default=1)
    lines: list[list[str | float]] = []
    for day in sorted({*counted, *kept}):
        row = counted.get(day)
        records = row.records if row else 0
        only = kept.get(day, 0)
        name = f"{day} {WEEKDAYS[date.fromisoformat(day).weekday()]}"
        sources = f"{row.sources:,}" if row else "–"
        lines.append([name, f"{records:,}", records / most, sources, f"{only:,}" if only else "–"])
    columns = [
        Column("Day", 36),
        Column("Recorded", 24, "R"),
        Column("", 60, bar=True),
        Column("Source addresses", 32, "R"),
        Column("Counted only", 28, "R"),
    ]
    document.rows(columns, lines)


def _newest(document: Document, report: Report) -> None:
    rows = report.figures.newest
    if not rows:
        return
    whole = report.figures.totals.records
    document.heading("Records" if whole == len(rows) else f"The newest {len(rows)} records")
    columns = [
        Column("Start", 33),
        Column("Source", 29),
        Column("Caller", 25),
        Column("Called", 32),
        Column("SIP", 9, "R"),
        Column("Reason", 28),
        Column("User agent", 30),
    ]
    lines: list[list[str | float]] = [
        [
            moment_ms(row.start, report.zone),
            row.caller_ip,
            row.caller,
            row.callee,
            str(row.sip_status),
            reason_text(row.end_reason),
            row.user_agent,
        ]
        for row in rows
    ]
    document.rows(columns, lines)


def _records(document: Document, report: Report) -> None:
    records = report.records
    document.heading("The records and their checksum")
    where = (
        "That file is attached to this document as records.csv."
        if _inside(report)
        else "The same report in the format CSV is that file."
    )
    document.paragraph(
        f"The {records.rows:,} records of this report, written as CSV in the columns below, the "
        f"newest first and times in {report.timezone}, are a file of {records.bytes:,} bytes with "
        f"the SHA-256 below. {where} A record is written before the caller is answered and is "
        "changed by nobody afterwards; figures and file were read from one state of the store."
    )
    document.facts(
        [
            ("SHA-256", records.sha256),
            ("Columns", ", ".join(RECORD_COLUMNS)),
            (
                "Lists",
                f"The {TOP_ROWS} most frequent values of each; equal ones by their own order",
            ),
        ]
    )
