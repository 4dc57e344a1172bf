"""The report on illegal calls as a document that one hands to an auditor.

The first page answers the first questions: what is this, of which period, how many, from where,
when. Lists, what was not recorded and how far the records go follow; the records themselves come
with the document as a file inside it as long as they are small.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from engine.billing.reasons import reason_text
from engine.management.reports.charts import Bar, bar_chart, heat_map, switch_band
from engine.management.reports.contents import RECORD_COLUMNS, Report, by_hour
from engine.management.reports.document import ACCENT, INK, MUTED, WARM, Column, Document
from engine.management.reports.evidence_words import Words
from engine.management.reports.typefaces import NO_CHINESE, chinese_there
from engine.management.reports.wording import (
    duration,
    filter_in_words,
    gate_in_words,
    moment,
    moment_ms,
    share,
)
from engine.store.cdr_evidence import MAX_DAYS, PREFIX_DIGITS, TOP_ROWS
from engine.store.cdr_rows import TopRow

MAX_INSIDE: Final = 4_000_000
"""Bytes of a file of records that is put into the document."""

_LISTS: Final = (
    ("caller_ip", "Address"),
    ("callee_prefix", "Prefix"),
    ("caller", "Caller"),
    ("user_agent", "User agent"),
    ("end_reason", "Reason"),
)
"""Lists, whose titles have their names, and the heading of the value."""

_WEEK: Final = 7


def drawable(report: Report) -> Report:
    """The report in a language that can be drawn here; it says when that is another one."""
    if report.language == "en" or chinese_there():
        return report
    # Better than a page of empty boxes, as long as it is said.
    note = f"Asked for in Chinese, and written in English: {NO_CHINESE}."
    return replace(report, language="en", note=note)


def write_pdf(report: Report, path: Path, records: Path, check: Callable[[], None]) -> None:
    """Write the document.

    Args:
        report: What it says; :func:`drawable`.
        path: The file, written anew.
        records: The file of its records.
        check: Called often; raises when nobody waits any more.
    """
    words = Words(report.language)
    made = moment(report.made_at, report.zone)
    foot = words("foot", owner=report.owner, made=made, version=report.version)
    title = f"{words('title')}, {_period(report)}"
    page = words("page", page="{page}", pages="{pages}")
    with closing(Document(title, foot, check, page)) as document:
        document.set_lang(report.language)
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
    words = Words(report.language)
    return words("period", start=start[:16], end=end[:16], zone=report.timezone)


def _front(document: Document, report: Report) -> None:
    words = Words(report.language)
    document.style(9, ACCENT, bold=True)
    document.cell(0, 5, words("kind"), new_x="LMARGIN", new_y="NEXT")
    document.style(22, INK, bold=True)
    document.cell(0, 11, words("title"), new_x="LMARGIN", new_y="NEXT")
    document.style(11, MUTED)
    document.cell(0, 6, _period(report), new_x="LMARGIN", new_y="NEXT")
    document.ln(2)
    if report.note:
        document.paragraph(report.note, WARM)
    totals, kept = report.figures.totals, report.figures.kept_out.attempts
    document.tiles(
        [
            (f"{totals.records:,}", words("attempts recorded"), ACCENT),
            (f"{totals.sources:,}", words("source addresses"), ACCENT),
            (f"{totals.callees:,}", words("called numbers"), ACCENT),
            (f"{kept:,}", words("attempts counted only"), WARM if kept else MUTED),
        ]
    )
    document.ln(1)
    document.paragraph(_sentence(report), size=9.5)
    start, end = report.period
    document.facts(
        [
            (
                words("Period"),
                words("span", start=moment(start, report.zone), end=moment(end, report.zone)),
            ),
            (words("Time zone"), words("zone", zone=report.timezone)),
            (words("Filter"), filter_in_words(report.filters, report.language)),
            (
                words("Made by"),
                words("made", owner=report.owner, made=moment(report.made_at, report.zone)),
            ),
            (words("Engine"), f"Switchwarden {report.version}"),
            (words("Checksum of records"), f"SHA-256 {report.records.sha256}"),
        ]
    )


def _sentence(report: Report) -> str:
    words = Words(report.language)
    totals, kept = report.figures.totals, report.figures.kept_out.attempts
    if totals.records:
        first, last = (moment_ms(at, report.zone) for at in (totals.first, totals.last))
        said = words("recorded", count=f"{totals.records:,}", first=first, last=last)
        if totals.connected:
            said += words("connected", count=f"{totals.connected:,}")
        else:
            said += words("not connected")
    else:
        said = words("no attempt")
    if kept:
        said += words("more counted", count=f"{kept:,}")
    off = [state for state in report.switches if state.off_s > 0]
    if off and not kept:
        said += words("was off")
    return said


def _times(document: Document, report: Report) -> None:
    words = Words(report.language)
    legend = words("legend recorded"), words("legend kept out")
    days = _all_days(report)
    document.heading(words("by day"), 70)
    bar_chart(document, days, 44, legend)
    document.heading(words("by hour"), 62)
    hours = [Bar(f"{hour:02}", count) for hour, count in enumerate(by_hour(report.figures))]
    bar_chart(document, hours, 34, legend)
    if len(days) >= _WEEK:
        document.heading(words("rhythm"), 60)
        cells = [[0] * 24 for _ in words.weekdays]
        for row in report.figures.rhythm:
            cells[row.weekday - 1][row.hour] = row.records
        heat_map(document, words.weekdays, cells)
        document.paragraph(words("darker"), MUTED, 8)


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
    words = Words(report.language)
    for by, name in _LISTS:
        rows = report.figures.tops[by]
        if rows:
            document.heading(words(by, digits=PREFIX_DIGITS))
            document.rows(*_list(report, by, words(name), rows))
            if by == "caller_ip" and report.country is not None:
                document.paragraph(words("registered"), MUTED, 8)


def _list(
    report: Report, by: str, name: str, rows: list[TopRow]
) -> tuple[list[Column], list[list[str | float]]]:
    words, language = Words(report.language), report.language
    country = report.country if by == "caller_ip" else None
    whole, most = report.figures.totals.records, rows[0].records
    columns = [Column(name, 34 if country else 56)]
    columns += [Column(words("Registered in"), 26)] if country else []
    columns += [
        Column(words("Attempts"), 18, "R"),
        Column(words("Share"), 15, "R"),
        Column("", 24, bar=True),
        Column(words("First"), 32, "R"),
        Column(words("Last"), 32, "R"),
    ]
    lines: list[list[str | float]] = []
    for row in rows:
        value = row.value or words("(empty)")
        if by == "end_reason":
            value = reason_text(int(row.value), language)
        line: list[str | float] = [value]
        line += [country(row.value, language)] if country else []
        line += [f"{row.records:,}", share(row.records, whole), row.records / most]
        line += [moment_ms(row.first, report.zone), moment_ms(row.last, report.zone)]
        lines.append(line)
    return columns, lines


def _kept_out(document: Document, report: Report) -> None:
    words, language = Words(report.language), report.language
    kept = report.figures.kept_out
    document.heading(words("kept out"))
    if not kept.attempts:
        document.paragraph(words("nothing kept out"))
        return
    document.paragraph(words("kept out text", count=f"{kept.attempts:,}"))
    gates = [(gate_in_words(gate, language), n) for gate, n in kept.gates]
    sources = [(value or words("(several)"), n) for value, n in kept.sources]
    for name, counts in (("Reason", gates), ("Source address", sources)):
        document.rows(
            [
                Column(words(name), 120),
                Column(words("Attempts"), 25, "R"),
                Column(words("Share"), 20, "R"),
            ],
            [[value, f"{n:,}", share(n, kept.attempts)] for value, n in counts],
        )


def _switches(document: Document, report: Report) -> None:
    words = Words(report.language)
    start, end = report.period
    whole = duration(end - start, report.language)
    document.heading(words("switches"), 46)
    document.paragraph(words("switches text"))
    changes: list[list[str | float]] = []
    for state in report.switches:
        off = words("off for", off=duration(state.off_s, report.language), whole=whole)
        said = off if state.off_s else words("always on")
        title = words(state.name)
        named = words("state", title=title, name=state.name, said=said)
        switch_band(document, named, list(state.spans()))
        for change in state.changes:
            to = words("on" if change.on else "off")
            at = moment(change.at, report.zone)
            changes.append([at, title, to, change.by, change.reason])
    document.ln(1)
    if changes:
        columns = [
            Column(words("When"), 44),
            Column(words("Parameter"), 52),
            Column(words("To"), 10),
            Column(words("By"), 24),
            Column(words("Reason"), 48),
        ]
        document.rows(columns, sorted(changes, key=str))
    else:
        document.paragraph(words("unchanged"), MUTED)


def _days(document: Document, report: Report) -> None:
    rows = report.figures.days
    kept = dict(report.figures.kept_out.days)
    if not rows and not kept:
        return
    words = Words(report.language)
    document.heading(words("days"))
    counted = {row.day: row for row in rows}
    most = max((row.records for row in rows), default=1)
    lines: list[list[str | float]] = []
    for day in sorted({*counted, *kept}):
        row = counted.get(day)
        records = row.records if row else 0
        only = kept.get(day, 0)
        name = f"{day} {words.weekdays[date.fromisoformat(day).weekday()]}"
        sources = f"{row.sources:,}" if row else "–"
        lines.append([name, f"{records:,}", records / most, sources, f"{only:,}" if only else "–"])
    columns = [
        Column(words("Day"), 36),
        Column(words("Recorded"), 24, "R"),
        Column("", 60, bar=True),
        Column(words("caller_ip"), 32, "R"),
        Column(words("Counted only"), 28, "R"),
    ]
    document.rows(columns, lines)


def _newest(document: Document, report: Report) -> None:
    rows = report.figures.newest
    if not rows:
        return
    whole = report.figures.totals.records
    words = Words(report.language)
    title = "records" if whole == len(rows) else "newest"
    document.heading(words(title, count=len(rows)))
    columns = [
        Column(words("Start"), 33),
        Column(words("Source"), 29),
        Column(words("Caller"), 25),
        Column(words("Called"), 32),
        Column(words("SIP"), 9, "R"),
        Column(words("Reason"), 28),
        Column(words("User agent"), 30),
    ]
    lines: list[list[str | float]] = [
        [
            moment_ms(row.start, report.zone),
            row.caller_ip,
            row.caller,
            row.callee,
            str(row.sip_status),
            reason_text(row.end_reason, report.language),
            row.user_agent,
        ]
        for row in rows
    ]
    document.rows(columns, lines)


def _records(document: Document, report: Report) -> None:
    records = report.records
    words = Words(report.language)
    document.heading(words("checksum"))
    document.paragraph(
        words(
            "checksum text",
            rows=f"{records.rows:,}",
            bytes=f"{records.bytes:,}",
            zone=report.timezone,
            where=words("attached" if _inside(report) else "elsewhere"),
        )
    )
    document.facts(
        [
            ("SHA-256", records.sha256),
            (words("Columns"), ", ".join(RECORD_COLUMNS)),
            (words("Lists"), words("lists text", count=TOP_ROWS)),
        ]
    )
