"""The page of the call trace, put together: which call, its ladder, and the exports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from client.api.errors import ApiError, Missing
from client.models.trace_feed import TraceFeed
from client.models.trace_ladder import TraceLadder
from client.views.actions.traces import SaveTrace
from client.views.pages.call_trace.body import TraceBody
from client.views.widgets.buttons import Button
from client.views.widgets.page import Page, PageContext, PageSpec

MAX_NAME = 1_000


class CallTracePage(Page):
    """The messages of one call, live while it runs."""

    def __init__(self, spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.ladder = TraceLadder(context.formats, self)
        self.feed = TraceFeed(context.session, self.ladder, self)
        self.body = TraceBody(context, self.ladder, self.content.holder)
        self.content.set_widget(self.body)
        self.filters.hide()
        self._build()
        self.feed.loaded.connect(self._loaded)
        self.feed.followed.connect(self._loaded)
        self.feed.failed.connect(self._failed)
        self._teach()

    def _build(self) -> None:
        theme, context = self.context.theme, self.context
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setPlaceholderText(self.tr("Call id or Call-ID"))
        self.name.setAccessibleName(self.tr("Call id or Call-ID"))
        self.name.returnPressed.connect(self.ask)
        self.button = Button(theme, self.tr("Show"), "search", primary=True)
        self.button.clicked.connect(lambda _on=False: self.ask())
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.button)
        self.root.insertLayout(2, row)
        self.saves = {
            kind: SaveTrace(kind, words, context.session, context.prompts, self)
            for kind, words in (
                ("txt", self.tr("Export the trace as text")),
                ("pcap", self.tr("Export the trace as pcap")),
            )
        }
        words = {"txt": self.tr("Export text"), "pcap": self.tr("Export pcap")}
        for kind, action in self.saves.items():
            button = self.head.add_button(words[kind], lambda kind=kind: self.save(kind),  # type: ignore[misc]
                                          "download")  # fmt: skip
            offered = self.offer(f"call-trace.export-{kind}", action.text(),
                                 lambda kind=kind: self.save(kind), icon="download")  # type: ignore[misc]  # fmt: skip
            for target in (button, offered):
                target.setEnabled(action.isEnabled())
                action.enabledChanged.connect(target.setEnabled)
            action.done.connect(self._saved)

    def refresh(self) -> None:
        """Load the call anew, if there is one."""
        if self.feed.call:
            self.content.show_loading()
            self.feed.show(self.feed.call)

    def focus_search(self) -> None:
        """Put the cursor into the field of the call."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def help_text(self) -> str:
        """What the page is for."""
        return self.tr(
            "The SIP messages of one call, of the caller and of every leg that was tried, in the "
            "order of the wire. Paste a call id or the Call-ID of any leg, or choose Show call "
            "trace in the menu of Current call or CDR. Go through the arrows with the up and down "
            "keys; the text of the message is beside them. Passwords and digests are covered with "
            "*. How long traces are kept is set by SS_SIP_TRACE_MINUTES."
        )

    def show_with(self, filters: Mapping[str, object]) -> None:
        """Show what another page asked for: ``call``."""
        call = str(filters.get("call", ""))
        if call:
            self.name.setText(call)
            self.ask()

    def ask(self) -> None:
        """Load the call that is named in the field."""
        call = self.name.text().strip()
        if not call:
            self.name.setFocus()
            return
        if call != self.feed.call:
            self.ladder.clear()
            self._update_saves()
            self.content.show_empty("activity", self.tr("Looking for the call…"), call)
        self.content.show_loading()
        self.feed.show(call)

    def save(self, kind: str) -> None:
        """Ask for a file and export the trace to it."""
        trace, action = self.ladder.trace, self.saves[kind]
        if trace is None or not action.isEnabled():
            return
        first = self.ladder.arrow(0).message.at if self.ladder.rowCount() else None
        moment = self.context.formats.date_time(first) if first else ""
        stamp = moment.replace("-", "").replace(":", "").replace(" ", "-")
        name = "-".join(part for part in ("call-trace", stamp) if part)
        action.save(self.feed.call, name)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the call while the page is seen."""
        super().showEvent(event)
        self.feed.set_seen(seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing while the page is hidden."""
        super().hideEvent(event)
        self.feed.set_seen(seen=False)

    def _loaded(self) -> None:
        self.body.sum_up()
        self._update_saves()
        if self.content.state_widget() is not self.body or self.content.is_stale():
            self.content.show_content()

    def _failed(self, error: ApiError) -> None:
        self._update_saves()
        if isinstance(error, Missing) and self.ladder.trace is None:
            self.content.show_empty("activity", self.tr("No trace of this call"), error.detail)
            return
        self.content.show_error(error, self.refresh)

    def _update_saves(self) -> None:
        for action in self.saves.values():
            action.set_wanted(wanted=self.ladder.trace is not None)

    def _saved(self, path: Path) -> None:
        self.context.toast(self.tr("Exported the trace to {path}").format(path=path), "ok")

    def _teach(self) -> None:
        self.content.show_empty(
            "activity",
            self.tr("Which call?"),
            self.tr(
                "Paste a call id or a Call-ID above and press Enter, or choose Show call trace in "
                "the menu of a row of Current call or CDR. You see every SIP message of the call "
                "as an arrow, live while it runs and for some minutes after its end."
            ),
        )
