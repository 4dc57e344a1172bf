"""The evidence report of the page of attacks, from the choice to the file (requirement 55).

The engine makes it in the background, as it makes an export: the same strip shows how far it is,
and the same rules hold for a download that breaks off. It is about the time range of the page, and
about all sources or the selected one.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from client.api.cdr_values import CdrQuery, Export
from client.api.errors import ApiError
from client.models.attack_feed import AttackFeed
from client.models.cdr_export import CdrExport
from client.models.download import Target
from client.views.pages.cdr.export_strip import ExportStrip
from client.views.widgets.error_texts import advice, title_of
from client.views.widgets.menu import Menu
from client.views.widgets.page import Page

CHECKSUM = 12
"""Characters of a checksum in a passing message; the engine's list of exports has all of it."""

FORMATS = ("pdf", "csv", "json")


class Evidence(QObject):
    """Reports of one page.

    Args:
        page: whose context is used.
        feed: knows the time range.
        strip: shows how far a report is.
    """

    def __init__(self, page: Page, feed: AttackFeed, strip: ExportStrip) -> None:
        super().__init__(page)
        self._page, self._feed, self._strip = page, feed, strip
        self._context = page.context
        self.exporter = CdrExport(page.context.session, self)
        self.exporter.progressed.connect(strip.show_progress)
        self.exporter.ended.connect(strip.hide)
        self.exporter.finished.connect(self._finished)
        self.exporter.failed.connect(partial(page.context.prompts.error, page))
        self.exporter.broken.connect(self._broken)
        strip.cancelled.connect(self.exporter.cancel)
        strip.resumed.connect(self.exporter.resume)
        strip.discarded.connect(self.exporter.discard)

    def menu(self, source: str) -> Menu:
        """Return what can be reported: all sources, and *source* if there is one."""
        menu = Menu(self._context.theme, self._page)
        words = {
            "pdf": self.tr("All sources, for reading (PDF)"),
            "csv": self.tr("All sources, the records (CSV)"),
            "json": self.tr("All sources, for programs (JSON)"),
        }
        for kind in FORMATS:
            menu.add(words[kind], partial(self.save, "", kind), "file-export")
        if source:
            menu.addSeparator()
            one = {
                "pdf": self.tr("{source} alone, for reading (PDF)"),
                "csv": self.tr("{source} alone, the records (CSV)"),
                "json": self.tr("{source} alone, for programs (JSON)"),
            }
            for kind in FORMATS:
                text = one[kind].format(source=source)
                menu.add(text, partial(self.save, source, kind), "file-export")
        return menu

    def save(self, source: str, kind: str) -> None:
        """Ask where to, and have the report made; of all sources when *source* is empty."""
        query, zone = self._feed.reported(source), self._context.formats.zone_name

        def chosen(path: Path) -> None:
            begun = self.exporter.start(
                lambda api: api.create_illegal_call_report(query, zone, kind),
                Target(path, replace=path.exists()),
            )
            if not begun:
                self._context.toast(self.tr("An export is already running."), "warning")

        title = self.tr("Save the evidence report")
        self._context.prompts.save_file(self._page, title, _suggested(query, source, kind), chosen)

    def _finished(self, path: Path, job: Export) -> None:
        text = self.tr(
            "Saved the report as {path}. The checksum is that of the engine: {checksum}…"
        )
        checksum = (job.sha256 or "")[:CHECKSUM]
        text = text.format(path=path, checksum=checksum)
        if job.detail:  # not quite what was asked for
            self._context.toast(f"{text} {job.detail}", "warning")
        else:
            self._context.toast(text, "ok")

    def _broken(self, error: ApiError) -> None:
        text = self.tr("{what}. What has come of the file is kept.").format(what=title_of(error))
        self._strip.show_broken(text, advice(error))


def _suggested(query: CdrQuery, source: str, kind: str) -> str:
    """Return a name every system can hold: ``illegal-calls_20261117T0000Z_….pdf``."""
    first, last = (moment.strftime("%Y%m%dT%H%MZ") for moment in (query.start, query.end))
    about = "".join(sign if sign.isalnum() or sign == "." else "-" for sign in source)
    return "_".join(part for part in ("illegal-calls", about, first, last) if part) + f".{kind}"
